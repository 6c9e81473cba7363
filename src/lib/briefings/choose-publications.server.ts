import { and, eq, inArray, max } from 'drizzle-orm';
import { Conflict, Refused } from '../errors.ts';
import { listPublications } from '../publications/queries.server.ts';
import { listRecommendations } from '../recommendations/queries.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import { overviewChoicesSchema, readChoices } from './block.ts';
import { placesBefore, record } from './blocks.server.ts';
import type { ChosenPublications } from './briefing.ts';
import { lockBriefing, touch } from './lock.server.ts';
import { listBlocks, listPublicationsOf, type Block } from './queries.server.ts';
import { briefingBlocks, briefingPublications, briefings } from './table.server.ts';

/** What became of a briefing when it was told what it is about. */
export type Chosen = {
	version: number;
	/** Codes of the recommendations that got a block. */
	added: string[];
	/** Codes of the recommendations whose blocks were taken out, since the briefing is about their publication no more. */
	takenOut: string[];
};

/**
 * Changes which publications a briefing is about. Blocks about what it leaves are taken out and can be put back once their
 * publication is chosen again; with `withBlocks`, each recommendation of what it takes on gets a block.
 * @param version the one that the editor read
 * @throws Conflict where somebody saved the briefing since; Refused while it is in review
 */
export async function choosePublications(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	{ publications, withBlocks }: ChosenPublications
): Promise<Chosen> {
	authorise(actor, 'composeBriefing');
	const briefing = await lockBriefing(tx, id);
	if (briefing.version !== version)
		throw new Conflict('Somebody else changed this briefing while you were choosing.', 'version');
	if (briefing.state === 'in_review')
		throw new Refused('This briefing is in review. Take it back to draft first.', 'publications');
	const before = await listPublicationsOf(tx, id);
	const visible = await listPublications(tx);
	const wanted = publications.map((slug) => {
		const found = visible.find((one) => one.slug === slug);
		if (!found) throw new Refused(`There is no publication “${slug}”.`, 'publications');
		return found;
	});
	const left = before.filter((one) => !wanted.some((other) => other.id === one.id));
	const taken = wanted.filter((one) => !before.some((other) => other.id === one.id));
	if (left.length + taken.length === 0) return { version, added: [], takenOut: [] };
	await replace(tx, id, left, taken);
	const gone = await recommendationsOf(tx, left);
	const come = withBlocks ? await recommendationsOf(tx, taken) : [];
	const blocks = await listBlocks(tx, id);
	const out = blocks.filter((block) => gone.some((one) => one.id === block.recommendationId));
	await takeOut(tx, actor, out);
	await aim(tx, actor, blocks, { gone: gone.map((one) => one.id), come: come.map((one) => one.id) });
	await insert(tx, actor, id, come);
	await tx
		.update(briefings)
		.set({ version: version + 1 })
		.where(eq(briefings.id, id));
	await recordChange(tx, {
		entity: 'briefings',
		entityId: id,
		action: 'choosePublications',
		actorId: actor.id,
		before: { publications: before.map(({ slug }) => slug) },
		after: {
			publications: wanted.map(({ slug }) => slug),
			added: come.map(({ code }) => code),
			takenOut: out.map((block) => block.id)
		}
	});
	await touch(tx, briefing);
	const codeOf = (block: Block) => gone.find((one) => one.id === block.recommendationId)!.code;
	return { version: version + 1, added: come.map(({ code }) => code), takenOut: out.map(codeOf) };
}

type Named = { id: number; slug: string };

async function replace(tx: Transaction, briefingId: number, left: readonly Named[], taken: readonly Named[]) {
	const { publicationId, position } = briefingPublications;
	const ofBriefing = eq(briefingPublications.briefingId, briefingId);
	const ids = left.map(({ id }) => id);
	if (ids.length > 0)
		await tx.delete(briefingPublications).where(and(ofBriefing, inArray(publicationId, ids)));
	if (taken.length === 0) return;
	const [last] = await tx
		.select({ position: max(position) })
		.from(briefingPublications)
		.where(ofBriefing);
	const first = (last?.position ?? 0) + 1;
	await tx
		.insert(briefingPublications)
		.values(taken.map(({ id }, at) => ({ briefingId, publicationId: id, position: first + at })));
}

async function recommendationsOf(tx: Transaction, publications: readonly Named[]) {
	const all = [];
	for (const { slug } of publications) all.push(...(await listRecommendations(tx, { publication: slug })));
	return all;
}

async function takeOut(tx: Transaction, actor: Actor, blocks: readonly Block[]): Promise<void> {
	if (blocks.length === 0) return;
	const ids = blocks.map(({ id }) => id);
	await tx.update(briefingBlocks).set({ hiddenAt: new Date() }).where(inArray(briefingBlocks.id, ids));
	for (const id of ids)
		await record(tx, actor, id, 'removeBlock', { before: { hidden: false }, after: { hidden: true } });
}

/** Overviews of chosen recommendations leave those that are gone and take on those that come; one of all stays so. */
async function aim(
	tx: Transaction,
	actor: Actor,
	blocks: readonly Block[],
	{ gone, come }: { gone: readonly number[]; come: readonly number[] }
): Promise<void> {
	for (const { id, kind, choices, version } of blocks) {
		if (kind !== 'position' && kind !== 'changes' && kind !== 'gaps') continue;
		const { only, ...rest } = readChoices(overviewChoicesSchema, choices);
		const now = [...only.filter((one) => !gone.includes(one)), ...come];
		if (only.length === 0 || (now.length === only.length && come.length === 0)) continue;
		const after = { choices: { ...rest, only: now } };
		await tx
			.update(briefingBlocks)
			.set({ ...after, version: version + 1, updatedAt: new Date(), updatedBy: actor.id })
			.where(eq(briefingBlocks.id, id));
		await record(tx, actor, id, 'editBlock', { before: { choices }, after });
	}
}

/** The new blocks stand after those of other recommendations, else before what closes a briefing. */
async function insert(tx: Transaction, actor: Actor, briefingId: number, come: readonly { id: number }[]) {
	if (come.length === 0) return;
	const blocks = await listBlocks(tx, briefingId);
	const last = blocks.findLastIndex(({ kind }) => kind === 'recommendation');
	const closing = blocks.find(({ kind }) => kind === 'gaps' || kind === 'method' || kind === 'bibliography');
	const before = last >= 0 ? blocks[last + 1] : closing;
	const places = await placesBefore(tx, briefingId, before?.id ?? null, { count: come.length });
	await tx.insert(briefingBlocks).values(
		come.map(({ id }, at) => ({
			briefingId,
			kind: 'recommendation' as const,
			recommendationId: id,
			position: places[at]!,
			updatedBy: actor.id
		}))
	);
}
