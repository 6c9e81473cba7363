import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { Conflict, NotAllowed, NotFound, NotSignedIn, Refused } from '#lib/errors.ts';
import {
	assignCoders,
	cancelAssignment,
	finishAssignment,
	giveBack,
	planAssignments,
	reopenAssignment,
	returnLapsed,
	takeAssignment
} from '#lib/evidence/assignments.server.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const cleo = await makeActor(db, 'analyst', 'cleo');
const dan = await makeActor(db, 'analyst', 'dan');
const eda = await makeActor(db, 'editor', 'eda');
const vic = await makeActor(db, 'viewer', 'vic');
const { publicationId, ids } = await makePublication(db, 'paper', ['A1', 'A2']);

const rows = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) => [
	...(await db.execute<T>(statement))
];
const log = async (title = 'Talks open') =>
	(await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment({ title })))).id;
const logMany = async (count: number) => {
	const logged: number[] = [];
	for (let at = 0; at < count; at++) logged.push(await log(`Development ${at}`));
	return logged;
};
const assign = (actor: Actor | null, developmentIds: number[], coders: Actor[], each: number) =>
	inTransaction(db, (tx) =>
		assignCoders(tx, actor, {
			publication: 'paper',
			developmentIds,
			coderIds: coders.map(({ id }) => id),
			each
		})
	);
type Command = (tx: Transaction, actor: Actor | null, id: number) => Promise<unknown>;
const act = (command: Command, actor: Actor | null, id: number) =>
	inTransaction(db, (tx) => command(tx, actor, id));
/** The one place at a new development: somebody's, or in the pool. */
const placeOf = async (coder: Actor | null) => {
	const developmentId = await log();
	await assign(eda, [developmentId], coder ? [coder] : [], 1);
	const [place] = await rows<{ id: number }>(
		sql`select id::int from assignments where development_id = ${developmentId}`
	);
	return { id: place!.id, developmentId };
};
const stateOf = async (id: number) =>
	(
		await rows<Record<string, unknown>>(sql`select u.name as assignee, lapses_at is not null as lapses,
			done_at is not null as done, cancelled_at is not null as cancelled
		from assignments a left join users u on u.id = a.assignee_id where a.id = ${id}`)
	)[0];
const toldTo = (actor: Actor) =>
	rows<{ reason: string; title: string; href: string }>(
		sql`select reason, title, href from notifications where user_id = ${actor.id} order by id`
	);
const forget = () => db.execute(sql`delete from notifications`);
const open = (actor: Actor) =>
	rows<{ n: number }>(sql`select count(*)::int as n from assignments where assignee_id = ${actor.id}
		and done_at is null and cancelled_at is null`).then(([row]) => row!.n);
const draft = (actor: Actor, developmentId: number, state: string) =>
	db.execute(sql`insert into codings (development_id, recommendation_id, recommendation_version, coder_id, effect, state, revealed_at)
		values (${developmentId}, ${ids.A1}, 1, ${actor.id}, 1, ${state}, ${state === 'draft' ? null : sql`now()`})`);

