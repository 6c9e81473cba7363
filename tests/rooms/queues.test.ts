import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { assess } from '#lib/assessments/commands.server.ts';
import { countOverdueOf, listOverdueOf } from '#lib/assessments/owned.server.ts';
import { tellOwnersOfStale } from '#lib/assessments/stale.server.ts';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { NotFound, Refused } from '#lib/errors.ts';
import { assignCoders, finishAssignment, takeAssignment } from '#lib/evidence/assignments.server.ts';
import {
	countQueues,
	listAssigned,
	listDisputes,
	listDrafts,
	listOutcomes,
	listPool,
	listReviews
} from '#lib/evidence/queue.server.ts';
import { setOwner } from '#lib/recommendations/owner.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { countUnread, listNotifications, tell } from '#lib/users/notifications.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const eda = await makeActor(db, 'editor', 'eda');
const vic = await makeActor(db, 'viewer', 'vic');
const single = await makePublication(db, 'single', ['S1', 'S2']);
const reviewed = await makePublication(db, 'reviewed', ['R1']);
await db.execute(sql`update publications set coding_rule = 'reviewed' where slug = 'reviewed'`);

const log = async (title: string) =>
	(await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment({ title })))).id;
const assign = (developmentIds: number[], coders: Actor[], each = 1) =>
	inTransaction(db, (tx) =>
		assignCoders(tx, eda, {
			publication: 'single',
			developmentIds,
			coderIds: coders.map(({ id }) => id),
			each
		})
	);
type Made = { state: string; effect?: number; isBlind?: boolean };
/** A coding as it stands, whatever led to it. */
const made = async (
	coder: Actor,
	developmentId: number,
	recommendationId: number,
	{ state, effect = 1, isBlind = false }: Made
) => {
	const [row] = await db.execute<{ id: number }>(sql`insert into codings
		(development_id, recommendation_id, recommendation_version, coder_id, effect, state, is_blind, revealed_at)
		values (${developmentId}, ${recommendationId}, 1, ${coder.id}, ${effect}, ${state}, ${isBlind},
			${state === 'draft' || isBlind ? null : sql`now()`}) returning id::int`);
	return row!.id;
};
const inForce = (developmentId: number, recommendationId: number, codingId: number, effect: number) =>
	db.execute(sql`insert into evidence (development_id, recommendation_id, coding_id, effect, occurred_on, adopted_by)
		values (${developmentId}, ${recommendationId}, ${codingId}, ${effect}, '2022-03-04', ${eda.id})`);
const titles = (rows: { development: { title: string } }[]) => rows.map((row) => row.development.title);
const all = { limit: 50 };

describe('what is asked of me', () => {
	test('is listed by what is due first, with what I have coded, page by page', async () => {
		const [late, soon, coded] = [await log('Late'), await log('Soon'), await log('Coded')];
		await assign([late, soon, coded], [ben]);
		await db.execute(
			sql`update assignments set lapses_at = now() + interval '1 day' where development_id = ${soon}`
		);
		await made(ben, coded, single.ids.S1!, { state: 'adopted' });
		await made(ben, coded, single.ids.S2!, { state: 'draft' });
		const first = await listAssigned(db, ben.id, { limit: 2 });
		expect(titles(first.rows)).toEqual(['Soon', 'Late']);
		expect(first.rows[0]).toMatchObject({
			publication: { slug: 'single', cited: 'Author' },
			made: 0,
			drafts: 0
		});
		const rest = await listAssigned(db, ben.id, { after: first.next, limit: 2 });
		expect(rest).toMatchObject({ rows: [{ made: 1, drafts: 1 }], next: null });
		expect((await countQueues(db, ben)).assigned).toBe(3);
	});

	test('is nobody else’s, and gone when it is done or hidden', async () => {
		const [done, hidden] = [await log('Done'), await log('Hidden')];
		await assign([done, hidden], [ana]);
		const { rows } = await listAssigned(db, ana.id, all);
		expect(titles(rows)).toEqual(['Done', 'Hidden']);
		await inTransaction(db, (tx) => finishAssignment(tx, ana, rows[0]!.assignmentId));
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, hidden));
		expect((await listAssigned(db, ana.id, all)).rows).toEqual([]);
		expect((await countQueues(db, ana)).assigned).toBe(0);
	});
});

