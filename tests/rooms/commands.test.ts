import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { assess } from '#lib/assessments/commands.server.ts';
import type { AssessmentInput } from '#lib/assessments/assessment.ts';
import {
	editDevelopment,
	hideDevelopment,
	recordDevelopment,
	restoreDevelopment
} from '#lib/developments/commands.server.ts';
import { Conflict, NotAllowed, NotFound, NotSignedIn, Refused } from '#lib/errors.ts';
import { adoptCoding, codeEvidence, withdrawCoding } from '#lib/evidence/commands.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const eda = await makeActor(db, 'editor', 'eda');
const { ids } = await makePublication(db, 'paper', ['A1', 'A2']);
const A1 = ids.A1!;

const rows = async <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) => [
	...(await db.execute<T>(statement))
];
const log = (changes: Parameters<typeof aDevelopment>[0] = {}) =>
	inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment(changes)));
const code = (actor: typeof ana, developmentId: number, effect: -2 | -1 | 0 | 1 | 2, rationale = 'because') =>
	inTransaction(db, (tx) =>
		codeEvidence(tx, actor, { developmentId, recommendationId: A1, effect, rationale })
	);
const effectInForce = async (id: number) =>
	(
		await rows<{ effect: number }>(
			sql`select effect from evidence where development_id = ${id} and retired_at is null`
		)
	).map((row) => row.effect);
const monthOf = async (month: string) => {
	const [row] = await rows<Record<string, number>>(
		sql`select strongly_sets_back, sets_back, context, advances, strongly_advances from evidence_months
			where recommendation_id = ${A1} and month = ${month}::date`
	);
	return row ? Object.values(row) : [0, 0, 0, 0, 0];
};

describe('logging a development', () => {
	test('keeps its source, actors and forums, each made once whatever its case', async () => {
		await log({ source: 'Reuters', actors: ['Russia', 'EU'], forums: ['OSCE'] });
		const { id } = await log({ source: 'REUTERS', actors: ['russia', 'Ukraine'], forums: ['osce', 'UN'] });
		const [found] = await rows<{ source: string; actors: string[]; forums: string[] }>(sql`
			select s.name as source,
				array(select a.name from development_actors x join actors a on a.id = x.actor_id where x.development_id = d.id order by x.position) as actors,
				array(select f.name from development_forums x join forums f on f.id = x.forum_id where x.development_id = d.id order by x.position) as forums
			from developments d join sources s on s.id = d.source_id where d.id = ${id}`);
		expect(found).toEqual({ source: 'Reuters', actors: ['Russia', 'Ukraine'], forums: ['OSCE', 'UN'] });
	});

	test('writes one line of history with what was recorded', async () => {
		const { id } = await log({ title: 'Talks open' });
		const history = await rows<{ action: string; actor_id: number; title: string }>(
			sql`select action, actor_id::int, after->>'title' as title from changes where entity = 'developments' and entity_id = ${id}`
		);
		expect(history).toEqual([{ action: 'recordDevelopment', actor_id: ana.id, title: 'Talks open' }]);
	});

	test('refuses the same external id twice and keeps nothing of the second', async () => {
		await log({ externalId: 'X-1' });
		await expect(log({ externalId: 'X-1', source: 'Only in the second' })).rejects.toThrow(Conflict);
		expect(await rows(sql`select 1 from sources where name = 'Only in the second'`)).toEqual([]);
	});

	test('takes Cyrillic, right-to-left and four-byte text as it is', async () => {
		const title = 'Встреча «нормандской четвёрки» — لقاء 🕊';
		const { id } = await log({ title });
		expect(await rows(sql`select title from developments where id = ${id}`)).toEqual([{ title }]);
	});

	test('is for analysts: nobody and viewers are refused', async () => {
		const viewer = await makeActor(db, 'viewer', 'vic');
		await expect(inTransaction(db, (tx) => recordDevelopment(tx, viewer, aDevelopment()))).rejects.toThrow(
			NotAllowed
		);
		await expect(inTransaction(db, (tx) => recordDevelopment(tx, null, aDevelopment()))).rejects.toThrow(
			NotSignedIn
		);
		const reading = { ...ana, scope: 'read' as const };
		await expect(inTransaction(db, (tx) => recordDevelopment(tx, reading, aDevelopment()))).rejects.toThrow(
			NotAllowed
		);
	});
});

