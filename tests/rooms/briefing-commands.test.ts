import { and, eq } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { newBlockSchema, type BlockEdit } from '#lib/briefings/block.ts';
import { briefingSchema, newBriefingSchema, type NewBriefing } from '#lib/briefings/briefing.ts';
import * as commands from '#lib/briefings/commands.server.ts';
import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { getBriefing, listBlocks } from '#lib/briefings/queries.server.ts';
import { briefingBlocks, briefings } from '#lib/briefings/table.server.ts';
import { addShippedTemplates, listTemplates } from '#lib/briefings/templates.server.ts';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { Conflict, NotFound, Refused } from '#lib/errors.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { listHistoryOfBriefing } from '#lib/history/queries.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const eda = await makeActor(db, 'editor', 'eda');
const { ids } = await makePublication(db, 'paper', ['A1', 'A2', 'A3']);
const other = await makePublication(db, 'other', ['B1']);

const aNew = (changes: v.InferInput<typeof newBriefingSchema> | object = {}): NewBriefing =>
	v.parse(newBriefingSchema, { title: 'Note', publications: ['paper'], ...changes });
const make = async (changes: object = {}) =>
	(await inTransaction(db, (tx) => commands.createBriefing(tx, ana, aNew(changes)))).id;
const blocksOf = (id: number) => listBlocks(db, id);
const kindsOf = async (id: number) => (await blocksOf(id)).map(({ kind }) => kind);
const orderOf = async (id: number) => (await blocksOf(id)).map((block) => block.id);
const add = (briefingId: number, block: object) =>
	inTransaction(db, (tx) => commands.addBlock(tx, ana, briefingId, v.parse(newBlockSchema, block)));
const edit = (input: BlockEdit, actor = ana) =>
	inTransaction(db, (tx) => commands.editBlock(tx, actor, input));
const move = (blockId: number, before: number | null) =>
	inTransaction(db, (tx) => commands.moveBlock(tx, ana, { blockId, before }));

let id = 0;
beforeEach(async () => {
	id = await make();
});

describe('a new briefing', () => {
	test('comes filled in with a block of each recommendation', async () => {
		const blocks = await blocksOf(id);
		expect(blocks.map(({ kind }) => kind)).toEqual([
			'position',
			'changes',
			'recommendation',
			'recommendation',
			'recommendation',
			'gaps',
			'method',
			'bibliography'
		]);
		expect(blocks.map(({ recommendationId }) => recommendationId).slice(2, 5)).toEqual([
			ids.A1,
			ids.A2,
			ids.A3
		]);
		expect(documentOf(await gatherInputs(db, id)).sections).toHaveLength(8);
	});

	test('is about the chosen recommendations and themes of one publication and all of another', async () => {
		const some = await make({ publications: ['paper', 'other'], recommendations: ['paper/A2'] });
		const blocks = await blocksOf(some);
		expect(blocks.flatMap(({ recommendationId }) => recommendationId ?? [])).toEqual([ids.A2, other.ids.B1]);
		expect(blocks[0]?.choices).toEqual({ only: [ids.A2, other.ids.B1] });
		const byTheme = await make({ publications: [], themes: ['paper/T'] });
		expect((await blocksOf(byTheme)).flatMap(({ recommendationId }) => recommendationId ?? [])).toHaveLength(
			3
		);
	});

	test('says what is not there', async () => {
		await expect(make({ publications: ['nowhere'] })).rejects.toThrow(NotFound);
		await expect(make({ recommendations: ['paper/Z9'] })).rejects.toThrow(Refused);
		await expect(make({ templateId: 999_999 })).rejects.toThrow(NotFound);
		await expect(make({ citationStyle: 'own:999' })).rejects.toThrow(NotFound);
	});

	test('needs a publication, and a period that ends after it begins', () => {
		const faults = (changes: object) => {
			const read = v.safeParse(newBriefingSchema, { title: 'Note', publications: ['paper'], ...changes });
			return read.issues?.map(({ message }) => message);
		};
		expect(faults({ publications: [] })).toEqual(['Choose at least one publication.']);
		expect(faults({ periodFrom: '2022-02-01', periodTo: '2022-01-01' })).toEqual([
			'The period ends before it begins.'
		]);
		expect(faults({ title: ' ' })).toEqual(['Give it a title.']);
	});
});

