import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { addSource, editSource } from '#lib/developments/keep-sources.server.ts';
import { mergeSources, partSources } from '#lib/developments/merge-sources.server.ts';
import { getDevelopment, suggestSources } from '#lib/developments/queries.server.ts';
import { findLikeSources, getSource, listSources } from '#lib/developments/sources.server.ts';
import type { SourceInput } from '#lib/developments/source.ts';
import { Conflict, NotFound, Refused } from '#lib/errors.ts';
import { readFilter } from '#lib/evidence/filter.ts';
import { listDevelopments } from '#lib/evidence/queries.server.ts';
import { importFiles } from '#lib/exchange/commands.server.ts';
import { listHistoryOfSource } from '#lib/history/queries.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const eda = await makeActor(db, 'editor', 'eda');

const aSource = (changes: Partial<SourceInput>): SourceInput => ({
	name: 'Reuters',
	kind: 'news',
	reliability: 'B',
	owner: '',
	speaksAboutItself: false,
	note: '',
	aliases: [],
	...changes
});
const add = (changes: Partial<SourceInput>) =>
	inTransaction(db, (tx) => addSource(tx, eda, aSource(changes)));
const log = async (source: string, changes = {}) =>
	(await inTransaction(db, (tx) => recordDevelopment(tx, eda, aDevelopment({ source, ...changes })))).id;
const sourceOf = async (id: number) => (await getDevelopment(db, id, eda)).source;
const merge = (id: number, intoId: number) =>
	inTransaction(db, async (tx) =>
		mergeSources(tx, eda, { id, intoId, version: (await getSource(tx, id)).version })
	);

describe('the register', () => {
	test('lists sources by name with what they report, and finds them by owner and other names', async () => {
		const id = await add({
			name: 'TASS',
			kind: 'state_controlled',
			reliability: 'D',
			owner: 'Government of Russia',
			aliases: ['ТАСС', 'ITAR-TASS']
		});
		await log('TASS', { occurredOn: '2022-03-04' });
		await log('itar-tass', { occurredOn: '2023-05-01' });
		const { sources } = await listSources(db, { q: 'government of RUSSIA' });
		expect(sources).toHaveLength(1);
		expect(sources[0]).toMatchObject({
			id,
			aliases: ['ITAR-TASS', 'ТАСС'],
			developments: 2,
			lastOn: '2023-05-01'
		});
		expect((await listSources(db, { q: 'тасс' })).sources.map((source) => source.id)).toEqual([id]);
		expect((await listSources(db, { kind: 'legal' })).sources).toEqual([]);
		expect((await suggestSources(db, 'itar')).map((source) => source.name)).toEqual(['TASS']);
	});

	test('goes on page by page without leaving one out', async () => {
		for (let at = 0; at < 60; at++)
			await add({ name: `Paged ${String(at).padStart(2, '0')}`, kind: 'legal' });
		const first = await listSources(db, { kind: 'legal' });
		const second = await listSources(db, { kind: 'legal' }, first.next);
		expect([...first.sources, ...second.sources].map(({ name }) => name)).toEqual(
			Array.from({ length: 60 }, (_, at) => `Paged ${String(at).padStart(2, '0')}`)
		);
		expect(second.next).toBeNull();
	});

	test('refuses a name by which another source goes, and a stale version', async () => {
		const id = await add({ name: 'OSCE', aliases: ['ОБСЕ'] });
		await expect(add({ name: 'обсе' })).rejects.toBeInstanceOf(Conflict);
		await expect(add({ name: 'Another', aliases: ['osce'] })).rejects.toBeInstanceOf(Conflict);
		const edit = (version: number) =>
			inTransaction(db, (tx) => editSource(tx, eda, id, version, aSource({ name: 'OSCE', note: 'A note.' })));
		await edit(1);
		await expect(edit(1)).rejects.toBeInstanceOf(Conflict);
		expect(await getSource(db, id)).toMatchObject({ note: 'A note.', version: 2, aliases: [] });
		expect((await listHistoryOfSource(db, id)).map(({ what }) => what)).toEqual([
			'edited this source',
			'added this source'
		]);
	});

	test('changes the reliability of developments that were not judged apart', async () => {
		const id = await add({ name: 'Gazette', reliability: 'F' });
		const plain = await log('Gazette');
		const apart = await log('Gazette', { sourceReliability: 'E' });
		await inTransaction(db, (tx) =>
			editSource(tx, eda, id, 1, aSource({ name: 'Gazette', reliability: 'A' }))
		);
		expect((await getDevelopment(db, plain, eda)).sourceReliability).toBe('A');
		expect((await getDevelopment(db, apart, eda)).sourceReliability).toBe('E');
	});
});

