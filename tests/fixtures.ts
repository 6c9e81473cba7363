import * as v from 'valibot';
import { developmentSchema, type DevelopmentInput } from '#lib/developments/development.ts';
import { publications } from '#lib/publications/table.server.ts';
import { recommendations, recommendationVersions, themes } from '#lib/recommendations/table.server.ts';
import type { Database } from '#lib/server/database.ts';
import { users } from '#lib/users/table.server.ts';
import { zip } from '#lib/server/zip.ts';
import type { Actor, Role } from '#lib/users/user.ts';

/** Somebody of that role, kept in the database. */
export async function makeActor(db: Database, role: Role, name: string = role): Promise<Actor> {
	const email = `${name}@example.org`;
	const [row] = await db.insert(users).values({ name, role, email }).returning({ id: users.id });
	return { id: row!.id, name, email, role, scope: 'write' };
}

/** A publication with one theme and recommendations of these codes; their ids by code. */
export async function makePublication(
	db: Database,
	slug: string,
	codes: readonly string[]
): Promise<{ publicationId: number; ids: Record<string, number> }> {
	const [publication] = await db
		.insert(publications)
		.values({ slug, title: `Publication ${slug}`, authors: ['A. Author'] })
		.returning({ id: publications.id });
	const publicationId = publication!.id;
	const [theme] = await db
		.insert(themes)
		.values({ publicationId, code: 'T', title: 'Theme', position: 1 })
		.returning({ id: themes.id });
	const ids: Record<string, number> = {};
	for (const [at, code] of codes.entries()) {
		const [row] = await db
			.insert(recommendations)
			.values({ publicationId, themeId: theme!.id, code, kind: 'recommendation', position: at + 1 })
			.returning({ id: recommendations.id });
		ids[code] = row!.id;
		await db
			.insert(recommendationVersions)
			.values({ recommendationId: row!.id, version: 1, title: `Title ${code}`, statement: `Do ${code}.` });
	}
	return { publicationId, ids };
}

/** A valid development, changed as wanted. */
export function aDevelopment(
	changes: Partial<v.InferInput<typeof developmentSchema>> = {}
): DevelopmentInput {
	return v.parse(developmentSchema, {
		occurredOn: '2022-03-04',
		kind: 'decision',
		title: 'Council adopts a decision',
		source: 'Official Journal',
		...changes
	});
}

/** A citation style that sets a title and a year, as the bytes of its .csl file. */
export const aStyle = (title: string, rest = '<text variable="title"/>') =>
	new TextEncoder().encode(
		`<?xml version="1.0" encoding="utf-8"?><style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>${title}</title><id>x</id></info><citation><layout suffix=".">${rest}</layout></citation></style>`
	);

/** The least of a Word file whose styles can be taken. */
export const aWordFile = () => {
	const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
	return zip(
		new Map([
			['[Content_Types].xml', '<Types/>'],
			['word/document.xml', `<w:document xmlns:w="${main}"><w:body><w:p/></w:body></w:document>`],
			['word/styles.xml', `<w:styles xmlns:w="${main}"></w:styles>`]
		])
	);
};
