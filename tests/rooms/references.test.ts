import { expect, test } from 'vitest';
import * as v from 'valibot';
import { sourcesAs } from '#lib/briefings/source-file.server.ts';
import { Refused } from '#lib/errors.ts';
import { findReferences, importReferences, readReferences } from '#lib/exchange/references.server.ts';
import { pickedSchema } from '#lib/exchange/references.ts';
import { developments } from '#lib/developments/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const analyst = await makeActor(db, 'analyst');
const read = (text: string) => readReferences(new TextEncoder().encode(text));

const items = [
	{
		id: 'development-1',
		type: 'article-newspaper',
		title: 'Россия и ЕС <script>alert(1)</script>',
		'container-title': 'Известия',
		issued: { 'date-parts': [[2022, 3, 4]] as [number[]] },
		URL: 'https://iz.ru/1'
	},
	{
		id: 'development-2',
		type: 'report',
		title: 'Arms control',
		publisher: 'SIPRI',
		issued: { 'date-parts': [[2021]] as [number[]] }
	}
];

test.each(['json', 'bib', 'ris'] as const)('sources that left as %s come back', async (format) => {
	const entries = await read(await sourcesAs(format, items));
	expect(entries).toMatchObject([
		{
			title: items[0]!.title,
			source: 'Известия',
			occurredOn: '2022-03-04',
			sourceUrl: 'https://iz.ru/1',
			faults: []
		},
		{ title: 'Arms control', source: 'SIPRI', occurredOn: '2021', sourceUrl: null, faults: [] }
	]);
});

test.each(['json', 'bib', 'ris'] as const)(
	'authors and language leave as %s and come back',
	async (format) => {
		const item = {
			id: 'development-3',
			type: 'report',
			title: 'Ceasefires',
			publisher: 'SIPRI',
			author: [{ family: 'van der Meer', given: 'Jan' }, { literal: 'Council & Co' }],
			issued: { 'date-parts': [[2021, 2, 3]] as [number[]] },
			language: 'nl',
			archive_location: 'https://web.archive.org/web/2021/https://sipri.org/1'
		};
		const [entry] = await read(await sourcesAs(format, [item]));
		expect(entry).toMatchObject({
			sourceAuthor: 'van der Meer, Jan; Council & Co',
			...(format === 'bib' ? {} : { sourceLanguage: 'nl' }),
			...(format === 'json' ? { archivedUrl: item.archive_location } : {}),
			faults: []
		});
	}
);

test('many authors are kept as far as they fit, and what is no tag of a language is left out', async () => {
	const author = Array.from({ length: 100 }, (_, at) => ({ family: `Family${at}`, given: 'Given' }));
	const [entry] = await read(JSON.stringify([{ ...items[0], author, language: 'in Russian' }]));
	expect(entry).toMatchObject({ sourceLanguage: null, faults: [] });
	expect(entry!.sourceAuthor.length).toBeLessThanOrEqual(500);
	expect(entry!.sourceAuthor).toMatch(/^Family0, Given; .*, Given$/);
});

test('a broken entry is named and does not take the others with it', async () => {
	const entries = await read(
		'@string{ft = "Financial Times"}\n@article{a, title = {One}, journal = ft, date = {2022-03}}\n@article{b, title={{{\n@misc{c, title = {No date}, url = {javascript:alert(1)}}'
	);
	expect(entries.map(({ title, source, faults }) => [title, source, faults.length > 0])).toEqual([
		['One', 'Financial Times', false],
		[expect.stringContaining('@article{b'), '', true],
		['No date', '', true]
	]);
});

test('what is picked is logged in one go; what is here already is shown and passed over', async () => {
	const found = await findReferences(db, await read(JSON.stringify(items)));
	expect(found.map(({ sameAs }) => sameAs)).toEqual([null, null]);
	const input = v.parse(pickedSchema, { picked: [...found, found[0]].map((one) => JSON.stringify(one)) });
	const keep = () => inTransaction(db, (tx) => importReferences(tx, analyst, input));
	expect(await keep()).toEqual({ made: 2, passedOver: 1 });
	expect(await keep()).toEqual({ made: 0, passedOver: 3 });
	const rows = await db.select().from(developments).orderBy(developments.id);
	expect(rows).toMatchObject([
		{
			kind: 'statement',
			occurredOn: '2022-03-04',
			occurredPrecision: 'day',
			sourceUrl: 'https://iz.ru/1',
			publishedOn: '2022-03-04'
		},
		{ occurredOn: '2021-07-01', occurredPrecision: 'year', publishedOn: null }
	]);
	const again = await findReferences(db, await read(JSON.stringify(items)));
	expect(again.map(({ sameAs }) => sameAs)).toEqual(rows.map(({ id }) => id));
});

test.each([
	['an empty file', '', /Choose a file/],
	['broken JSON', '[{"title":', /not valid JSON/],
	['prose', 'Dear colleague,', /neither CSL-JSON/],
	['an empty list', '[]', /no entry/],
	['too many entries', JSON.stringify(Array.from({ length: 501 }, () => ({}))), /501 entries/],
	['too large a file', ' '.repeat(10_000_001), /larger than 10 MB/]
])('%s is refused', async (_, text, message) => {
	const refusal = await read(text).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(Refused);
	expect(String(refusal)).toMatch(message);
});

test.each([
	['ten megabytes of open braces', `@article{a, title=${'{'.repeat(9_900_000)}`],
	['ten megabytes without an end', `TY  - NEWS\nTI  - ${'x'.repeat(9_900_000)}`],
	['entries of any shape', '[null, 1, "x", [], {"title": {"a": 1}, "author": "x", "issued": 7, "URL": []}]']
])('%s: each entry has its fault', async (_, text) => {
	for (const { faults } of await read(text)) expect(faults).not.toEqual([]);
});