describe('assigning in bulk', () => {
	test('gives forty developments two coders each, twenty to each of four, and tells each once', async () => {
		const forty = await logMany(40);
		await forget();
		const plan = await assign(eda, forty, [ana, ben, cleo, dan], 2);
		expect(plan.coders.map(({ name, before, after }) => [name, before, after])).toEqual([
			['ana', 0, 20],
			['ben', 0, 20],
			['cleo', 0, 20],
			['dan', 0, 20]
		]);
		expect(await Promise.all([ana, ben, cleo, dan].map(open))).toEqual([20, 20, 20, 20]);
		const [coders] = await rows(sql`select min(n)::int as least, max(n)::int as most from
			(select count(distinct assignee_id) as n from assignments group by development_id) as of_each`);
		expect(coders).toEqual({ least: 2, most: 2 });
		expect(await toldTo(ana)).toEqual([
			{
				reason: 'assigned',
				title: '20 developments, for Author',
				href: '/work?list=assigned'
			}
		]);
		const again = await assign(eda, forty, [ana, ben, cleo, dan], 2);
		expect([again.places, again.pooled, again.complete]).toEqual([[], [], 40]);
		expect((await toldTo(ana)).length).toBe(1);
	});

	test('does what the plan said, and evens out what people have', async () => {
		const ten = await logMany(10);
		const input = { publication: 'paper', developmentIds: ten, coderIds: [ana.id, eda.id], each: 1 };
		const plan = await planAssignments(db, input);
		expect(plan.coders).toMatchObject([
			{ name: 'ana', before: 20, after: 20 },
			{ name: 'eda', before: 0, after: 10 }
		]);
		expect(await assign(eda, ten, [ana, eda], 1)).toEqual(plan);
		expect(await open(eda)).toBe(10);
		expect(await toldTo(eda)).toEqual([]);
	});

	test('fills up what has one coder already, and keeps in the pool what nobody is there for', async () => {
		const [one, two] = await logMany(2);
		await assign(eda, [one!], [ana], 1);
		const plan = await assign(eda, [one!, two!], [ana, ben], 3);
		expect(plan.places).toHaveLength(3);
		expect(plan.pooled).toEqual([
			{ developmentId: one, places: 1 },
			{ developmentId: two, places: 1 }
		]);
		const later = await assign(eda, [one!, two!], [cleo], 3);
		expect(later.places.map(({ coderId }) => coderId)).toEqual([cleo.id, cleo.id]);
		const [places] =
			await rows(sql`select count(*)::int as n, count(assignee_id)::int as given from assignments
			where development_id in (${one}, ${two})`);
		expect(places).toEqual({ n: 6, given: 6 });
	});

	test('tells of one development by its title', async () => {
		await forget();
		const id = await log('A summit is called');
		await assign(eda, [id], [ben], 1);
		expect(await toldTo(ben)).toEqual([
			{ reason: 'assigned', title: 'A summit is called', href: `/developments/${id}` }
		]);
	});

	test('keeps who asked whom in the history', async () => {
		const { id } = await placeOf(ben);
		expect(
			await rows(sql`select action, actor_id::int, after->>'assignee' as assignee from changes
				where entity = 'assignments' and entity_id = ${id}`)
		).toEqual([{ action: 'assignCoders', actor_id: eda.id, assignee: 'ben' }]);
	});

	test('is for editors', async () => {
		const id = await log();
		await expect(assign(null, [id], [ana], 1)).rejects.toThrow(NotSignedIn);
		await expect(assign(ana, [id], [ana], 1)).rejects.toThrow(NotAllowed);
	});

	test('refuses whoever cannot code, and what is hidden or not there, and keeps nothing', async () => {
		const id = await log();
		await expect(assign(eda, [id], [ana, vic], 1)).rejects.toThrow(Refused);
		const hidden = await log();
		await act(hideDevelopment, ana, hidden);
		await expect(assign(eda, [id, hidden, 999_999], [ana], 1)).rejects.toThrow(
			'2 of these developments are hidden or not there.'
		);
		expect(await rows(sql`select 1 from assignments where development_id in (${id}, ${hidden})`)).toEqual([]);
		await expect(
			inTransaction(db, (tx) =>
				assignCoders(tx, eda, { publication: 'none', developmentIds: [id], coderIds: [], each: 1 })
			)
		).rejects.toThrow(NotFound);
	});

	test('by two editors at the same moment gives nobody a second place', async () => {
		const five = await logMany(5);
		const plans = await Promise.all([1, 2].map(() => assign(eda, five, [ana, ben, cleo], 2)));
		expect(plans.map(({ places }) => places.length).sort((a, b) => a - b)).toEqual([0, 10]);
	});
});

