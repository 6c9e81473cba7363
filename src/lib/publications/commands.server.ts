import { eq, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { difference, recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { CodingRuleInput, PublicationDocument } from './publication.ts';
import { publications, publicationSections } from './table.server.ts';

/** What saving a record did to it. */
export type Saved = 'added' | 'changed' | 'unchanged';

type Headings = PublicationDocument['sections'];

/**
 * Adds a publication, or brings the one of that slug to what is given. Headings that are not given are left alone
 * and named in `missingSections`. A hidden publication stays hidden.
 */
export async function savePublication(
	tx: Transaction,
	actor: Actor | null,
	{
		document,
		goal,
		isSample = false
	}: { document: PublicationDocument; goal: string | null; isSample?: boolean }
): Promise<{ id: number; saved: Saved; missingSections: string[] }> {
	authorise(actor, 'importPublication');
	const { slug, sections, stale_after_months: stale, ...rest } = document;
	const fields = { ...rest, goal, ...(stale === undefined ? {} : { staleAfterMonths: stale }) };
	const [before] = await tx.select().from(publications).where(eq(publications.slug, slug)).for('update');
	if (!before) {
		const row = { slug, ...fields, isSample };
		const [added] = await tx.insert(publications).values(row).returning({ id: publications.id });
		const id = added!.id;
		await saveSections(tx, id, [], sections);
		await recordChange(tx, { ...of(id, actor), after: { ...row, sections } });
		return { id, saved: 'added', missingSections: [] };
	}
	const { id } = before;
	const headings = await headingsOf(tx, id);
	const given = new Set(sections.map((section) => section.id));
	const missing = headings.filter((heading) => !given.has(heading.id));
	const after = [...sections, ...missing];
	const changed = difference({ ...before, sections: headings }, { ...fields, sections: after });
	const missingSections = missing.map((heading) => heading.id);
	if (!changed) return { id, saved: 'unchanged', missingSections };
	await tx.update(publications).set(fields).where(eq(publications.id, id));
	await saveSections(tx, id, headings, after);
	await recordChange(tx, { ...of(id, actor), ...changed });
	await notify(tx, 'publication', id);
	return { id, saved: 'changed', missingSections };
}

/** Says how a publication is coded from now on; what was begun blind is finished blind. */
export async function setCodingRule(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	rule: CodingRuleInput
): Promise<void> {
	authorise(actor, 'setCodingRule');
	const [before] = await tx.select().from(publications).where(eq(publications.id, id)).for('update');
	if (!before || before.hiddenAt) throw new NotFound('There is no such publication.');
	const changed = difference(before, rule);
	if (!changed) return;
	await tx.update(publications).set(rule).where(eq(publications.id, id));
	await recordChange(tx, { ...of(id, actor), action: 'setCodingRule', ...changed });
	await notify(tx, 'publication', id);
}

/** Takes a publication out of view, or brings it back. Does nothing where it is so already. */
export async function setPublicationHidden(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	hide: boolean
): Promise<void> {
	authorise(actor, 'removeSample');
	const [before] = await tx.select().from(publications).where(eq(publications.id, id)).for('update');
	if (!before || (before.hiddenAt !== null) === hide) return;
	await tx
		.update(publications)
		.set({ hiddenAt: hide ? sql`now()` : null })
		.where(eq(publications.id, id));
	const action = hide ? 'hidePublication' : 'restorePublication';
	await recordChange(tx, { ...of(id, actor), action, before: { hidden: !hide }, after: { hidden: hide } });
	await notify(tx, 'publication', id);
}

const of = (id: number, actor: Actor) => ({
	entity: 'publications',
	entityId: id,
	action: 'savePublication',
	actorId: actor.id
});

async function headingsOf(tx: Transaction, publicationId: number): Promise<Headings> {
	return tx
		.select({ id: publicationSections.key, title: publicationSections.title, page: publicationSections.page })
		.from(publicationSections)
		.where(eq(publicationSections.publicationId, publicationId))
		.orderBy(publicationSections.position);
}

async function saveSections(
	tx: Transaction,
	publicationId: number,
	before: Headings,
	after: Headings
): Promise<void> {
	if (JSON.stringify(before) === JSON.stringify(after)) return;
	if (before.length > 0)
		await tx.delete(publicationSections).where(eq(publicationSections.publicationId, publicationId));
	if (after.length === 0) return;
	await tx
		.insert(publicationSections)
		.values(
			after.map(({ id, title, page }, at) => ({ publicationId, key: id, title, page, position: at + 1 }))
		);
}
