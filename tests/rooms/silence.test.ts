import { describe, expect, test } from 'vitest';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { inboxItems } from '#lib/feeds/inbox-table.server.ts';
import type { ItemState } from '#lib/feeds/inbox-item.ts';
import { listAdditions } from '#lib/feeds/additions.server.ts';
import {
	listFeedYields,
	listQuietFeeds,
	listQuietRecommendations,
	listQuietSources
} from '#lib/feeds/silence.server.ts';
import { feeds } from '#lib/feeds/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const { ids } = await makePublication(db, 'paper', ['A1', 'A2', 'A3']);
const log = (changes: Parameters<typeof aDevelopment>[0]) =>
	inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment(changes)));
const on = '2024-06-30';

describe('recommendations that are silent', () => {
	test('are those without adopted evidence of these weeks, the never heard of ahead', async () => {
		const code = (recommendationId: number, occurredOn: string) =>
			inTransaction(db, async (tx) => {
				const { id } = await recordDevelopment(tx, ana, aDevelopment({ occurredOn, source: 'Once' }));
				await codeEvidence(tx, ana, { developmentId: id, recommendationId, effect: 0, rationale: '' });
				return id;
			});
		await code(ids.A1!, '2024-03-30');
		await code(ids.A2!, '2024-03-31');
		const quiet = async (weeks: number) =>
			(await listQuietRecommendations(db, { weeks, on })).quiet.map(({ code, lastOn }) => [code, lastOn]);
		// Thirteen weeks before 30 June 2024 is 31 March 2024.
		expect(await quiet(13)).toEqual([
			['A3', null],
			['A1', '2024-03-30']
		]);
		expect(await quiet(26)).toEqual([['A3', null]]);
		const hidden = await code(ids.A3!, '2024-06-01');
		expect(await quiet(26)).toEqual([]);
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, hidden));
		expect(await quiet(26)).toEqual([['A3', null]]);
		expect((await listQuietRecommendations(db, { weeks: 13, on, publication: 'other' })).all).toBe(0);
	});
});

describe('sources that are silent', () => {
	test('are those that broke a habit, not those that seldom report', async () => {
		for (const month of ['01', '02', '03', '04', '05']) {
			await log({ source: 'Monthly', occurredOn: `2023-${month}-01` });
			await log({ source: 'Seldom', occurredOn: `20${14 + Number(month) * 2}-01-01` });
		}
		for (const day of ['01', '02', '03', '04']) await log({ source: 'Four', occurredOn: `2020-01-${day}` });
		// 120 days in four gaps; silent since 1 May 2023, for 426 days.
		expect(await listQuietSources(db, { weeks: 13, on })).toMatchObject([
			{ name: 'Monthly', lastOn: '2023-05-01', usualDays: 30 }
		]);
		expect(await listQuietSources(db, { weeks: 13, on: '2023-07-01' })).toEqual([]);
	});
});

describe('feeds', () => {
	test('are silent after the days that each allows, and are told by what became of their items', async () => {
		const [loud, still] = await db
			.insert(feeds)
			.values([
				{ title: 'Loud', url: 'https://loud.example/feed', isOn: true, lastItemAt: new Date() },
				{
					title: 'Still',
					url: 'https://still.example/feed',
					isOn: true,
					lastItemAt: new Date(Date.now() - 15 * 86_400_000)
				},
				{ title: 'Off', url: 'https://off.example/feed', lastItemAt: new Date('2020-01-01') }
			])
			.returning({ id: feeds.id });
		expect((await listQuietFeeds(db)).map(({ title }) => title)).toEqual(['Still']);
		const dismissed = { state: 'dismissed' as ItemState, decidedBy: ana.id };
		const item = (feedId: number, at: number, changes: Partial<typeof inboxItems.$inferInsert>) => ({
			feedId,
			title: `Item ${at}`,
			titleHash: String(at),
			contentHash: `${feedId} ${at}`,
			...changes
		});
		await db
			.insert(inboxItems)
			.values([
				item(loud!.id, 1, { ...dismissed, dismissReason: 'duplicate' }),
				item(loud!.id, 2, { ...dismissed, dismissReason: 'too_minor' }),
				item(loud!.id, 3, { ...dismissed, dismissReason: 'too_minor' }),
				item(loud!.id, 4, { ...dismissed, dismissReason: 'too_minor', sortedAt: new Date('2020-01-01') }),
				item(still!.id, 5, { state: 'excluded' }),
				item(still!.id, 6, {})
			]);
		expect(await listFeedYields(db, { weeks: 13 })).toMatchObject([
			{
				title: 'Loud',
				items: 3,
				dismissed: 3,
				kept: 0,
				reasons: [
					{ reason: 'too_minor', count: 2 },
					{ reason: 'duplicate', count: 1 }
				]
			},
			{ title: 'Still', items: 2, dismissed: 0, excluded: 1, reasons: [] }
		]);
	});
});

describe('what was added when', () => {
	test('names feeds that were turned on and sources that report, by day', async () => {
		await db.insert(feeds).values([
			{ title: 'Turned on', url: 'https://on.example/feed', startedAt: new Date('2019-05-01T23:30:00Z') },
			{ title: 'On too', url: 'https://too.example/feed', startedAt: new Date('2019-05-01T08:00:00Z') }
		]);
		const period = { from: '2019-01-01', to: '2019-12-31' };
		expect(await listAdditions(db, period)).toEqual([{ on: '2019-05-01', names: ['On too', 'Turned on'] }]);
		const today = new Date().toISOString().slice(0, 10);
		const [now] = await listAdditions(db, { from: today, to: today });
		expect(now?.names).toEqual(['Four', 'Monthly', 'Once', 'Seldom']);
	});
});
