import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import type { InboxFilter } from '#lib/feeds/inbox-filter.ts';
import { getItem, listItems, listSeen } from '#lib/feeds/inbox.server.ts';
import { inboxItems } from '#lib/feeds/inbox-table.server.ts';
import { newsOf } from '#lib/feeds/suggest.ts';
import { learnSuggestions } from '#lib/feeds/suggest-learning.server.ts';
import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { listSuggestible, lookedThrough } from '#lib/feeds/suggested-items.server.ts';
import { publications } from '#lib/publications/table.server.ts';
import { recommendations, recommendationVersions } from '#lib/recommendations/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { makeFeed, makeItems } from '../inbox-items.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const feedId = await makeFeed(db, 'Agency');

async function word(recommendationId: number, title: string, statement: string) {
	await db.insert(recommendationVersions).values({ recommendationId, version: 2, title, statement });
	await db.update(recommendations).set({ version: 2 }).where(eq(recommendations.id, recommendationId));
}

beforeAll(async () => {
	const east = await makePublication(db, 'east', ['A', 'B', 'C', 'D', 'E']);
	await word(east.ids.A!, 'Normandy format talks in Minsk', 'Keep the trilateral contact group alive.');
	await word(east.ids.B!, 'Arms control in the Arctic', 'Talk about missiles, warheads and inspections.');
	await word(east.ids.C!, 'Visa dialogue for students', 'Ease visas, exchanges and scholarships.');
	await word(
		east.ids.D!,
		'Energy transit through pipelines',
		'Settle gas transit and pipelines by contract.'
	);
	const south = await makePublication(db, 'south', ['A']);
	await word(south.ids.A!, 'Grain and fertiliser corridors', 'Open ports for grain ships.');
	for (const [title, recommendationId] of [
		['Advisers of the Normandy format meet in Minsk', east.ids.A!],
		['Inspections of warheads resume', east.ids.B!]
	] as const)
		await inTransaction(db, async (tx) => {
			const { id } = await recordDevelopment(tx, ana, aDevelopment({ title }));
			await codeEvidence(tx, ana, { developmentId: id, recommendationId, effect: 1, rationale: '' });
		});
	expect(await learnSuggestions(db)).toBe(2);
	await makeItems(db, feedId, [
		'Normandy format sits down in Minsk again',
		{ title: 'Warheads: inspections of missiles in the Arctic agreed', summary: 'Arms control talks go on.' },
		'Grain ships leave ports through the corridors',
		'Football cup final tonight',
		{ title: 'Students wait for visas', summary: 'Exchanges and scholarships for Minsk. '.repeat(80) },
		'Contact group meets in Minsk; pipelines and gas transit by contract',
		'Minsk',
		{ title: 'Normandy format in Minsk called off', state: 'excluded' }
	]);
});

const waiting: InboxFilter = { state: 'new' };
const find = async (recommendation: string, filter: InboxFilter = waiting, limit = 50) =>
	(await listItems(db, { ...filter, recommendation }, { limit })).items.map(({ title }) => title);

describe('items by the recommendation that is suggested for them', () => {
	test('are those for which each item’s own suggestions name it, in the order of the inbox', async () => {
		const all = (await listItems(db, waiting, { limit: 50 })).items;
		const named = new Map<string, string[]>();
		for (const { id } of all) {
			const item = await getItem(db, id);
			for (const one of (await suggestFor(db, newsOf(item))).recommendations) {
				const ref = `${one.publication}/${one.code}`;
				named.set(ref, [...(named.get(ref) ?? []), item.title]);
			}
		}
		expect([...named.keys()].sort()).toEqual(['east/A', 'east/B', 'east/C', 'east/D', 'south/A']);
		for (const { ref } of await listSuggestible(db))
			expect(await find(ref), ref).toEqual(named.get(ref) ?? []);
		expect(named.get('east/A')).toEqual([
			'Normandy format sits down in Minsk again',
			'Contact group meets in Minsk; pipelines and gas transit by contract'
		]);
	});

	test('go with the other filters', async () => {
		expect(await find('east/A', { state: 'excluded' })).toEqual(['Normandy format in Minsk called off']);
		expect(await find('east/A', { state: 'all', q: 'pipelines' })).toEqual([
			'Contact group meets in Minsk; pipelines and gas transit by contract'
		]);
		expect(await find('east/A', { ...waiting, feed: 999 })).toEqual([]);
	});

	test('can be decided all at once', async () => {
		const seen = await listSeen(db, { ...waiting, recommendation: 'east/A' }, new Date());
		expect(seen).toHaveLength(2);
	});

	test('of a recommendation that there is not, or whose publication is out of view, are refused', async () => {
		await expect(find('east/Z')).rejects.toMatchObject({ field: 'recommendation' });
		await db.update(publications).set({ hiddenAt: new Date() }).where(eq(publications.slug, 'south'));
		await expect(find('south/A')).rejects.toMatchObject({ field: 'recommendation' });
		await db.update(publications).set({ hiddenAt: null }).where(eq(publications.slug, 'south'));
	});

	test('come part by part: a part ends where it is full, or after a thousand items were looked through', async () => {
		await db.execute(sql`
			insert into inbox_items (title, url, canonical_url, title_hash, content_hash, feed_id, sorted_at)
			select 'Weather report ' || n, null, null, md5('w' || n), md5('w' || n), ${feedId}, timestamptz '2026-01-01' - n * interval '1 hour'
			from generate_series(1, 2500) n`);
		await makeItems(db, feedId, [
			{ title: 'Long ago: Normandy format first meets in Minsk', sortedAt: new Date('2020-01-01T00:00:00Z') }
		]);
		const filter: InboxFilter = { ...waiting, recommendation: 'east/A' };
		const parts: string[][] = [];
		for (let after: string | null | undefined; after !== null;) {
			const part: Awaited<ReturnType<typeof listItems>> = await listItems(db, filter, { after, limit: 1 });
			parts.push(part.items.map(({ title }) => title));
			after = part.next;
		}
		expect(parts).toEqual([
			['Normandy format sits down in Minsk again'],
			['Contact group meets in Minsk; pipelines and gas transit by contract'],
			[],
			['Long ago: Normandy format first meets in Minsk']
		]);
		expect(await db.$count(inboxItems)).toBeGreaterThan(2 * lookedThrough);
	});
});