describe('taking from the pool', () => {
	test('makes the place one’s own until it lapses', async () => {
		const { id } = await placeOf(null);
		expect(await stateOf(id)).toMatchObject({ assignee: null, lapses: false });
		await act(takeAssignment, ana, id);
		expect(await stateOf(id)).toMatchObject({ assignee: 'ana', lapses: true });
		const [lapse] =
			await rows(sql`select (lapses_at = date_trunc('day', assigned_at) + interval '8 days') as after_seven
			from assignments where id = ${id}`);
		expect(lapse).toEqual({ after_seven: true });
	});

	test('of two who take the last place at once one has it and the other is told', async () => {
		const { id } = await placeOf(null);
		const takes = await Promise.allSettled([ana, ben, cleo].map((actor) => act(takeAssignment, actor, id)));
		const refused = takes.filter((take) => take.status === 'rejected');
		expect(refused.map(({ reason }) => reason.constructor)).toEqual([Conflict, Conflict]);
	});

	test('of two places at one development two people at once get one each', async () => {
		const developmentId = await log();
		await assign(eda, [developmentId], [], 2);
		const [place] = await rows<{ id: number }>(
			sql`select min(id)::int as id from assignments where development_id = ${developmentId}`
		);
		await Promise.all([ana, ben].map((actor) => act(takeAssignment, actor, place!.id)));
		const holders = await rows(sql`select u.name from assignments a join users u on u.id = a.assignee_id
			where development_id = ${developmentId} order by 1`);
		expect(holders).toEqual([{ name: 'ana' }, { name: 'ben' }]);
	});

	test('gives nobody two places at one development, not even at the same moment', async () => {
		const developmentId = await log();
		await assign(eda, [developmentId], [], 2);
		const places = await rows<{ id: number }>(
			sql`select id::int from assignments where development_id = ${developmentId}`
		);
		const takes = await Promise.allSettled(places.map(({ id }) => act(takeAssignment, ana, id)));
		expect(takes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(act(takeAssignment, ana, places[0]!.id)).rejects.toThrow(Conflict);
	});

	test('refuses what somebody has, a hidden development, and viewers', async () => {
		const { id } = await placeOf(ben);
		await expect(act(takeAssignment, ana, id)).rejects.toThrow(Conflict);
		const pooled = await placeOf(null);
		await expect(act(takeAssignment, vic, pooled.id)).rejects.toThrow(NotAllowed);
		await expect(act(takeAssignment, null, pooled.id)).rejects.toThrow(NotSignedIn);
		await expect(act(takeAssignment, ana, 999_999)).rejects.toThrow(NotFound);
		await act(hideDevelopment, ana, pooled.developmentId);
		await expect(act(takeAssignment, ana, pooled.id)).rejects.toThrow(Refused);
	});
});

describe('giving work back', () => {
	test('puts one’s own into the pool, for somebody else to take', async () => {
		const { id } = await placeOf(ana);
		await act(giveBack, ana, id);
		expect(await stateOf(id)).toMatchObject({ assignee: null, lapses: false });
		await act(takeAssignment, ben, id);
		expect(await stateOf(id)).toMatchObject({ assignee: 'ben' });
	});

	test('is for whoever has it, and for editors, who let the other know', async () => {
		const { id, developmentId } = await placeOf(ana);
		await expect(act(giveBack, ben, id)).rejects.toThrow(NotAllowed);
		await expect(act(giveBack, vic, id)).rejects.toThrow(NotAllowed);
		await forget();
		await act(giveBack, eda, id);
		expect(await toldTo(ana)).toEqual([
			{ reason: 'returned', title: 'Talks open', href: `/developments/${developmentId}` }
		]);
	});

	test('leaves alone what is done', async () => {
		const { id } = await placeOf(ana);
		await act(finishAssignment, ana, id);
		await expect(act(giveBack, ana, id)).rejects.toThrow(Refused);
	});
});

describe('finishing', () => {
	test('keeps that it is done, by whom, and with how many codings', async () => {
		const { id, developmentId } = await placeOf(ana);
		await draft(ana, developmentId, 'adopted');
		await act(finishAssignment, ana, id);
		await act(finishAssignment, ana, id);
		expect(await stateOf(id)).toMatchObject({ assignee: 'ana', done: true });
		expect(
			await rows(sql`select actor_id::int, after from changes where entity = 'assignments' and entity_id = ${id}
				and action = 'finishAssignment'`)
		).toEqual([{ actor_id: ana.id, after: { done: true, codings: 1 } }]);
	});

	test('waits for drafts to be submitted', async () => {
		const { id, developmentId } = await placeOf(ana);
		await draft(ana, developmentId, 'draft');
		await expect(act(finishAssignment, ana, id)).rejects.toThrow(Refused);
		expect(await stateOf(id)).toMatchObject({ done: false });
	});

	test('is for whoever has it alone, and can be taken back', async () => {
		const { id } = await placeOf(ana);
		for (const actor of [ben, eda, vic])
			await expect(act(finishAssignment, actor, id)).rejects.toThrow(NotAllowed);
		await act(finishAssignment, ana, id);
		await expect(act(reopenAssignment, ben, id)).rejects.toThrow(NotAllowed);
		await act(reopenAssignment, ana, id);
		expect(await stateOf(id)).toMatchObject({ assignee: 'ana', done: false, lapses: true });
	});
});

describe('calling off', () => {
	test('asks nobody any more, and lets whoever had it know', async () => {
		const { id } = await placeOf(ana);
		await forget();
		await act(cancelAssignment, eda, id);
		expect(await stateOf(id)).toMatchObject({ cancelled: true });
		expect((await toldTo(ana)).map(({ reason }) => reason)).toEqual(['returned']);
		await expect(act(finishAssignment, ana, id)).rejects.toThrow(NotFound);
	});

	test('is for editors, and leaves alone what is done', async () => {
		const { id } = await placeOf(ana);
		await expect(act(cancelAssignment, ana, id)).rejects.toThrow(NotAllowed);
		await act(finishAssignment, ana, id);
		await expect(act(cancelAssignment, eda, id)).rejects.toThrow(Refused);
	});

	test('leaves room to ask the same person again', async () => {
		const { id, developmentId } = await placeOf(ana);
		await act(cancelAssignment, eda, id);
		expect((await assign(eda, [developmentId], [ana], 1)).places).toHaveLength(1);
	});
});

describe('work that nobody finished in time', () => {
	const lapse = (...places: number[]) =>
		db.execute(sql`update assignments set lapses_at = now() - interval '1 minute' where id in ${places}`);

	test('returns to the pool, and whoever had it is told once', async () => {
		const [one, two, kept] = [await placeOf(ana), await placeOf(ana), await placeOf(ana)];
		const other = await placeOf(ben);
		await lapse(one.id, two.id, other.id);
		await forget();
		expect(await inTransaction(db, returnLapsed)).toBe(3);
		expect(await inTransaction(db, returnLapsed)).toBe(0);
		for (const { id } of [one, two, other])
			expect(await stateOf(id)).toMatchObject({ assignee: null, lapses: false });
		expect(await stateOf(kept.id)).toMatchObject({ assignee: 'ana' });
		expect(await toldTo(ana)).toEqual([
			{ reason: 'returned', title: '2 developments', href: '/work?list=pool' }
		]);
		expect(await toldTo(ben)).toEqual([
			{ reason: 'returned', title: 'Talks open', href: `/developments/${other.developmentId}` }
		]);
		expect(
			await rows(sql`select actor_id from changes where entity = 'assignments' and entity_id = ${one.id}
				and action = 'returnLapsed'`)
		).toEqual([{ actor_id: null }]);
	});

	test('is returned once by several copies at the same moment', async () => {
		const places = [await placeOf(ana), await placeOf(ana), await placeOf(ana)];
		await lapse(...places.map(({ id }) => id));
		await forget();
		const counts = await Promise.all([1, 2, 3, 4].map(() => inTransaction(db, returnLapsed)));
		expect(counts.reduce((sum, n) => sum + n)).toBe(3);
		const told = await toldTo(ana);
		expect(told.every(({ reason }) => reason === 'returned')).toBe(true);
		expect(
			await rows(sql`select count(*)::int as n from changes where action = 'returnLapsed'
				and entity_id in ${places.map(({ id }) => id)}`)
		).toEqual([{ n: 3 }]);
	});

	test('stays with whoever finished it', async () => {
		const { id } = await placeOf(ana);
		await act(finishAssignment, ana, id);
		await lapse(id);
		expect(await inTransaction(db, returnLapsed)).toBe(0);
		expect(await stateOf(id)).toMatchObject({ assignee: 'ana', done: true });
	});

	test('comes back as well from somebody who cannot sign in any more, who is not told', async () => {
		const gone = await makeActor(db, 'analyst', 'gone');
		const { id } = await placeOf(gone);
		await db.execute(sql`update users set deactivated_at = now() where id = ${gone.id}`);
		await forget();
		await inTransaction(db, returnLapsed);
		expect(await stateOf(id)).toMatchObject({ assignee: null });
		expect(await toldTo(gone)).toEqual([]);
	});
});

test('people keep what they have of other publications', async () => {
	await makePublication(db, 'other', ['B1']);
	const id = await log();
	await assign(eda, [id], [ana], 1);
	const plan = await inTransaction(db, (tx) =>
		assignCoders(tx, eda, { publication: 'other', developmentIds: [id], coderIds: [ana.id], each: 1 })
	);
	expect(plan.places).toEqual([{ developmentId: id, coderId: ana.id }]);
	expect(
		await rows(sql`select count(*)::int as n from assignments where development_id = ${id}
			and publication_id = ${publicationId}`)
	).toEqual([{ n: 1 }]);
});

describe('blind coding ends when the last place is done', () => {
	const blind = makePublication(db, 'blind', ['B1']).then(async (made) => {
		await db.execute(sql`update publications set coding_rule = 'double_blind' where slug = 'blind'`);
		return made;
	});
	/** A development that two are asked to code and one has coded. */
	const halfCoded = async () => {
		const developmentId = await log();
		const { ids } = await blind;
		const { places } = await inTransaction(db, (tx) =>
			assignCoders(tx, eda, {
				publication: 'blind',
				developmentIds: [developmentId],
				coderIds: [ana.id, ben.id],
				each: 2
			})
		);
		expect(places).toHaveLength(2);
		await inTransaction(db, (tx) =>
			codeEvidence(tx, ana, {
				developmentId,
				recommendationId: ids.B1!,
				effect: 1,
				rationale: 'It advances.',
				markerId: null,
				quote: ''
			})
		);
		const held = await rows<{ id: number; holder: number }>(sql`select id::int, assignee_id::int as holder
			from assignments where development_id = ${developmentId}`);
		const placeOf = (coder: Actor) => held.find(({ holder }) => holder === coder.id)!.id;
		const codings = () =>
			rows(
				sql`select state, revealed_at is not null as shown from codings where development_id = ${developmentId}`
			);
		return { placeOf, codings };
	};

	test('what one coder saw and the other did not is shown then, and waits for an editor', async () => {
		const { placeOf, codings } = await halfCoded();
		await act(finishAssignment, ana, placeOf(ana));
		expect(await codings()).toEqual([{ state: 'submitted', shown: false }]);
		await forget();
		await act(finishAssignment, ben, placeOf(ben));
		expect(await codings()).toEqual([{ state: 'disputed', shown: true }]);
		expect((await toldTo(eda)).map(({ reason }) => reason)).toEqual(['to_adjudicate']);
	});

	test('also where the other place is called off', async () => {
		const { placeOf, codings } = await halfCoded();
		await act(finishAssignment, ana, placeOf(ana));
		await act(cancelAssignment, eda, placeOf(ben));
		expect(await codings()).toEqual([{ state: 'disputed', shown: true }]);
	});

	test('of two who finish at the same moment one closes it', async () => {
		const { placeOf, codings } = await halfCoded();
		await Promise.all([ana, ben].map((coder) => act(finishAssignment, coder, placeOf(coder))));
		expect(await codings()).toEqual([{ state: 'disputed', shown: true }]);
	});
});
