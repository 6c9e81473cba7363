import { sql, type SQL } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import {
	editDevelopment,
	hideDevelopment,
	recordDevelopment,
	restoreDevelopment
} from '#lib/developments/commands.server.ts';
import { codeEvidence, withdrawCoding } from '#lib/evidence/commands.server.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { progressOf } from '#lib/progress/queries.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
await loadSample(db);

describe('rollups', () => {
	const recount = async () => ({
		months: await db.execute(sql`
			select recommendation_id, month, strongly_sets_back, sets_back, context, advances, strongly_advances from evidence_months
				where strongly_sets_back + sets_back + context + advances + strongly_advances <> 0
			except select recommendation_id, date_trunc('month', occurred_on::timestamp)::date, count(*) filter (where effect = -2),
				count(*) filter (where effect = -1), count(*) filter (where effect = 0), count(*) filter (where effect = 1),
				count(*) filter (where effect = 2) from evidence where retired_at is null group by 1, 2`),
		missingMonths: await db.execute(sql`
			select recommendation_id, date_trunc('month', occurred_on::timestamp)::date as month, count(*) as n from evidence
				where retired_at is null group by 1, 2
			except select recommendation_id, month, strongly_sets_back + sets_back + context + advances + strongly_advances
				from evidence_months`),
		forums: await db.execute(sql`
			(select forum_id, occurred_on, developments::bigint from forum_days where developments <> 0
				except select f.forum_id, d.occurred_on, count(*) from development_forums f join developments d on d.id = f.development_id
				where d.hidden_at is null group by 1, 2)
			union all (select f.forum_id, d.occurred_on, count(*) from development_forums f join developments d on d.id = f.development_id
				where d.hidden_at is null group by 1, 2
				except select forum_id, occurred_on, developments::bigint from forum_days)`),
		actors: await db.execute(sql`
			(select actor_id, month, developments::bigint from actor_months where developments <> 0
				except select a.actor_id, date_trunc('month', d.occurred_on::timestamp)::date, count(*) from development_actors a
				join developments d on d.id = a.development_id where d.hidden_at is null group by 1, 2)
			union all (select a.actor_id, date_trunc('month', d.occurred_on::timestamp)::date, count(*) from development_actors a
				join developments d on d.id = a.development_id where d.hidden_at is null group by 1, 2
				except select actor_id, month, developments::bigint from actor_months)`),
		contacts: await differing(
			sql`select forum_id, month, developments, days from forum_months where (developments, days) <> (0, 0)`,
			sql`select f.forum_id, date_trunc('month', d.occurred_on::timestamp)::date, count(*)::int,
					sum(distinct (2 ^ (extract(day from d.occurred_on) - 1))::int)::int
				from development_forums f join developments d on d.id = f.development_id
				where d.hidden_at is null group by 1, 2`
		),
		years: await differing(
			sql`select actor_id, year, developments from actor_years where developments <> 0`,
			sql`select a.actor_id, date_trunc('year', d.occurred_on::timestamp)::date, count(*)::int
				from development_actors a join developments d on d.id = a.development_id
				where d.hidden_at is null group by 1, 2`
		)
	});
	const differing = (kept: SQL, counted: SQL) =>
		db.execute(sql`((${kept}) except (${counted})) union all ((${counted}) except (${kept}))`);
	const nothing = { months: [], missingMonths: [], forums: [], actors: [], contacts: [], years: [] };

	test('agree with the rows after the import of the sample', async () => {
		expect(await recount()).toEqual(nothing);
	});

	test('agree with the rows after coding, recoding, moving, hiding, restoring and withdrawing', async () => {
		const { ids } = await makePublication(db, 'rolled', ['A1', 'A2']);
		const ana = await makeActor(db, 'editor', 'rollup-ana');
		const run = <T>(work: Parameters<typeof inTransaction<T>>[1]) => inTransaction(db, work);
		const log = (changes: Parameters<typeof aDevelopment>[0]) =>
			run((tx) => recordDevelopment(tx, ana, aDevelopment(changes)));
		const code = (developmentId: number, recommendationId: number, effect: -2 | -1 | 0 | 1 | 2) =>
			run((tx) => codeEvidence(tx, ana, { developmentId, recommendationId, effect, rationale: '' }));
		const first = await log({
			title: 'One',
			occurredOn: '2022-03-04',
			forums: ['OSCE', 'UN'],
			actors: ['EU', 'Russia']
		});
		const second = await log({ title: 'Two', occurredOn: '2022-03-31', forums: ['OSCE'], actors: ['EU'] });
		const third = await log({ title: 'Three', occurredOn: '2022-04-01', forums: ['UN'], actors: ['Russia'] });
		for (const { id } of [first, second, third]) await code(id, ids.A1!, 1);
		const withdrawn = await code(first.id, ids.A2!, -2);
		await code(second.id, ids.A1!, -1);
		expect(await recount()).toEqual(nothing);

		await run((tx) =>
			editDevelopment(
				tx,
				ana,
				second.id,
				1,
				aDevelopment({ title: 'Two', occurredOn: '2022-05-02', forums: ['UN'], actors: ['Ukraine'] })
			)
		);
		expect(await recount()).toEqual(nothing);
		const ofA1 = async () =>
			(
				await progressOf(db, { publication: 'rolled', code: 'A1' }, { interval: 'month', to: '2022-05-31' })
			)?.periods.map(({ key, evidence: counts }) => [key, counts[-1], counts[1]]);
		expect(await ofA1()).toEqual([
			['2022-03', 0, 1],
			['2022-04', 0, 1],
			['2022-05', 1, 0]
		]);

		await run((tx) => hideDevelopment(tx, ana, third.id));
		expect(await recount()).toEqual(nothing);
		expect(await ofA1()).toEqual([
			['2022-03', 0, 1],
			['2022-04', 0, 0],
			['2022-05', 1, 0]
		]);
		await run((tx) => restoreDevelopment(tx, ana, third.id));
		await run((tx) => withdrawCoding(tx, ana, withdrawn.codingId));
		expect(await recount()).toEqual(nothing);
		expect((await ofA1())?.[1]).toEqual(['2022-04', 0, 1]);
	});

	test('two developments of one forum and month, logged, moved and hidden at the same time, both count', async () => {
		const ana = await makeActor(db, 'editor', 'rollup-cy');
		const on = (day: string) =>
			aDevelopment({ title: `On ${day}`, occurredOn: day, forums: ['Arctic talks'], actors: [] });
		const days = async () => {
			const [row] = await db.execute(sql`select developments, days::bit(31)::text as days from forum_months
				where forum_id = (select id from forums where name = 'Arctic talks') and month = '2016-05-01'`);
			return row;
		};
		const bits = (...set: number[]) =>
			Array.from({ length: 31 }, (_, at) => (set.includes(31 - at) ? '1' : '0')).join('');
		/** The second begins while the first is open, and has to wait for it. */
		const overlapping = async <A, B>(
			one: (tx: Transaction) => Promise<A>,
			other: (tx: Transaction) => Promise<B>
		): Promise<[A, B]> => {
			let second: Promise<B> | undefined;
			const first = await inTransaction(db, async (tx) => {
				const done = await one(tx);
				second = inTransaction(db, other);
				await untilOneWaits();
				return done;
			});
			return [first, await second!];
		};
		const untilOneWaits = async () => {
			for (;;) {
				const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from pg_stat_activity
					where datname = current_database() and wait_event_type = 'Lock'`);
				if (row!.n > 0) return;
			}
		};
		await inTransaction(db, (tx) => recordDevelopment(tx, ana, on('2016-05-30')));
		const [{ id: early }, { id: late }] = await overlapping(
			(tx) => recordDevelopment(tx, ana, on('2016-05-01')),
			(tx) => recordDevelopment(tx, ana, on('2016-05-31'))
		);
		expect(await days()).toEqual({ developments: 3, days: bits(1, 30, 31) });
		await overlapping(
			(tx) => editDevelopment(tx, ana, early, 1, on('2016-05-31')),
			(tx) => editDevelopment(tx, ana, late, 1, on('2016-05-01'))
		);
		expect(await days()).toEqual({ developments: 3, days: bits(1, 30, 31) });
		await overlapping(
			(tx) => hideDevelopment(tx, ana, late),
			(tx) => recordDevelopment(tx, ana, on('2016-05-01'))
		);
		expect(await days()).toEqual({ developments: 3, days: bits(1, 30, 31) });
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, early));
		expect(await days()).toEqual({ developments: 2, days: bits(1, 30) });
		expect(await recount()).toEqual(nothing);
	});
});
