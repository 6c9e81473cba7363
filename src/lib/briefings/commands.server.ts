import { eq } from 'drizzle-orm';
import { Conflict } from '../errors.ts';
import { difference, recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { insertBlocks } from './blocks.server.ts';
import type { BriefingFields, NewBriefing } from './briefing.ts';
import { getCitationStyle } from './citation-styles.server.ts';
import { lockBriefing, touch } from './lock.server.ts';
import { reachOf } from './reach.server.ts';
import { briefingPublications, briefings } from './table.server.ts';
import { blocksOf, wholeStructure } from './template.ts';
import { getStructure } from './templates.server.ts';

export { choosePublications } from './choose-publications.server.ts';
export { addBlock, editBlock, moveBlock, putBackBlock, removeBlock } from './blocks.server.ts';
export { addCitationStyle, hideCitationStyle, restoreCitationStyle } from './own-styles.server.ts';
export { makeAgain, turnIntoText } from './into-text.server.ts';
export { applyTemplate, hideTemplate, restoreTemplate, saveTemplate } from './templates.server.ts';

/**
 * Begins a briefing, filled in with the blocks of its template, or with all that can be said.
 * @throws NotFound where a publication, the template or the citation style is not there; Refused for a recommendation or theme that is not.
 */
export async function createBriefing(
	tx: Transaction,
	actor: Actor | null,
	input: NewBriefing
): Promise<{ id: number }> {
	authorise(actor, 'composeBriefing');
	const { title, audience, periodFrom, periodTo, since, citationStyle, templateId } = input;
	await getCitationStyle(tx, citationStyle);
	const reach = await reachOf(tx, input);
	const structure = templateId === null ? wholeStructure : await getStructure(tx, templateId);
	const fields = { title, audience, periodFrom, periodTo, since, citationStyle };
	const [row] = await tx
		.insert(briefings)
		.values({ ...fields, createdBy: actor.id, updatedAt: new Date() })
		.returning({ id: briefings.id });
	const { id } = row!;
	await tx.insert(briefingPublications).values(
		reach.publications.map((publication, at) => ({
			briefingId: id,
			publicationId: publication.id,
			position: at + 1
		}))
	);
	await insertBlocks(tx, actor, id, blocksOf(structure, reach.recommendationIds, reach.only));
	await recordChange(tx, {
		...of(id, actor, 'createBriefing'),
		after: { ...fields, publications: reach.publications.map(({ slug }) => slug) }
	});
	await notify(tx, 'briefings', id);
	return { id };
}

/**
 * Replaces the fields above the blocks. `version` is the one that the editor read.
 * @throws Conflict where somebody saved others since.
 */
export async function editBriefing(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	input: BriefingFields
): Promise<{ version: number }> {
	authorise(actor, 'composeBriefing');
	const before = await lockBriefing(tx, id);
	if (before.version !== version)
		throw new Conflict('Somebody else saved the title or the period while you were editing them.', 'version');
	await getCitationStyle(tx, input.citationStyle);
	const changed = difference(before, { ...input });
	if (!changed) return { version };
	await tx
		.update(briefings)
		.set({ ...input, version: version + 1 })
		.where(eq(briefings.id, id));
	await recordChange(tx, { ...of(id, actor, 'editBriefing'), ...changed });
	await touch(tx, before);
	return { version: version + 1 };
}

/** Takes a briefing out of the list. Hiding a hidden one changes nothing. */
export async function hideBriefing(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'composeBriefing');
	await setHidden(tx, actor, id, true);
}

/** Brings a hidden briefing back. */
export async function restoreBriefing(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'composeBriefing');
	await setHidden(tx, actor, id, false);
}

async function setHidden(tx: Transaction, actor: Actor, id: number, hide: boolean): Promise<void> {
	const before = await lockBriefing(tx, id, { hidden: true });
	if ((before.hiddenAt !== null) === hide) return;
	await tx
		.update(briefings)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(briefings.id, id));
	await recordChange(tx, {
		...of(id, actor, hide ? 'hideBriefing' : 'restoreBriefing'),
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'briefings', id);
}

const of = (entityId: number, actor: Actor, action: string) => ({
	entity: 'briefings',
	entityId,
	action,
	actorId: actor.id
});