describe('the pool', () => {
	test('shows each development once with its places, and none that I am or was asked for', async () => {
		const [two, mine] = [await log('Two places'), await log('Mine already')];
		await assign([two], [], 2);
		await assign([mine], [ana], 2);
		expect((await listPool(db, ana.id, all)).rows).toMatchObject([
			{ development: { title: 'Two places' }, places: 2 }
		]);
		expect(titles((await listPool(db, ben.id, all)).rows)).toEqual(['Two places', 'Mine already']);
		expect([(await countQueues(db, ana)).pool, (await countQueues(db, ben)).pool]).toEqual([1, 2]);
		const [row] = (await listPool(db, ana.id, all)).rows;
		await inTransaction(db, (tx) => takeAssignment(tx, ana, row!.assignmentId));
		expect((await listPool(db, ana.id, all)).rows).toEqual([]);
		expect((await listPool(db, ben.id, all)).rows).toMatchObject([{ places: 1 }, { places: 1 }]);
	});

	test('goes on where a page ended', async () => {
		const { rows, next } = await listPool(db, ben.id, { limit: 1 });
		expect([titles(rows), titles((await listPool(db, ben.id, { after: next, limit: 1 })).rows)]).toEqual([
			['Two places'],
			['Mine already']
		]);
		await expect(listPool(db, ben.id, { after: 'page 2', limit: 1 })).rejects.toThrow(Refused);
	});
});

test('my drafts are mine alone, the newest first', async () => {
	const id = await log('Drafted');
	await made(ana, id, single.ids.S1!, { state: 'draft', effect: -2 });
	await made(ana, id, single.ids.S2!, { state: 'draft' });
	const { rows } = await listDrafts(db, ana.id, all);
	expect(rows).toMatchObject([
		{ code: 'S2', recommendation: 'Title S2' },
		{ publication: 'single', code: 'S1', effect: -2 }
	]);
	expect((await listDrafts(db, eda.id, all)).rows).toEqual([]);
	expect((await countQueues(db, ana)).drafts).toBe(2);
});

describe('what waits for an editor', () => {
	beforeAll(async () => {
		const [review, same, other, hiddenCoding] = await Promise.all(
			['To review', 'Same effect', 'Other effect', 'Blind'].map(log)
		);
		await made(ana, review!, reviewed.ids.R1!, { state: 'submitted', effect: 2 });
		for (const [id, effect] of [
			[same!, 1],
			[other!, -1]
		] as const) {
			const first = await made(ana, id, single.ids.S1!, { state: 'adopted' });
			await inForce(id, single.ids.S1!, first, 1);
			await made(ben, id, single.ids.S1!, { state: 'submitted', effect });
		}
		await made(ana, hiddenCoding!, reviewed.ids.R1!, { state: 'submitted', isBlind: true });
		const disputed = await log('Disputed');
		await made(ana, disputed, single.ids.S2!, { state: 'disputed', effect: 1 });
		await made(ben, disputed, single.ids.S2!, { state: 'disputed', effect: -1 });
	});

	test('is every submitted coding where codings are reviewed, elsewhere those that differ from the evidence', async () => {
		const { rows } = await listReviews(db, all);
		expect(
			rows.map(({ development, coder, effect, inForce }) => [development.title, coder, effect, inForce])
		).toEqual([
			['To review', 'ana', 2, null],
			['Other effect', 'ben', -1, 1]
		]);
		const { next } = await listReviews(db, { limit: 1 });
		expect(titles((await listReviews(db, { after: next, limit: 1 })).rows)).toEqual(['Other effect']);
	});

	test('is every pair about which coders disagree, once', async () => {
		expect((await listDisputes(db, all)).rows).toMatchObject([
			{
				development: { title: 'Disputed' },
				code: 'S2',
				codings: [
					{ coder: 'ana', effect: 1 },
					{ coder: 'ben', effect: -1 }
				],
				inForce: null
			}
		]);
	});

	test('is counted for editors, and not for others', async () => {
		expect(await countQueues(db, eda)).toMatchObject({ reviews: 2, disputes: 1 });
		expect(await countQueues(db, ana)).toMatchObject({ reviews: 0, disputes: 0 });
		expect(await countQueues(db, vic)).toEqual({ assigned: 0, drafts: 0, reviews: 0, disputes: 0, pool: 0 });
	});
});

test('what became of my codings says who decided and why, not what I did myself', async () => {
	const id = await log('Decided');
	const coding = await made(ben, id, single.ids.S2!, { state: 'rejected', effect: -1 });
	const changed = (actor: Actor, state: string, reason: string) =>
		db.execute(sql`insert into changes (entity, entity_id, action, actor_id, after)
			values ('codings', ${coding}, 'decide', ${actor.id}, ${JSON.stringify({ state, reason })}::jsonb)`);
	await changed(ben, 'submitted', '');
	await changed(eda, 'rejected', 'A statement only.');
	expect((await listOutcomes(db, ben.id, all)).rows).toMatchObject([
		{
			development: { title: 'Decided' },
			effect: -1,
			state: 'rejected',
			by: 'eda',
			reason: 'A statement only.'
		}
	]);
	expect((await listOutcomes(db, ana.id, all)).rows).toEqual([]);
});

