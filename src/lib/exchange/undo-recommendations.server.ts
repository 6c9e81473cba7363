import { eq, sql } from 'drizzle-orm';
import { publications } from '../publications/table.server.ts';
import type { CatalogueRecommendation, CatalogueTheme } from '../recommendations/catalogue.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { Actor } from '../users/user.ts';
import { exportCatalogue, importCatalogue } from './catalogue.server.ts';
import type { FileImport } from './file-imports.server.ts';
import { changedSince, madeBy, takenBack } from './import-changes.server.ts';
import type { Left } from './undo-import.server.ts';

/**
 * Hides the publication that an import made. In one that was here before, recommendations get back the words that they had;
 * new ones stay, since a code lasts.
 */
export async function takeBackRecommendations(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const slug = await slugOf(tx, job);
	const [made] = await tx.execute<{ id: number; isUsed: boolean }>(sql`
		select p.id::int as id, exists (select from recommendations r where r.publication_id = p.id and (
				exists (select from codings k where k.recommendation_id = r.id and k.retired_at is null)
				or exists (select from assessments a where a.recommendation_id = r.id and a.withdrawn_at is null))) as "isUsed"
		from changes c join publications p on p.id = c.entity_id
		where ${madeBy(job, 'publications')} and c.before is null and p.hidden_at is null`);
	if (made && !made.isUsed) return { turned: await setHidden(tx, actor, made.id, true), restored: 0 };
	if (made)
		left.add({
			name: slug,
			href: `/publications/${slug}`,
			reason: 'its recommendations are coded or assessed'
		});
	return { turned: 0, restored: await rewrite(tx, actor, job, 'before', left, slug) };
}

/** Shows that publication again, or gives the recommendations the words that they had after the import. */
export async function putBackRecommendations(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const slug = await slugOf(tx, job);
	const [hidden] = await tx.execute<{ id: number }>(sql`
		select p.id::int as id from publications p
		where p.hidden_at is not null and p.id in (${takenBack(job, 'publications')})`);
	if (hidden) return { turned: await setHidden(tx, actor, hidden.id, false), restored: 0 };
	return { turned: 0, restored: await rewrite(tx, actor, job, 'after', left, slug) };
}

async function slugOf(tx: Transaction, { publicationId }: FileImport): Promise<string> {
	const [row] = await tx
		.select({ slug: publications.slug })
		.from(publications)
		.where(eq(publications.id, publicationId ?? 0));
	return row?.slug ?? '';
}

async function setHidden(tx: Transaction, actor: Actor, id: number, hide: boolean): Promise<number> {
	await tx
		.update(publications)
		.set({ hiddenAt: hide ? sql`now()` : null })
		.where(eq(publications.id, id));
	await recordChange(tx, {
		entity: 'publications',
		entityId: id,
		action: hide ? 'undoImport' : 'redoImport',
		actorId: actor.id,
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'publication', id);
	return 1;
}

type Fields = Record<string, unknown>;
type Changed = { code: string; fields: Fields | null; isChanged: boolean; isNew: boolean };

async function rewrite(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	side: 'before' | 'after',
	left: Left,
	slug: string
): Promise<number> {
	const changesOf = (entity: 'recommendations' | 'themes') =>
		tx.execute<Changed>(sql`
			select t.code, ${sql.raw(`c.${side}`)} as fields, ${changedSince(job)} as "isChanged", c.before is null as "isNew"
			from changes c join ${sql.identifier(entity)} t on t.id = c.entity_id
			where ${madeBy(job, entity)} order by t.position`);
	const href = (code: string) => `/publications/${slug}/${code}`;
	const fieldsOf = new Map<string, Fields>();
	for (const { code, fields, isChanged, isNew } of await changesOf('recommendations')) {
		if (isNew && side === 'before')
			left.add({ name: code, href: href(code), reason: 'a recommendation that is here stays' });
		else if (isChanged) left.add({ name: code, href: href(code), reason: 'it was changed since' });
		else if (!isNew && fields) fieldsOf.set(code, fields);
	}
	const themeFields = new Map<string, Fields>();
	for (const { code, fields, isChanged, isNew } of await changesOf('themes'))
		if (!isNew && !isChanged && fields) themeFields.set(code, fields);
	if (fieldsOf.size === 0 && themeFields.size === 0) return 0;
	const catalogue = await exportCatalogue(tx, slug);
	await importCatalogue(tx, actor, {
		...catalogue,
		themes: catalogue.themes.map((theme) => ({
			...theme,
			...(themeFields.get(theme.code) as Partial<CatalogueTheme>)
		})),
		recommendations: catalogue.recommendations.map((item) => withFields(item, fieldsOf.get(item.code)))
	});
	return fieldsOf.size;
}

/** A recommendation with fields as history keeps them: locator and markers spread out. */
function withFields(item: CatalogueRecommendation, fields: Fields | undefined): CatalogueRecommendation {
	if (!fields) return item;
	const { section, page, anchor, advance, setback, position: _p, version: _v, ...rest } = fields;
	const either = (given: unknown, kept: unknown) => (given === undefined ? kept : given);
	return {
		...item,
		...rest,
		locator: {
			section: either(section, item.locator?.section ?? null),
			page: either(page, item.locator?.page ?? null),
			anchor: either(anchor, item.locator?.anchor ?? null)
		},
		markers: {
			advance: either(advance, item.markers.advance),
			setback: either(setback, item.markers.setback)
		}
	} as CatalogueRecommendation;
}
