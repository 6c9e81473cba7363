import { sql, type SQL } from 'drizzle-orm';
import { NotFound, NotSignedIn } from '../errors.ts';
import type { Effect } from '../evidence/evidence.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import type { Reader } from '../server/database.ts';
import { may, type Actor } from '../users/user.ts';
import type { Motivation } from './annotation.ts';
import type { Placement } from './placement.ts';
import type { Selectors } from './selector.ts';
import { selectorsOf } from './selectors.server.ts';

export type ListedAnnotation = {
	id: number;
	developmentId: number;
	motivation: Motivation;
	selectors: Selectors;
	/** The text that the selectors count in. */
	textVersion: number;
	/** Where the passage is in the text in force; null for an orphan. */
	placement: Placement | null;
	body: string;
	codingId: number | null;
	/** What a link is tied to. */
	coding: { publication: string; code: string; effect: Effect; coder: string; isRetired: boolean } | null;
	creator: { id: number; name: string };
	createdAt: Date;
	modifiedAt: Date | null;
	version: number;
	hiddenAt: Date | null;
};

/** How many a page draws, unless more are asked for. */
export const annotationsAtOnce = 200;

/** `isShownOnly`: without hidden ones, which are listed for who may restore them. */
type Slice = { limit?: number; offset?: number; isShownOnly?: boolean };

/**
 * The annotations of a development in the order of its text, orphans last. For members alone, as the text is. A link to
 * a coding that the viewer may not see is left out.
 * @throws NotSignedIn
 */
export async function listAnnotations(
	db: Reader,
	developmentId: number,
	viewer: Actor | null,
	{ limit = annotationsAtOnce, offset = 0, isShownOnly = false }: Slice = {}
): Promise<ListedAnnotation[]> {
	return select(db, viewer, ofDevelopment(developmentId, isShownOnly), sql`limit ${limit} offset ${offset}`);
}

/** How many those are in all. @throws NotSignedIn */
export async function countAnnotations(
	db: Reader,
	developmentId: number,
	viewer: Actor | null,
	{ isShownOnly = false }: Pick<Slice, 'isShownOnly'> = {}
): Promise<number> {
	const [row] = await db.execute<{ n: number }>(sql`
		select count(*)::int as n from annotations a left join codings c on c.id = a.coding_id
		where ${ofDevelopment(developmentId, isShownOnly)} and ${seenBy(viewer)}`);
	return row!.n;
}

const ofDevelopment = (developmentId: number, isShownOnly: boolean) =>
	sql`a.development_id = ${developmentId} ${isShownOnly ? sql`and a.hidden_at is null` : sql``}`;

/** One annotation. @throws NotSignedIn, NotFound also for one that the viewer may not see */
export async function getAnnotation(db: Reader, id: number, viewer: Actor | null): Promise<ListedAnnotation> {
	const [found] = await select(db, viewer, sql`a.id = ${id}`);
	if (!found) throw new NotFound('There is no such annotation, or it was hidden.');
	return found;
}

/** What the viewer may see of annotations `a` with the coding `c` that they are tied to. */
function seenBy(viewer: Actor | null): SQL {
	if (!viewer) throw new NotSignedIn('Annotations are for members. Sign in, or send a token.');
	const seesHidden = may(viewer, 'moderate') ? sql`true` : sql`a.creator_id = ${viewer.id}`;
	return sql`(a.coding_id is null or ${visibleCoding('c', viewer.id)}) and (a.hidden_at is null or ${seesHidden})`;
}

async function select(
	db: Reader,
	viewer: Actor | null,
	which: SQL,
	slice = sql``
): Promise<ListedAnnotation[]> {
	const rows = await db.execute(sql`
		select a.*, u.name as creator, p.slug, r.code, c.effect, w.name as coder, c.retired_at is not null as is_retired
		from annotations a join users u on u.id = a.creator_id
			left join codings c on c.id = a.coding_id left join users w on w.id = c.coder_id
			left join recommendations r on r.id = c.recommendation_id
			left join publications p on p.id = r.publication_id
		where ${which} and ${seenBy(viewer)}
		order by a.placed_start, a.placed_end desc, a.id ${slice}`);
	return rows.map(toListed);
}

function toListed(row: Record<string, unknown>): ListedAnnotation {
	const isPlaced = row.placed !== null;
	const codingId = row.coding_id === null ? null : Number(row.coding_id);
	return {
		id: Number(row.id),
		developmentId: Number(row.development_id),
		motivation: row.motivation as Motivation,
		selectors: selectorsOf({
			exact: row.exact as string,
			prefix: row.prefix as string,
			suffix: row.suffix as string,
			startAt: row.start_at as number,
			endAt: row.end_at as number
		}),
		textVersion: row.text_version as number,
		placement: isPlaced
			? {
					start: row.placed_start as number,
					end: row.placed_end as number,
					quality: row.placed as Placement['quality']
				}
			: null,
		body: row.body as string,
		codingId,
		coding:
			codingId === null
				? null
				: {
						publication: row.slug as string,
						code: row.code as string,
						effect: row.effect as Effect,
						coder: row.coder as string,
						isRetired: row.is_retired as boolean
					},
		creator: { id: Number(row.creator_id), name: row.creator as string },
		createdAt: new Date(row.created_at as string),
		modifiedAt: row.modified_at === null ? null : new Date(row.modified_at as string),
		version: row.version as number,
		hiddenAt: row.hidden_at === null ? null : new Date(row.hidden_at as string)
	};
}
