import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { openThread } from '#lib/annotations/discussion.server.ts';
import { assess } from '#lib/assessments/commands.server.ts';
import { newBlockSchema } from '#lib/briefings/block.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { addBlock, createBriefing } from '#lib/briefings/commands.server.ts';
import { editDevelopment, hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { Conflict, NotFound, Refused } from '#lib/errors.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { logDevelopment, newFormId } from '#lib/evidence/log-development.server.ts';
import { readInboxFilter, type InboxFilter } from '#lib/feeds/inbox-filter.ts';
import {
	countWaitingByFeed,
	countWaitingItems,
	getItem,
	listItems,
	listLanguages,
	listSeen
} from '#lib/feeds/inbox.server.ts';
import {
	attachItems,
	bringBackItems,
	decidedOrConflict,
	dismissItems,
	linkLogged,
	returnSnoozed,
	snoozeItems
} from '#lib/feeds/triage.server.ts';
import type { Seen } from '#lib/feeds/triage.ts';
import { undoTriage } from '#lib/feeds/undo-triage.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { makeFeed, makeItems } from '../inbox-items.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana');
const ben = await makeActor(db, 'analyst', 'Ben');
const { ids } = await makePublication(db, 'paper', ['A1']);

const doing = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const minor = { reason: 'too_minor', note: '' } as const;
const all: InboxFilter = { state: 'all' };
const titles = async (filter: InboxFilter, after: string | null = null, limit = 50) =>
	(await listItems(db, filter, { after, limit })).items.map(({ title }) => title);
const make = async (...given: Parameters<typeof makeItems>[2]) => {
	const feedId = await makeFeed(db, 'News');
	return { feedId, items: await makeItems(db, feedId, given) };
};
const itemOf = (item: Seen) => getItem(db, item.id);
const historyOf = async ({ id }: Seen) =>
	(
		await db.execute<{ action: string; actor_id: string | null }>(
			sql`select action, actor_id from changes where entity = 'inbox_items' and entity_id = ${id} order by id`
		)
	).map(({ action, actor_id: actor }) => [action, actor === null ? null : Number(actor)]);
const log = async (item: Seen, title = 'Logged from news') =>
	doing(async (tx) => {
		const input = { ...aDevelopment({ title, sourceUrl: null }), codings: [] };
		const { id } = await logDevelopment(tx, ana, input, { formId: newFormId(), seen: new Set() });
		return { developmentId: id, item: await linkLogged(tx, ana, item, id) };
	});

describe('the list', () => {
	test('shows what waits, the newest first, in parts that neither overlap nor leave a gap', async () => {
		const { feedId, items } = await make(
			{ title: 'First' },
			{ title: 'Same moment', sortedAt: new Date('2026-09-14T11:00:00.000Z') },
			{ title: 'Same moment again', sortedAt: new Date('2026-09-14T11:00:00.000Z') },
			'Last'
		);
		const filter: InboxFilter = { state: 'new', feed: feedId };
		expect(await titles(filter)).toEqual(['First', 'Same moment again', 'Same moment', 'Last']);
		const first = await listItems(db, filter, { limit: 2 });
		expect(first.items.map(({ id }) => id)).toEqual([items[0]!.id, items[2]!.id]);
		expect(await titles(filter, first.next, 2)).toEqual(['Same moment', 'Last']);
		expect((await listItems(db, filter, { after: first.next, limit: 2 })).next).toBeNull();
		await expect(listItems(db, filter, { after: 'x', limit: 2 })).rejects.toThrow(Refused);
	});

	test('is narrowed by language, period, words and reason, and finds what was dismissed', async () => {
		const { feedId, items } = await make(
			{ title: 'Council adopts the eighteenth package', language: 'en' },
			{
				title: 'Совет принял новый пакет мер',
				language: 'ru-RU',
				sortedAt: new Date('2026-08-01T23:59:59Z')
			},
			{ title: 'Der Rat beschließt', language: 'de-AT', summary: 'Ein Paket von Maßnahmen' }
		);
		const find = (text: string) => {
			const filter = readInboxFilter(new URLSearchParams(text));
			return titles({ ...filter, feed: feedId });
		};
		expect(await find('language=ru')).toEqual(['Совет принял новый пакет мер']);
		expect(await find('language=de-at')).toEqual(['Der Rat beschließt']);
		expect(await find('to=2026-08-01')).toEqual(['Совет принял новый пакет мер']);
		expect(await find('from=2026-08-02')).toHaveLength(2);
		expect(await find('q=pack')).toEqual(['Council adopts the eighteenth package']);
		expect(await find('q=пакет')).toEqual(['Совет принял новый пакет мер']);
		expect(await find('q=beschliesst')).toEqual(['Der Rat beschließt']);
		expect(await find('q=paket')).toEqual(['Der Rat beschließt']);
		await doing((tx) => dismissItems(tx, ana, [items[0]!], { reason: 'opinion', note: 'An editorial' }));
		expect(await find('q=pack')).toEqual([]);
		expect(await find('q=pack&state=all')).toEqual(['Council adopts the eighteenth package']);
		expect(await find('state=dismissed&reason=opinion')).toEqual(['Council adopts the eighteenth package']);
		expect(await find('state=dismissed&reason=duplicate')).toEqual([]);
		for (const wrong of [
			'state=gone',
			'feed=x',
			'language=%22',
			'from=yesterday',
			'reason=none',
			`q=${'x'.repeat(201)}`
		])
			expect(() => readInboxFilter(new URLSearchParams(wrong)), wrong).toThrow(Refused);
		expect(await listLanguages(db)).toEqual(['de', 'en', 'ru']);
	});

	test('counts what waits from each feed and in all, up to a bound, each item in the feed that brought it first', async () => {
		const [busy, quiet] = [await makeFeed(db, 'Busy'), await makeFeed(db, 'Quiet')];
		const items = await makeItems(
			db,
			busy,
			Array.from({ length: 120 }, (_, at) => `Item ${at}`)
		);
		await db.execute(
			sql`insert into feed_sightings (feed_id, item_id, identity) values (${quiet}, ${items[0]!.id}, 'guid:x')`
		);
		await makeItems(db, quiet, ['One']);
		const counts = await countWaitingByFeed(db);
		expect(counts[0]).toEqual({ id: busy, title: 'Busy', waiting: 120 });
		expect(counts.find(({ id }) => id === quiet)?.waiting).toBe(1);
		expect(await countWaitingItems(db)).toBe(100);
		expect((await itemOf(items[0]!)).sightings.map(({ feed }) => feed)).toEqual(['Busy', 'Quiet']);
		await doing((tx) => dismissItems(tx, ana, items, minor));
		expect((await countWaitingByFeed(db)).some(({ id }) => id === busy)).toBe(false);
	});

	test('keeps hostile text as it came, and none of it acts', async () => {
		const title = `<script>alert(1)</script> '; drop table inbox_items; -- \u202e مرحبا`;
		const { items, feedId } = await make({ title, summary: '%s $1 \\ {{x}} <img src=x onerror=alert(1)>' });
		const note = `"><svg onload=alert(1)> '; --`;
		await doing((tx) => dismissItems(tx, ana, items, { reason: 'other', note }));
		expect(await itemOf(items[0]!)).toMatchObject({ title, dismissNote: note, state: 'dismissed' });
		for (const q of [
			`'; drop table inbox_items; --`,
			'((((',
			'"unclosed',
			'-',
			'\\',
			'%_',
			'<->',
			':*',
			'!!!'
		])
			expect(await titles({ ...all, feed: feedId, q }), q).toBeInstanceOf(Array);
	});
});

describe('a decision', () => {
	test('dismisses with a reason, keeps who and when, and is written into history', async () => {
		const { items } = await make('Minor');
		const [item] = items;
		const { done, missed } = await doing((tx) =>
			dismissItems(tx, ana, items, { reason: 'other', note: 'Sports' })
		);
		expect([done, missed]).toEqual([[{ id: item!.id, version: 2 }], []]);
		expect(await itemOf(item!)).toMatchObject({
			state: 'dismissed',
			dismissReason: 'other',
			dismissNote: 'Sports',
			decidedBy: { id: ana.id, name: 'Ana' },
			version: 2
		});
		expect(await historyOf(item!)).toEqual([['dismissItem', ana.id]]);
	});

	test('that somebody else took meanwhile is told in words, and theirs stands', async () => {
		const { items } = await make('Contested');
		await doing((tx) => dismissItems(tx, ben, items, minor));
		const late = doing((tx) => decidedOrConflict(snoozeItems(tx, ana, items, '2030-01-01')));
		await expect(late).rejects.toThrow(new Conflict('Ben dismissed it (Too minor): “Contested”.'));
		await expect(doing((tx) => decidedOrConflict(dismissItems(tx, ben, items, minor)))).rejects.toThrow(
			'You dismissed it (Too minor): “Contested”.'
		);
		expect((await itemOf(items[0]!)).state).toBe('dismissed');
		await expect(
			doing((tx) => decidedOrConflict(dismissItems(tx, ana, [{ id: 999_999, version: 1 }], minor)))
		).rejects.toThrow(NotFound);
	});

	test('by two people at the same moment is taken once', async () => {
		const { items } = await make('Raced 1', 'Raced 2', 'Raced 3');
		const outcomes = await Promise.all([
			doing((tx) => dismissItems(tx, ana, items, minor)),
			doing((tx) => snoozeItems(tx, ben, items.toReversed(), '2030-01-01'))
		]);
		expect(outcomes.map(({ done }) => done.length).toSorted()).toEqual([0, 3]);
		expect(outcomes.map(({ missed }) => missed.length).toSorted()).toEqual([0, 3]);
		for (const item of items) expect(await historyOf(item)).toHaveLength(1);
	});

	test('over many is one for each as it was seen, in a fixed number of statements', async () => {
		const { items } = await make(...Array.from({ length: 300 }, (_, at) => `Bulk ${at}`));
		await doing((tx) => snoozeItems(tx, ben, items.slice(0, 2), '2030-01-01'));
		const { done, missed } = await doing((tx) => dismissItems(tx, ana, items, minor));
		expect([done.length, missed.length]).toEqual([298, 2]);
		expect(missed[0]).toEqual({ id: items[0]!.id, title: 'Bulk 0', words: 'Ben snoozed it' });
		expect(await historyOf(items[299]!)).toEqual([['dismissItem', ana.id]]);
		const undone = await doing((tx) => undoTriage(tx, ana, done));
		expect([undone.done.length, undone.missed.length]).toEqual([298, 0]);
		expect((await itemOf(items[299]!)).state).toBe('new');
	});

	test('over all that a filter finds leaves alone what came after the page was read', async () => {
		const { feedId } = await make('Old 1', 'Old 2');
		const read = new Date();
		await makeItems(db, feedId, [{ title: 'New', firstSeenAt: new Date(read.getTime() + 1000) }]);
		const seen = await listSeen(db, { state: 'new', feed: feedId }, read);
		await doing((tx) => dismissItems(tx, ana, seen, minor));
		expect(await titles({ state: 'new', feed: feedId })).toEqual(['New']);
	});
});

describe('what was snoozed', () => {
	test('comes back in the morning of its day, once, by whichever copy is first', async () => {
		const { items } = await make('Later', 'Much later');
		const { done } = await doing((tx) => snoozeItems(tx, ana, items, '2030-01-07'));
		expect((await itemOf(items[0]!)).snoozedUntil).toEqual(new Date('2030-01-07T04:00:00Z'));
		expect(await doing(returnSnoozed)).toBe(0);
		await db.execute(
			sql`update inbox_items set snoozed_until = now() - interval '1 minute' where id = ${items[0]!.id}`
		);
		const returned = await Promise.all([doing(returnSnoozed), doing(returnSnoozed)]);
		expect(returned.toSorted()).toEqual([0, 1]);
		expect(await itemOf(items[0]!)).toMatchObject({ state: 'new', decidedBy: null, version: 3 });
		expect(await historyOf(items[0]!)).toEqual([
			['snoozeItem', ana.id],
			['returnSnoozed', null]
		]);
		const late = doing((tx) => decidedOrConflict(undoTriage(tx, ana, [done[0]!])));
		await expect(late).rejects.toThrow('It was brought back to the inbox: “Later”.');
		const back = await doing((tx) => bringBackItems(tx, ben, [done[1]!]));
		expect(back.done).toEqual([{ id: items[1]!.id, version: 3 }]);
		const nothing = doing((tx) => decidedOrConflict(undoTriage(tx, ana, [{ id: items[0]!.id, version: 3 }])));
		await expect(nothing).rejects.toThrow('There is nothing to undo: “Later”.');
	});
});

describe('undoing', () => {
	test('puts an item back as it stood, also into a state that somebody had decided', async () => {
		const { items } = await make('Twice decided');
		const first = await doing((tx) => snoozeItems(tx, ben, items, '2030-01-01'));
		const second = await doing((tx) => dismissItems(tx, ana, first.done, minor));
		const undone = await doing((tx) => undoTriage(tx, ana, second.done));
		expect(await itemOf(items[0]!)).toMatchObject({
			state: 'snoozed',
			snoozedUntil: new Date('2030-01-01T04:00:00Z'),
			decidedBy: { name: 'Ben' },
			dismissReason: null,
			version: 4
		});
		await expect(doing((tx) => decidedOrConflict(undoTriage(tx, ana, undone.done)))).rejects.toThrow(
			'There is nothing to undo'
		);
	});

	test('is refused where somebody decided since', async () => {
		const { items } = await make('Overtaken');
		const mine = await doing((tx) => dismissItems(tx, ana, items, minor));
		await doing((tx) => bringBackItems(tx, ben, mine.done));
		await expect(doing((tx) => decidedOrConflict(undoTriage(tx, ana, mine.done)))).rejects.toThrow(Conflict);
	});

	test('brings back what a rule kept out, and lets nobody undo the rule', async () => {
		const { items } = await make({ title: 'Kept out', state: 'excluded' });
		await expect(doing((tx) => decidedOrConflict(undoTriage(tx, ana, items)))).rejects.toThrow(
			'Nobody decided it yet'
		);
		const back = await doing((tx) => bringBackItems(tx, ana, items));
		expect((await itemOf(items[0]!)).state).toBe('new');
		await doing((tx) => undoTriage(tx, ana, back.done));
		expect((await itemOf(items[0]!)).state).toBe('excluded');
	});
});

describe('attaching', () => {
	test('ties reports to a development, counts it once, and tells its history', async () => {
		const { items } = await make('Report 1', 'Report 2');
		const { id } = await doing((tx) => recordDevelopment(tx, ana, aDevelopment({ title: 'Attached to' })));
		const { done } = await doing((tx) => attachItems(tx, ana, items, id));
		expect(await itemOf(items[0]!)).toMatchObject({
			state: 'attached',
			development: { id, title: 'Attached to' }
		});
		const history = async () => (await listHistoryOfDevelopment(db, id, ana.id)).map(({ what }) => what);
		expect((await history())[0]).toBe('attached 2 reports from the inbox');
		const again = doing((tx) => decidedOrConflict(dismissItems(tx, ben, [done[0]!], minor)));
		await expect(again).rejects.toThrow('Ana attached it to a development already; undo that first');
		await doing((tx) => undoTriage(tx, ben, [done[0]!]));
		expect((await history())[0]).toBe('took “Report 1” from the inbox off again');
		expect(await itemOf(items[0]!)).toMatchObject({ state: 'new', development: null });
	});

	test('takes no development that is hidden or none', async () => {
		const { items } = await make('Report');
		const { id } = await doing((tx) => recordDevelopment(tx, ana, aDevelopment({ title: 'Hidden' })));
		await doing((tx) => hideDevelopment(tx, ana, id));
		for (const developmentId of [id, 999_999])
			await expect(doing((tx) => attachItems(tx, ana, items, developmentId))).rejects.toThrow(Refused);
	});
});

describe('logging', () => {
	test('ties the item to what was made of it, in one transaction', async () => {
		const { items } = await make('To be logged');
		const { developmentId, item } = await log(items[0]!);
		expect(await itemOf(item)).toMatchObject({ state: 'logged', developmentId, version: 2 });
		const again = await doing((tx) => linkLogged(tx, ana, items[0]!, developmentId));
		expect(again.version).toBe(2);
		await expect(log(items[0]!, 'Another title')).rejects.toThrow('You logged it: “To be logged”.');
		const [{ count } = { count: -1 }] = await db.execute<{ count: number }>(
			sql`select count(*)::int as count from developments where title = 'Another title'`
		);
		expect(count).toBe(0);
	});

	test('undone hides the development with it, and it can be logged again', async () => {
		const { items } = await make('Logged by mistake');
		const { developmentId, item } = await log(items[0]!, 'By mistake');
		const { done } = await doing((tx) => undoTriage(tx, ana, [item]));
		expect((await itemOf(item)).state).toBe('new');
		const [row] = await db.execute(
			sql`select hidden_at is not null as hidden from developments where id = ${developmentId}`
		);
		expect(row).toEqual({ hidden: true });
		expect((await log(done[0]!, 'By mistake')).item.version).toBe(4);
	});

	test('is not undone over the work of others', async () => {
		const { items } = await make('Coded since', 'Edited since');
		const coded = await log(items[0]!, 'Coded since');
		await doing((tx) =>
			codeEvidence(tx, ben, {
				developmentId: coded.developmentId,
				recommendationId: ids.A1!,
				effect: 1,
				rationale: 'It advances.'
			})
		);
		const edited = await log(items[1]!, 'Edited since');
		await doing((tx) => editDevelopment(tx, ben, edited.developmentId, 1, aDevelopment({ title: 'Edited' })));
		for (const item of [coded.item, edited.item]) {
			const undoing = doing((tx) => decidedOrConflict(undoTriage(tx, ana, [item])));
			await expect(undoing).rejects.toThrow('The development was worked on since');
			expect((await itemOf(item)).state).toBe('logged');
		}
		await doing((tx) => hideDevelopment(tx, ben, edited.developmentId));
		expect((await doing((tx) => undoTriage(tx, ana, [edited.item]))).done).toHaveLength(1);
	});

	test('is not undone where an assessment, a briefing or a discussion rests on it', async () => {
		const { items } = await make('Assessed', 'Pinned', 'Cited', 'Discussed', 'Spoken of by oneself');
		const logged: Awaited<ReturnType<typeof log>>[] = [];
		const happened = ['A treaty', 'Elections', 'Sanctions', 'A summit', 'Border talks'];
		for (const [at, item] of items.entries()) logged.push(await log(item, happened[at]));
		const [assessed, pinned, cited, discussed, own] = logged.map(({ developmentId }) => developmentId);
		const judgement = {
			assessedOn: '2023-01-01',
			level: 0,
			trajectory: 'steady',
			confidence: 'low'
		} as const;
		await doing((tx) =>
			assess(tx, ana, ids.A1!, {
				...judgement,
				rationale: 'As things stand.',
				overrideReason: '',
				developmentIds: [assessed!]
			})
		);
		const { id: briefingId } = await doing((tx) =>
			createBriefing(tx, ben, v.parse(newBriefingSchema, { title: 'Note', publications: ['paper'] }))
		);
		const addText = (text: string) =>
			doing((tx) => addBlock(tx, ben, briefingId, v.parse(newBlockSchema, { kind: 'text', text })));
		await addText(`As it was said [@development-${cited}].`);
		// A longer number is another development.
		await addText(`And [@development-${own}0].`);
		await db.execute(sql`update briefing_blocks set choices = choices || ${JSON.stringify({ pinned: [pinned] })}::text::jsonb
			where briefing_id = ${briefingId} and kind = 'recommendation'`);
		const speak = (actor: typeof ana, subjectId: number) =>
			doing((tx) => openThread(tx, actor, { subject: 'development', subjectId, body: 'Is it so?' }));
		await speak(ben, discussed!);
		await speak(ana, own!);

		const words = [
			'The development is cited by an assessment',
			'The development is cited in a briefing',
			'The development is cited in a briefing',
			'The development is being discussed'
		];
		for (const [at, sentence] of words.entries()) {
			const undoing = doing((tx) => decidedOrConflict(undoTriage(tx, ana, [logged[at]!.item])));
			await expect(undoing).rejects.toThrow(`${sentence}: hide it on its own page, if it is wrong`);
		}
		expect((await doing((tx) => undoTriage(tx, ana, [logged[4]!.item]))).done).toHaveLength(1);
	});
});
