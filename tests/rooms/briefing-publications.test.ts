import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { overviewChoicesSchema, readChoices } from '#lib/briefings/block.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { choosePublications, createBriefing, putBackBlock } from '#lib/briefings/commands.server.ts';
import { sendToReview } from '#lib/briefings/issuing.server.ts';
import { listBlocks, listPublicationsOf, listTakenOut } from '#lib/briefings/queries.server.ts';
import { Conflict, Refused } from '#lib/errors.ts';
import { inTransaction } from '#lib/server/database.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana Weiss');
const paper = await makePublication(db, 'paper', ['A1', 'A2']);
const other = await makePublication(db, 'other', ['B1', 'B2']);

const begin = async (changes: object = {}) => {
	const input = v.parse(newBriefingSchema, { title: 'Note', publications: ['paper'], ...changes });
	return (await inTransaction(db, (tx) => createBriefing(tx, ana, input))).id;
};
const choose = (publications: string[], { version = 1, withBlocks = true } = {}) =>
	inTransaction(db, (tx) => choosePublications(tx, ana, id, version, { publications, withBlocks }));
const about = async () => (await listBlocks(db, id)).map((block) => block.recommendationId ?? block.kind);
const onlyOf = async () =>
	(await listBlocks(db, id))
		.filter(({ kind }) => kind === 'position')
		.map(({ choices }) => readChoices(overviewChoicesSchema, choices).only);

let id = 0;
beforeEach(async () => {
	id = await begin();
});

test('a publication that is added brings blocks after those of the others', async () => {
	expect(await choose(['paper', 'other'])).toEqual({ version: 2, added: ['B1', 'B2'], takenOut: [] });
	expect((await listPublicationsOf(db, id)).map(({ slug }) => slug)).toEqual(['paper', 'other']);
	const { A1, A2 } = paper.ids;
	const { B1, B2 } = other.ids;
	expect(await about()).toEqual(['position', 'changes', A1, A2, B1, B2, 'gaps', 'method', 'bibliography']);
	expect(await onlyOf()).toEqual([[]]);
});

test('one that is left takes its blocks out, which is said; they come back once it is chosen again', async () => {
	await choose(['paper', 'other'], { withBlocks: false });
	expect(await choose(['other'], { version: 2 })).toEqual({
		version: 3,
		added: [],
		takenOut: ['A1', 'A2']
	});
	expect(await about()).toEqual(['position', 'changes', 'gaps', 'method', 'bibliography']);
	const [out] = await listTakenOut(db, id);
	const putBack = () => inTransaction(db, (tx) => putBackBlock(tx, ana, out!.id));
	await expect(putBack()).rejects.toThrow('Add its publication first.');
	await choose(['other', 'paper'], { version: 3, withBlocks: false });
	await putBack();
	expect(await about()).toContain(out!.recommendationId);
});

test('overviews of chosen recommendations go on with what is left and what is new', async () => {
	id = await begin({ publications: [], recommendations: ['paper/A1'] });
	expect(await onlyOf()).toEqual([[paper.ids.A1]]);
	await choose(['paper', 'other']);
	expect(await onlyOf()).toEqual([[paper.ids.A1, other.ids.B1, other.ids.B2]]);
	await choose(['other'], { version: 2 });
	expect(await onlyOf()).toEqual([[other.ids.B1, other.ids.B2]]);
});

test('two do not choose over each other, none can be left, and in review it stays', async () => {
	await choose(['paper', 'other']);
	await expect(choose(['other'])).rejects.toThrow(Conflict);
	await expect(choose(['nowhere'], { version: 2 })).rejects.toThrow('There is no publication “nowhere”.');
	expect(await choose(['paper', 'other'], { version: 2 })).toMatchObject({ version: 2 });
	await inTransaction(db, (tx) => sendToReview(tx, ana, id));
	await expect(choose(['paper'], { version: 2 })).rejects.toThrow(Refused);
});
