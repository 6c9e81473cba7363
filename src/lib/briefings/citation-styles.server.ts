import { asc, eq, isNotNull, isNull, or } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { isShippedStyle, ownStyleId, ownStyleKey, shippedStyles } from './citation-style.ts';
import { readShippedStyle } from './style-files.server.ts';
import { citationStyles } from './table.server.ts';

/**
 * Styles that a briefing can be given: those that come with the product, then those that were added; and the one of
 * `current`, the key that it has, where that is hidden.
 */
export async function listCitationStyles(
	db: Reader,
	current = ''
): Promise<{ key: string; title: string }[]> {
	const shipped = Object.entries(shippedStyles).map(([key, title]) => ({ key, title }));
	const own = await db
		.select({ id: citationStyles.id, title: citationStyles.title })
		.from(citationStyles)
		.where(or(isNull(citationStyles.hiddenAt), eq(citationStyles.id, ownStyleId(current) ?? 0)))
		.orderBy(asc(citationStyles.title), asc(citationStyles.id));
	return [...shipped, ...own.map(({ id, title }) => ({ key: ownStyleKey(id), title }))];
}

/** The .csl file of a style; that of a hidden one too, for the briefings that use it; undefined where there is none. */
export async function findCitationStyle(db: Reader, key: string): Promise<string | undefined> {
	if (isShippedStyle(key)) return readShippedStyle(key);
	const id = ownStyleId(key);
	const [row] = id
		? await db.select({ csl: citationStyles.csl }).from(citationStyles).where(eq(citationStyles.id, id))
		: [];
	return row?.csl;
}

/** As `findCitationStyle`. @throws NotFound */
export async function getCitationStyle(db: Reader, key: string): Promise<string> {
	const csl = await findCitationStyle(db, key);
	if (csl === undefined)
		throw new NotFound('There is no such citation style. Choose another.', 'citationStyle');
	return csl;
}

/** Added styles that are out of the list. */
export function listHiddenStyles(db: Reader) {
	return db
		.select({ id: citationStyles.id, title: citationStyles.title })
		.from(citationStyles)
		.where(isNotNull(citationStyles.hiddenAt))
		.orderBy(asc(citationStyles.title), asc(citationStyles.id));
}