describe('two people', () => {
	test('edit different blocks at once, and neither overwrites the other', async () => {
		const [first, second] = await blocksOf(id);
		await Promise.all([
			edit({ blockId: first!.id, version: 1, choices: { charts: false } }),
			edit({ blockId: second!.id, version: 1, choices: { only: [ids.A1!] } }, eda)
		]);
		const [a, b] = await blocksOf(id);
		expect(a).toMatchObject({ choices: { charts: false, only: [] }, version: 2, updatedBy: ana.id });
		expect(b).toMatchObject({ choices: { charts: true, only: [ids.A1] }, version: 2, updatedBy: eda.id });
	});

	test('who edit the same block: the second is told, and nothing is overwritten', async () => {
		const { id: blockId } = await add(id, { kind: 'text', text: 'One' });
		await edit({ blockId, version: 1, text: 'Hers' }, eda);
		await expect(edit({ blockId, version: 1, text: 'Mine' })).rejects.toThrow(Conflict);
		expect((await blocksOf(id)).at(-1)).toMatchObject({ text: 'Hers', version: 2 });
		await inTransaction(db, (tx) => commands.removeBlock(tx, eda, blockId));
		await expect(edit({ blockId, version: 2, text: 'Mine' })).rejects.toThrow(Conflict);
	});

	test('a block that is moved meanwhile is saved all the same', async () => {
		const { id: blockId } = await add(id, { kind: 'text', text: 'One' });
		await move(blockId, (await orderOf(id))[0]!);
		await edit({ blockId, version: 1, text: 'Two' });
		expect((await blocksOf(id))[0]).toMatchObject({ id: blockId, text: 'Two' });
	});

	test('who edit the title at once: the second is told', async () => {
		const fields = v.parse(briefingSchema, { title: 'Hers' });
		await inTransaction(db, (tx) => commands.editBriefing(tx, eda, id, 1, fields));
		await expect(
			inTransaction(db, (tx) => commands.editBriefing(tx, ana, id, 1, { ...fields, title: 'Mine' }))
		).rejects.toThrow(Conflict);
		expect(await getBriefing(db, id)).toMatchObject({ title: 'Hers', version: 2 });
	});

	test('who move blocks at once end with one order that holds both', async () => {
		const order = await orderOf(id);
		await Promise.all([move(order[0]!, null), move(order[1]!, null), move(order[2]!, order[1]!)]);
		expect((await orderOf(id)).toSorted()).toEqual(order.toSorted());
		expect(new Set((await blocksOf(id)).map(({ position }) => position)).size).toBe(order.length);
	});
});

describe('blocks', () => {
	test('move up, down and to the end', async () => {
		const [a, b, c, ...rest] = (await orderOf(id)) as [number, number, number, ...number[]];
		await move(c, a);
		expect(await orderOf(id)).toEqual([c, a, b, ...rest]);
		await move(c, null);
		expect(await orderOf(id)).toEqual([a, b, ...rest, c]);
		await move(a, rest[0]!);
		expect(await orderOf(id)).toEqual([b, a, ...rest, c]);
	});

	test('are numbered anew when there is no place left between two', async () => {
		const [a, b, c, ...rest] = (await orderOf(id)) as [number, number, number, ...number[]];
		for (const [at, blockId] of [a, b, c, ...rest].entries())
			await db.update(briefingBlocks).set({ position: at }).where(eq(briefingBlocks.id, blockId));
		await move(c, b);
		expect(await orderOf(id)).toEqual([a, c, b, ...rest]);
		await move(rest.at(-1)!, a);
		expect((await orderOf(id))[0]).toBe(rest.at(-1));
	});

	test('are added where they are wanted, of the briefing’s own publications', async () => {
		const [first] = await orderOf(id);
		const { id: added } = await add(id, { kind: 'heading', text: ' A  heading\n', before: first });
		expect((await blocksOf(id))[0]).toMatchObject({ id: added, kind: 'heading', text: 'A heading' });
		await expect(add(id, { kind: 'recommendation', recommendationId: other.ids.B1 })).rejects.toThrow(
			Refused
		);
		await expect(add(id, { kind: 'recommendation' })).rejects.toThrow(Refused);
		await expect(add(id, { kind: 'text', before: 999_999 })).rejects.toThrow(Conflict);
	});

	test('are taken out and put back where they were', async () => {
		const order = await orderOf(id);
		await inTransaction(db, (tx) => commands.removeBlock(tx, ana, order[1]!));
		expect(await orderOf(id)).toEqual(order.filter((one) => one !== order[1]));
		await inTransaction(db, (tx) => commands.putBackBlock(tx, ana, order[1]!));
		expect(await orderOf(id)).toEqual(order);
	});

	test('refuse choices that make no sense, and say which', async () => {
		const blockId = (await blocksOf(id))[2]!.id;
		await expect(edit({ blockId, version: 1, choices: { most: 500 } })).rejects.toThrow('At most 30.');
		await expect(edit({ blockId, version: 1, choices: { direction: 'sideways' } })).rejects.toThrow(Refused);
	});

	test('every change stands in the history', async () => {
		const [position] = await orderOf(id);
		await edit({ blockId: position!, version: 1, choices: { charts: false } });
		await move(position!, null);
		const history = await listHistoryOfBriefing(db, id);
		expect(history.map(({ who, what }) => `${who} ${what}`)).toEqual([
			'ana moved Where it stands',
			'ana edited Where it stands',
			'ana began this briefing'
		]);
	});
});

