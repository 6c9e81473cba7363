import { expect, test } from 'vitest';
import { getCitationStyle, listCitationStyles } from '#lib/briefings/citation-styles.server.ts';
import { ownStyleKey } from '#lib/briefings/citation-style.ts';
import { addCitationStyle, hideCitationStyle, restoreCitationStyle } from '#lib/briefings/commands.server.ts';
import { Conflict, NotFound, Refused } from '#lib/errors.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aStyle, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const editor = await makeActor(db, 'editor');
const add = (file: Uint8Array) => inTransaction(db, (tx) => addCitationStyle(tx, editor, { file }));
const keys = async () => (await listCitationStyles(db)).map(({ key }) => key);

test('an added style stands beside those of the product; hidden, it still serves the briefings that use it', async () => {
	const { id, title } = await add(aStyle('House style'));
	expect(title).toBe('House style');
	expect(await keys()).toEqual(['chicago-notes', 'apa', 'oscola', ownStyleKey(id)]);
	await expect(add(aStyle('house STYLE'))).rejects.toThrow(Conflict);
	await inTransaction(db, (tx) => hideCitationStyle(tx, editor, id));
	expect(await keys()).not.toContain(ownStyleKey(id));
	expect(await getCitationStyle(db, ownStyleKey(id))).toContain('House style');
	await inTransaction(db, (tx) => restoreCitationStyle(tx, editor, id));
	expect(await keys()).toContain(ownStyleKey(id));
});

test('a key of no style says so', async () => {
	for (const key of ['own:99999', 'mla', 'own:x', ''])
		await expect(getCitationStyle(db, key)).rejects.toThrow(NotFound);
});

test.each([
	['an empty file', new Uint8Array(), /Choose a \.csl file/],
	['more than a megabyte', new Uint8Array(1_000_001).fill(32), /larger than 1 MB/],
	['bytes that are no text', new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe]), /UTF-8/],
	[
		'a style that calls what it does not have',
		aStyle('Broken', '<text macro="none"/>'),
		/calls a macro “none”/
	],
	['a style that prints nothing', aStyle('Silent', '<text variable="DOI"/>'), /prints nothing/]
])('%s is refused', async (_, file, message) => {
	const refusal = await add(file).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(Refused);
	expect(String(refusal)).toMatch(message);
});