describe('merging sources that are one', () => {
	test('moves developments and names, and leads the old name to the new one', async () => {
		const stays = await add({ name: 'Agence France-Presse' });
		const goes = await add({ name: 'AFP', aliases: ['A.F.P.'] });
		const before = await log('AFP', { title: 'Before' });
		expect((await merge(goes, stays)).developments).toBe(1);
		expect(await sourceOf(before)).toBe('Agence France-Presse');
		expect(await sourceOf(await log('afp', { title: 'After' }))).toBe('Agence France-Presse');
		expect(await sourceOf(await log('A.F.P.', { title: 'By its other name' }))).toBe('Agence France-Presse');
		expect(await getSource(db, goes)).toMatchObject({ mergedInto: { id: stays }, developments: 0 });
		expect(await getSource(db, stays)).toMatchObject({ merged: [{ id: goes }], aliases: ['A.F.P.'] });
		expect((await listSources(db, { q: 'AFP' })).sources).toEqual([]);
		const found = await listDevelopments(db, readFilter(new URLSearchParams('source=AFP')), {});
		expect(found.developments).toHaveLength(3);
		await expect(merge(goes, stays)).rejects.toBeInstanceOf(Refused);
	});

	test('can be taken back, a merge after it notwithstanding; what came since stays', async () => {
		const [one, two, three] = [
			await add({ name: 'One' }),
			await add({ name: 'Two' }),
			await add({ name: 'Three' })
		];
		const development = await log('One', { title: 'Of one' });
		await merge(one, two);
		await merge(two, three);
		expect(await getSource(db, one)).toMatchObject({ mergedInto: { id: three } });
		const since = await log('One', { title: 'Since' });
		await inTransaction(db, (tx) => partSources(tx, eda, one));
		expect(await sourceOf(development)).toBe('One');
		expect(await sourceOf(since)).toBe('Three');
		expect(await getSource(db, two)).toMatchObject({ mergedInto: { id: three } });
		await expect(inTransaction(db, (tx) => partSources(tx, eda, one))).rejects.toBeInstanceOf(NotFound);
	});

	test('holds for files too: a row that names the old source is no difference', async () => {
		const stays = await add({ name: 'Council of the European Union', kind: 'official' });
		const goes = await add({ name: 'Consilium', kind: 'official' });
		const text =
			'id,occurred_on,date_precision,kind,title,summary,actors,forum,source_publisher,source_title,source_url,source_type,reliability,credibility\n' +
			'X1,2022-01-01,day,decision,A decision,,,,Consilium,,,official,B,1\n';
		const file = {
			name: 'developments.csv',
			size: text.length,
			async *open() {
				yield new TextEncoder().encode(text);
			}
		};
		const imported = () => inTransaction(db, (tx) => importFiles(tx, eda, { developments: file }));
		expect((await imported()).developments.added).toBe(1);
		await merge(goes, stays);
		expect((await imported()).developments).toMatchObject({ added: 0, unchanged: 1 });
		const [row] = await db.execute<{ n: number }>(
			sql`select count(*)::int as n from sources where lower(name) = 'consilium'`
		);
		expect(row?.n).toBe(1);
	});

	test('is offered for names that are alike', async () => {
		const id = await add({ name: 'European Parliament' });
		const other = await add({ name: 'The European Parliament' });
		expect((await findLikeSources(db, id)).map((source) => source.id)).toContain(other);
	});
});