describe('text that was made', () => {
	test('stays as it is, cites what it cited, and can be made again', async () => {
		const recommendationId = ids.A3!;
		await inTransaction(db, async (tx) => {
			const { id: developmentId } = await recordDevelopment(tx, ana, aDevelopment({ title: 'A *vote*' }));
			await codeEvidence(tx, ana, { developmentId, recommendationId, effect: 2, rationale: 'It binds.' });
		});
		const block = (await blocksOf(id)).find((one) => one.recommendationId === recommendationId)!;
		const named = { blockId: block.id, version: block.version };
		const before = documentOf(await gatherInputs(db, id));
		await inTransaction(db, (tx) => commands.turnIntoText(tx, ana, named));

		const text = (await blocksOf(id)).find((one) => one.id === block.id)!;
		expect(text).toMatchObject({ kind: 'text', recommendationId: null, version: 2 });
		expect(text.text).toContain('# A3 Title A3');
		expect(text.text).toMatch(/\*\*4 March 2022: A \\\*vote\\\*\.\*\* It binds\. .* \[@development-\d+\]/);
		const after = documentOf(await gatherInputs(db, id));
		const notesOf = (document: typeof before) =>
			document.notes.map(({ cites }) => cites[0]!.source).toSorted();
		expect(notesOf(after)).toEqual(notesOf(before));

		await expect(
			inTransaction(db, (tx) => commands.turnIntoText(tx, ana, { blockId: block.id, version: 2 }))
		).rejects.toThrow(Refused);
		await inTransaction(db, (tx) => commands.makeAgain(tx, ana, { blockId: block.id, version: 2 }));
		expect((await blocksOf(id)).find((one) => one.id === block.id)).toMatchObject({
			kind: 'recommendation',
			recommendationId,
			text: '',
			version: 3
		});
	});

	test('that was always free is not made from the tracker', async () => {
		const { id: blockId } = await add(id, { kind: 'text', text: 'Free' });
		await expect(
			inTransaction(db, (tx) => commands.makeAgain(tx, ana, { blockId, version: 1 }))
		).rejects.toThrow(Refused);
	});
});

describe('templates', () => {
	test('those that come with the product are there once, however often it starts', async () => {
		await inTransaction(db, addShippedTemplates);
		await inTransaction(db, addShippedTemplates);
		expect((await listTemplates(db)).map(({ name }) => name)).toEqual([
			'Hearing brief',
			'Monthly monitoring note',
			'One-pager'
		]);
		const [hearing] = await listTemplates(db);
		await inTransaction(db, (tx) => commands.hideTemplate(tx, eda, hearing!.id));
		await inTransaction(db, addShippedTemplates);
		expect(await listTemplates(db)).toHaveLength(2);
	});

	test('keep a structure, and briefings begin with it', async () => {
		await add(id, { kind: 'text', text: 'Only here' });
		const kinds = ['position', 'changes', 'recommendation', 'gaps', 'method', 'bibliography', 'text'];
		const { id: templateId } = await inTransaction(db, (tx) =>
			commands.saveTemplate(tx, eda, id, { name: 'Weekly', withTexts: false })
		);
		await expect(
			inTransaction(db, (tx) => commands.saveTemplate(tx, eda, id, { name: 'WEEKLY', withTexts: false }))
		).rejects.toThrow('There is a template “WEEKLY” already.');
		const begun = await make({ recommendations: ['paper/A1'], templateId });
		expect(await kindsOf(begun)).toEqual(kinds);
		expect((await blocksOf(begun)).at(-1)?.text).toBe('');
	});

	test('give a briefing their blocks, keep what was pinned, and lose nothing', async () => {
		const templates = await listTemplates(db);
		const onePager = templates.find(({ name }) => name === 'One-pager')!;
		const before = await blocksOf(id);
		const ofA2 = before.find(({ recommendationId }) => recommendationId === ids.A2)!;
		await edit({ blockId: ofA2.id, version: 1, choices: { pinned: [7], dropped: [8] } });
		await inTransaction(db, (tx) => commands.applyTemplate(tx, ana, id, onePager.id));
		expect(await kindsOf(id)).toEqual([
			'position',
			'changes',
			'recommendation',
			'recommendation',
			'recommendation',
			'bibliography'
		]);
		expect((await blocksOf(id))[3]?.choices).toMatchObject({ most: 2, pinned: [7], dropped: [8] });
		await inTransaction(db, (tx) => commands.putBackBlock(tx, ana, before[0]!.id));
		expect(await orderOf(id)).toContain(before[0]!.id);
	});
});

test('a hidden briefing is nowhere, and comes back', async () => {
	await inTransaction(db, (tx) => commands.hideBriefing(tx, ana, id));
	await expect(getBriefing(db, id)).rejects.toThrow(NotFound);
	await expect(gatherInputs(db, id)).rejects.toThrow(NotFound);
	await expect(add(id, { kind: 'text' })).rejects.toThrow(NotFound);
	await inTransaction(db, (tx) => commands.restoreBriefing(tx, ana, id));
	expect(await getBriefing(db, id)).toMatchObject({ title: 'Note' });
});

test('whoever changes an issued briefing begins the next draft', async () => {
	await db
		.update(briefings)
		.set({ state: 'issued' })
		.where(and(eq(briefings.id, id)));
	await add(id, { kind: 'text' });
	expect(await getBriefing(db, id)).toMatchObject({ state: 'draft' });
});