describe('editing a development', () => {
	test('counts versions and keeps before and after of what changed only', async () => {
		const { id } = await log({ title: 'Before', summary: 'same' });
		const saved = await inTransaction(db, (tx) =>
			editDevelopment(tx, ben, id, 1, aDevelopment({ title: 'After', summary: 'same' }))
		);
		expect(saved).toEqual({ version: 2 });
		const [change] = await rows<{ before: object; after: object }>(
			sql`select before, after from changes where entity = 'developments' and entity_id = ${id} and action = 'editDevelopment'`
		);
		expect(change).toEqual({ before: { title: 'Before' }, after: { title: 'After' } });
	});

	test('refuses a version that somebody else replaced', async () => {
		const { id } = await log();
		await inTransaction(db, (tx) => editDevelopment(tx, ana, id, 1, aDevelopment({ title: 'First' })));
		await expect(
			inTransaction(db, (tx) => editDevelopment(tx, ben, id, 1, aDevelopment({ title: 'Second' })))
		).rejects.toThrow(Conflict);
		expect(await rows(sql`select title, version from developments where id = ${id}`)).toEqual([
			{ title: 'First', version: 2 }
		]);
	});

	test('of two editors at once one is saved and the other told', async () => {
		const { id } = await log();
		const results = await Promise.allSettled(
			['One', 'Two'].map((title) =>
				inTransaction(db, (tx) => editDevelopment(tx, ana, id, 1, aDevelopment({ title })))
			)
		);
		expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('moves its evidence to the new month, in the list and in the counts', async () => {
		const { id } = await log({ occurredOn: '2010-01-15' });
		await code(ana, id, 1);
		expect(await monthOf('2010-01-01')).toEqual([0, 0, 0, 1, 0]);
		await inTransaction(db, (tx) =>
			editDevelopment(tx, ana, id, 1, aDevelopment({ occurredOn: '2010-03-02' }))
		);
		expect(await monthOf('2010-01-01')).toEqual([0, 0, 0, 0, 0]);
		expect(await monthOf('2010-03-01')).toEqual([0, 0, 0, 1, 0]);
		expect(await effectInForce(id)).toEqual([1]);
	});
});

describe('hiding a development', () => {
	test('takes its evidence out of the counts, and restoring brings all of it back', async () => {
		const { id } = await log({ occurredOn: '2011-05-05', forums: ['UNECE'] });
		await code(ana, id, -2);
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, id));
		expect(await effectInForce(id)).toEqual([]);
		expect(await monthOf('2011-05-01')).toEqual([0, 0, 0, 0, 0]);
		expect(await rows(sql`select developments from forum_days where occurred_on = '2011-05-05'`)).toEqual([
			{ developments: 0 }
		]);
		await expect(code(ben, id, 1)).rejects.toThrow(Refused);
		await inTransaction(db, (tx) => restoreDevelopment(tx, ana, id));
		expect(await effectInForce(id)).toEqual([-2]);
		expect(await monthOf('2011-05-01')).toEqual([1, 0, 0, 0, 0]);
		expect(await rows(sql`select developments from forum_days where occurred_on = '2011-05-05'`)).toEqual([
			{ developments: 1 }
		]);
	});

	test('of what does not exist is a plain not found', async () => {
		await expect(inTransaction(db, (tx) => hideDevelopment(tx, ana, 999_999))).rejects.toThrow(NotFound);
	});
});