test('mentions wait until they are read', async () => {
	const told = { reason: 'mention', actorId: eda.id, title: 'A thread', href: '/developments/1' } as const;
	await inTransaction(db, (tx) => tell(tx, [ana.id], told));
	const { notifications } = await listNotifications(db, ana.id, { unreadOnly: true, reason: 'mention' });
	expect(notifications).toMatchObject([{ title: 'A thread', href: '/developments/1', who: 'eda' }]);
	expect(await countUnread(db, ana.id, 'mention')).toBe(1);
	await db.execute(sql`update notifications set read_at = now()`);
	expect(await countUnread(db, ana.id, 'mention')).toBe(0);
});

describe('the owner of a recommendation', () => {
	const own = (ownerId: number | null, recommendationId = single.ids.S1!) =>
		inTransaction(db, (tx) => setOwner(tx, eda, { recommendationId, ownerId }));
	const judge = (assessedOn: string, recommendationId = single.ids.S1!) =>
		inTransaction(db, (tx) =>
			assess(tx, ana, recommendationId, {
				assessedOn,
				level: 1,
				trajectory: 'steady',
				confidence: 'low',
				rationale: '',
				overrideReason: '',
				developmentIds: []
			})
		);

	test('is told, once, and stands in the history', async () => {
		await own(ana.id);
		await own(ana.id);
		expect(
			await db.execute(sql`select title, href from notifications where user_id = ${ana.id} and reason = 'assigned'
				and href like '/publications/%'`)
		).toMatchObject([{ title: 'S1 Title S1', href: '/publications/single/S1' }]);
		expect(
			await db.execute(
				sql`select before->>'owner' as was, after->>'owner' as is from changes where action = 'setOwner'`
			)
		).toMatchObject([{ was: null, is: 'ana' }]);
	});

	test('sees it waiting while it was never assessed or its assessment is out of date', async () => {
		await own(ana.id, single.ids.S2!);
		const overdue = async (on: string) =>
			(await listOverdueOf(db, ana.id, on)).map(({ code, assessedOn, level }) => [code, assessedOn, level]);
		expect(await overdue('2022-03-01')).toEqual([
			['S1', null, null],
			['S2', null, null]
		]);
		await judge('2022-03-31');
		expect(await overdue('2022-12-31')).toEqual([['S2', null, null]]);
		expect(await overdue('2023-01-01')).toEqual([
			['S2', null, null],
			['S1', '2022-03-31', 1]
		]);
		expect([await countOverdueOf(db, ana.id, '2023-01-01'), await countOverdueOf(db, ben.id)]).toEqual([
			2, 0
		]);
	});

	describe('is told that an assessment went out of date', () => {
		const round = (on: string) => inTransaction(db, (tx) => tellOwnersOfStale(tx, on));
		const told = async (actor: Actor) =>
			(
				await db.execute<{ title: string; href: string }>(
					sql`select title, href from notifications where user_id = ${actor.id} and reason = 'stale' order by id`
				)
			).map(({ title, href }) => `${title} ${href}`);
		const S1 = 'S1 Title S1 /publications/single/S1';

		test('on the day after, once, however many copies look at the same moment', async () => {
			expect(await round('2022-12-31')).toBe(0);
			const found = await Promise.all(Array.from({ length: 4 }, () => round('2023-01-01')));
			expect(found.toSorted()).toEqual([0, 0, 0, 1]);
			expect(await round('2023-02-01')).toBe(0);
			expect(await told(ana)).toEqual([S1]);
		});

		test('again when the next one is, in one message where several are', async () => {
			await judge('2023-02-01');
			await judge('2023-02-01', single.ids.S2);
			expect(await round('2023-11-01')).toBe(0);
			expect(await round('2023-11-02')).toBe(2);
			expect(await told(ana)).toEqual([S1, '2 recommendations /work?list=overdue']);
		});

		test('when it is given to them in that state, but not while they are gone or it is hidden', async () => {
			await own(ben.id);
			await db.execute(sql`update users set deactivated_at = now() where id = ${ben.id}`);
			expect(await round('2023-11-02')).toBe(0);
			await db.execute(sql`update users set deactivated_at = null where id = ${ben.id}`);
			await db.execute(sql`update publications set hidden_at = now() where slug = 'single'`);
			expect(await round('2023-11-02')).toBe(0);
			await db.execute(sql`update publications set hidden_at = null where slug = 'single'`);
			expect([await round('2023-11-02'), await told(ben)]).toEqual([1, [S1]]);
		});
	});

	test('is somebody who can assess, of a recommendation that is there', async () => {
		await expect(own(vic.id)).rejects.toThrow(Refused);
		await expect(own(999_999)).rejects.toThrow(Refused);
		await expect(own(ana.id, 999_999)).rejects.toThrow(NotFound);
		await own(null);
		expect((await listOverdueOf(db, ana.id)).map(({ code }) => code)).toEqual(['S2']);
	});
});
