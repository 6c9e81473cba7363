import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { createBriefing } from '#lib/briefings/commands.server.ts';
import {
	followHouseTemplate,
	hideHouseTemplate,
	houseTemplateOf,
	keepHouseTemplate,
	listHouseTemplates,
	restoreHouseTemplate
} from '#lib/briefings/house-templates.server.ts';
import { NotFound, Refused } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { changes } from '#lib/server/table.server.ts';
import { zip } from '#lib/server/zip.ts';
import { aWordFile, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const eda = await makeActor(db, 'editor', 'Eda Lund');
await makePublication(db, 'paper', ['A1']);

const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const keep = (name: string, file: Uint8Array = aWordFile()) =>
	inTx((tx) => keepHouseTemplate(tx, eda, { name, file }));
const begin = async () => {
	const input = v.parse(newBriefingSchema, { title: 'Note', publications: ['paper'] });
	return (await inTx((tx) => createBriefing(tx, eda, input))).id;
};
const follow = (briefingId: number, templateId: number | null) =>
	inTx((tx) => followHouseTemplate(tx, eda, { briefingId, templateId }));

test('a briefing follows a Word file of the house, also once that is hidden, until it follows another', async () => {
	const { id } = await keep('Letterhead');
	const briefingId = await begin();
	expect(await houseTemplateOf(db, briefingId)).toBeUndefined();
	await follow(briefingId, id);
	await inTx((tx) => hideHouseTemplate(tx, eda, id));
	expect(await houseTemplateOf(db, briefingId)).toEqual(aWordFile());
	await follow(briefingId, id);
	const [listed] = await listHouseTemplates(db);
	expect(listed).toMatchObject({ name: 'Letterhead', uploadedBy: 'Eda Lund', followers: 1 });
	expect(listed!.hiddenAt).not.toBeNull();

	await follow(briefingId, null);
	await expect(follow(briefingId, id)).rejects.toThrow(NotFound);
	await inTx((tx) => restoreHouseTemplate(tx, eda, id));
	await follow(briefingId, id);
	expect(await listHouseTemplates(db)).toMatchObject([{ id, hiddenAt: null, followers: 1 }]);
	const history = await db
		.select({ action: changes.action })
		.from(changes)
		.where(eq(changes.entity, 'house_templates'));
	expect(history.map(({ action }) => action)).toEqual([
		'keepHouseTemplate',
		'hideHouseTemplate',
		'restoreHouseTemplate'
	]);
});

test.each([
	['no file', new Uint8Array(), 'Choose a .docx file.'],
	['a PDF', Buffer.from('%PDF-1.7'), 'This is no Word document (.docx) that can be used.'],
	[
		'a zip bomb',
		zip(new Map([['word/document.xml', new Uint8Array(60_000_000)]])),
		'Unpacked it is larger than allowed.'
	],
	['more than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1), 'The template is larger than 10 MB.']
])('%s is refused, with what to do, and not kept', async (_, file, message) => {
	const before = await listHouseTemplates(db);
	const refusal = await keep('Broken', file).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(Refused);
	expect(String(refusal)).toContain(message);
	expect(await listHouseTemplates(db)).toEqual(before);
});