describe('coding evidence', () => {
	test('the first coding is adopted, somebody else’s is kept beside it', async () => {
		const { id } = await log();
		expect((await code(ana, id, 1)).adopted).toBe(true);
		expect((await code(ben, id, -1)).adopted).toBe(false);
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('the same coding twice changes nothing', async () => {
		const { id } = await log();
		const first = await code(ana, id, 2);
		expect(await code(ana, id, 2)).toEqual(first);
		expect(await rows(sql`select 1 as n from codings where development_id = ${id}`)).toHaveLength(1);
	});

	test('coding again replaces one’s own and keeps the old one on record', async () => {
		const { id } = await log({ occurredOn: '2012-02-02' });
		await code(ana, id, 1);
		await code(ana, id, -1);
		expect(await effectInForce(id)).toEqual([-1]);
		expect(await monthOf('2012-02-01')).toEqual([0, 1, 0, 0, 0]);
		expect(await rows(sql`select effect from codings where development_id = ${id} order by id`)).toEqual([
			{ effect: 1 },
			{ effect: -1 }
		]);
	});

	test('an editor adopts the other coding; the overruled one is rejected', async () => {
		const { id } = await log({ occurredOn: '2013-02-02' });
		await code(ana, id, 2);
		const second = await code(ben, id, -2);
		await expect(inTransaction(db, (tx) => adoptCoding(tx, ben, second.codingId))).rejects.toThrow(
			NotAllowed
		);
		await inTransaction(db, (tx) => adoptCoding(tx, eda, second.codingId, 'The text says so.'));
		expect(await effectInForce(id)).toEqual([-2]);
		expect(await monthOf('2013-02-01')).toEqual([1, 0, 0, 0, 0]);
		expect(await rows(sql`select state from codings where development_id = ${id} order by id`)).toEqual([
			{ state: 'rejected' },
			{ state: 'adopted' }
		]);
	});

	test('two analysts at once: one is adopted, both are kept', async () => {
		const { id } = await log();
		const both = await Promise.all([code(ana, id, 1), code(ben, id, 1)]);
		expect(both.map((one) => one.adopted).sort()).toEqual([false, true]);
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('a coding withdrawn takes its evidence with it; others’ are safe from analysts', async () => {
		const { id } = await log();
		const { codingId } = await code(ana, id, 1);
		await expect(inTransaction(db, (tx) => withdrawCoding(tx, ben, codingId))).rejects.toThrow(NotAllowed);
		await inTransaction(db, (tx) => withdrawCoding(tx, ana, codingId));
		expect(await effectInForce(id)).toEqual([]);
	});

	test('what was adopted cannot be rewritten or deleted behind the commands', async () => {
		const { id } = await log();
		await code(ana, id, 1);
		await expect(
			db.execute(sql`update evidence set effect = 2 where development_id = ${id}`)
		).rejects.toThrow();
		await expect(db.execute(sql`delete from codings where development_id = ${id}`)).rejects.toThrow();
		await expect(db.execute(sql`update changes set action = 'x'`)).rejects.toThrow();
	});
});

describe('assessing', () => {
	const judgement: AssessmentInput = {
		assessedOn: '2023-01-01',
		level: 2,
		trajectory: 'steady',
		confidence: 'low',
		rationale: 'As things stand.',
		overrideReason: '',
		developmentIds: []
	};
	const judge = (changes: Partial<AssessmentInput>) =>
		inTransaction(db, (tx) => assess(tx, ana, ids.A2!, { ...judgement, ...changes }));

	test('a statement alone does not carry level 2, a proposal does', async () => {
		const statement = await log({ kind: 'statement' });
		const proposal = await log({ kind: 'proposal' });
		await expect(judge({ developmentIds: [statement.id] })).rejects.toThrow('A statement alone');
		const { id } = await judge({ developmentIds: [statement.id, proposal.id] });
		expect(await rows(sql`select level, override_reason from assessments where id = ${id}`)).toEqual([
			{ level: 2, override_reason: null }
		]);
	});

	test('level 3 needs a decision or more, or a written reason that is kept', async () => {
		const { id: proposal } = await log({ kind: 'proposal' });
		await expect(judge({ level: 3, developmentIds: [proposal] })).rejects.toThrow('Level 3 needs');
		const { id } = await judge({ level: 3, developmentIds: [proposal], overrideReason: 'Seen on site.' });
		expect(await rows(sql`select override_reason from assessments where id = ${id}`)).toEqual([
			{ override_reason: 'Seen on site.' }
		]);
	});

	test('without a citation the advancing evidence up to that day counts', async () => {
		await expect(judge({ level: 3 })).rejects.toThrow(Refused);
		const { id } = await log({ kind: 'decision', occurredOn: '2022-12-01' });
		await inTransaction(db, (tx) =>
			codeEvidence(tx, ana, { developmentId: id, recommendationId: ids.A2!, effect: 1, rationale: '' })
		);
		await judge({ level: 3 });
		await expect(judge({ level: 3, assessedOn: '2022-11-30' })).rejects.toThrow(Refused);
	});

	test('a date ahead and an unknown citation are refused beside their fields', async () => {
		await expect(judge({ level: 1, assessedOn: '2999-01-01' })).rejects.toMatchObject({
			field: 'assessedOn'
		});
		await expect(judge({ level: 1, developmentIds: [888_888] })).rejects.toMatchObject({
			field: 'developmentIds'
		});
	});

	test('cannot be changed afterwards, only followed by another', async () => {
		await judge({ level: 1 });
		await expect(db.execute(sql`update assessments set level = 3`)).rejects.toThrow();
		await expect(db.execute(sql`delete from assessments`)).rejects.toThrow();
	});
});
