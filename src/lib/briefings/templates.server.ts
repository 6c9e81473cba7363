import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { Conflict, NotFound } from '../errors.ts';
import { listRecommendations } from '../recommendations/queries.server.ts';
import { recordChange } from '../server/changes.ts';
import { violatedConstraint, type Reader, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { overviewChoicesSchema, readChoices, recommendationChoicesSchema } from './block.ts';
import { insertBlocks, removeAllBlocks } from './blocks.server.ts';
import { lockBriefing, touch } from './lock.server.ts';
import { getBriefing, listBlocks, listPublicationsOf, type Block } from './queries.server.ts';
import { briefingTemplates } from './table.server.ts';
import {
	blocksOf,
	shippedTemplates,
	structureOf,
	structureSchema,
	type PlannedBlock,
	type Structure
} from './template.ts';

export type Template = Awaited<ReturnType<typeof listTemplates>>[number];

/** The templates, those that came with the product first. */
export function listTemplates(db: Reader) {
	const { id, name, isShipped, structure } = briefingTemplates;
	return db
		.select({ id, name, isShipped, blocks: sql<number>`jsonb_array_length(${structure})` })
		.from(briefingTemplates)
		.where(isNull(briefingTemplates.hiddenAt))
		.orderBy(sql`${isShipped} desc`, asc(sql`lower(${name})`));
}

/** Templates that are out of the list, by name. */
export function listHiddenTemplates(db: Reader) {
	const { id, name, hiddenAt } = briefingTemplates;
	return db
		.select({ id, name })
		.from(briefingTemplates)
		.where(isNotNull(hiddenAt))
		.orderBy(asc(name), asc(id));
}

/** @throws NotFound where there is no such template. */
export async function getStructure(db: Reader, id: number): Promise<Structure> {
	const [row] = await db
		.select({ structure: briefingTemplates.structure })
		.from(briefingTemplates)
		.where(and(eq(briefingTemplates.id, id), isNull(briefingTemplates.hiddenAt)));
	if (!row) throw new NotFound('There is no such template.', 'templateId');
	return v.parse(structureSchema, row.structure);
}

/** Keeps the structure of a briefing as a template. @throws Conflict where one has that name. */
export async function saveTemplate(
	tx: Transaction,
	actor: Actor | null,
	briefingId: number,
	{ name, withTexts }: { name: string; withTexts: boolean }
): Promise<{ id: number }> {
	authorise(actor, 'keepTemplates');
	await getBriefing(tx, briefingId);
	const structure = structureOf(await listBlocks(tx, briefingId), withTexts);
	const [row] = await tx
		.insert(briefingTemplates)
		.values({ name, structure, createdBy: actor.id })
		.returning({ id: briefingTemplates.id })
		.catch((error: unknown) => {
			if (violatedConstraint(error) !== 'briefing_templates_name') throw error;
			throw new Conflict(`There is a template “${name}” already. Give this one another name.`, 'name');
		});
	const { id } = row!;
	await recordChange(tx, { ...of(id, actor, 'saveTemplate'), after: { name, briefingId } });
	await notify(tx, 'briefing_templates', id);
	return { id };
}

/** Takes a template out of the list. Hiding a hidden one changes nothing. */
export async function hideTemplate(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepTemplates');
	await setHidden(tx, actor, id, true);
}

/** Brings a hidden template back. @throws Conflict where another has its name by now. */
export async function restoreTemplate(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepTemplates');
	await setHidden(tx, actor, id, false);
}

async function setHidden(tx: Transaction, actor: Actor, id: number, hide: boolean): Promise<void> {
	const [row] = await tx
		.select({ hiddenAt: briefingTemplates.hiddenAt })
		.from(briefingTemplates)
		.where(eq(briefingTemplates.id, id))
		.for('update');
	if (!row) throw new NotFound('There is no such template.');
	if ((row.hiddenAt !== null) === hide) return;
	await tx
		.update(briefingTemplates)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(briefingTemplates.id, id))
		.catch((error: unknown) => {
			if (violatedConstraint(error) !== 'briefing_templates_name') throw error;
			throw new Conflict('Another template has this name by now. Hide that one first.');
		});
	await recordChange(tx, {
		...of(id, actor, hide ? 'hideTemplate' : 'restoreTemplate'),
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'briefing_templates', id);
}

/**
 * Gives a briefing the blocks of a template, for the recommendations that it has blocks of, or all of its publications.
 * What it had is taken out and can be put back; evidence stays pinned and dropped.
 */
export async function applyTemplate(
	tx: Transaction,
	actor: Actor | null,
	briefingId: number,
	templateId: number
): Promise<void> {
	authorise(actor, 'composeBriefing');
	const briefing = await lockBriefing(tx, briefingId);
	const structure = await getStructure(tx, templateId);
	const before = await listBlocks(tx, briefingId);
	const own = before.flatMap(({ recommendationId }) => recommendationId ?? []);
	const ids = own.length > 0 ? [...new Set(own)] : await allRecommendations(tx, briefingId);
	const only = before.flatMap(({ choices }) => readChoices(overviewChoicesSchema, choices).only);
	await removeAllBlocks(tx, briefingId);
	await insertBlocks(tx, actor, briefingId, withPicks(blocksOf(structure, ids, [...new Set(only)]), before));
	await recordChange(tx, {
		entity: 'briefings',
		entityId: briefingId,
		action: 'applyTemplate',
		actorId: actor.id,
		before: { blocks: before.map(({ id }) => id) },
		after: { templateId }
	});
	await touch(tx, briefing);
}

async function allRecommendations(tx: Transaction, briefingId: number): Promise<number[]> {
	const ids: number[] = [];
	for (const { slug } of await listPublicationsOf(tx, briefingId))
		ids.push(...(await listRecommendations(tx, { publication: slug })).map(({ id }) => id));
	return ids;
}

/** What was pinned and dropped for a recommendation stays so. */
function withPicks(planned: readonly PlannedBlock[], before: readonly Block[]): PlannedBlock[] {
	return planned.map((block) => {
		const was = before.find(
			({ recommendationId }) => recommendationId !== null && recommendationId === block.recommendationId
		);
		if (!was) return block;
		const { pinned, dropped } = readChoices(recommendationChoicesSchema, was.choices);
		return { ...block, choices: { ...block.choices, pinned, dropped } };
	});
}

/** Adds the templates that come with the product and are not there yet; a hidden one stays hidden. */
export async function addShippedTemplates(tx: Transaction): Promise<void> {
	const known = await tx
		.select({ name: briefingTemplates.name })
		.from(briefingTemplates)
		.where(eq(briefingTemplates.isShipped, true));
	const missing = shippedTemplates.filter(({ name }) => !known.some((one) => one.name === name));
	if (missing.length === 0) return;
	await tx
		.insert(briefingTemplates)
		.values(missing.map((template) => ({ ...template, isShipped: true })))
		.onConflictDoNothing();
}

const of = (entityId: number, actor: Actor, action: string) => ({
	entity: 'briefing_templates',
	entityId,
	action,
	actorId: actor.id
});
