import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { Actor } from '../users/user.ts';
import type { FileImport } from './file-imports.server.ts';
import { changedSince, listOfIds, madeBy, recordTurn, takenBack } from './import-changes.server.ts';
import type { Left } from './undo-import.server.ts';

/** Withdraws the codings that an import made and puts those in force again that they replaced. */
export async function takeBackCodings(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const made = await tx.execute<Named & { isChanged: boolean }>(sql`
		select k.id::int as id, ${nameOfCoding} as name, k.development_id::int as development, ${changedSince(job)} as "isChanged"
		from changes c join codings k on k.id = c.entity_id ${withNames}
		where ${madeBy(job, 'codings')} and k.retired_at is null order by k.id`);
	for (const { name, development, isChanged } of made)
		if (isChanged)
			left.add({ name, href: `/developments/${development}`, reason: 'it was decided on since' });
	const ids = [...made].filter(({ isChanged }) => !isChanged).map(({ id }) => id);
	await tx.execute(sql`update codings set retired_at = now() where id in ${listOfIds(ids)}`);
	await endEvidence(tx, ids);
	const replaced = await tx.execute(sql`
		update codings b set retired_at = null
		from codings k, imports i
		where i.id = ${job.id} and k.id in ${listOfIds(ids)} and b.retired_at = i.finished_at and b.state <> 'draft'
			and (b.development_id, b.recommendation_id, b.coder_id, b.is_adjudication)
				= (k.development_id, k.recommendation_id, k.coder_id, k.is_adjudication)
			and b.id <> k.id
			and not exists (select from codings n where n.retired_at is null and n.state <> 'draft' and not n.is_adjudication
				and (n.development_id, n.recommendation_id, n.coder_id) = (b.development_id, b.recommendation_id, b.coder_id))`);
	await makeEvidence(tx, actor, ids);
	await recordTurn(tx, actor, 'codings', ids, { isUndo: true });
	await notify(tx, 'evidence', 0);
	return { turned: ids.length, restored: replaced.count };
}

/** Puts the codings in force again that `takeBackCodings` withdrew, where their coders did not code anew. */
export async function putBackCodings(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const back = await tx.execute<Named & { isChanged: boolean }>(sql`
		select k.id::int as id, ${nameOfCoding} as name, k.development_id::int as development,
			${changedSince(job)} or exists (select from codings n join imports i on i.id = ${job.id}
				where n.retired_at is null and n.state <> 'draft' and not n.is_adjudication and n.recorded_at > i.finished_at
				and (n.development_id, n.recommendation_id, n.coder_id) = (k.development_id, k.recommendation_id, k.coder_id)) as "isChanged"
		from changes c join codings k on k.id = c.entity_id ${withNames}
		where ${madeBy(job, 'codings')} and k.retired_at is not null and k.id in (${takenBack(job, 'codings')}) order by k.id`);
	for (const { name, development, isChanged } of back)
		if (isChanged)
			left.add({ name, href: `/developments/${development}`, reason: 'its coder coded anew since' });
	const ids = [...back].filter(({ isChanged }) => !isChanged).map(({ id }) => id);
	const replaced = await tx.execute<{ id: number }>(sql`
		update codings b set retired_at = (select finished_at from imports where id = ${job.id})
		from codings k
		where k.id in ${listOfIds(ids)} and b.id <> k.id and b.retired_at is null and b.state <> 'draft' and not b.is_adjudication
			and (b.development_id, b.recommendation_id, b.coder_id) = (k.development_id, k.recommendation_id, k.coder_id)
		returning b.id::int as id`);
	await endEvidence(
		tx,
		[...replaced].map(({ id }) => id)
	);
	await tx.execute(sql`update codings set retired_at = null where id in ${listOfIds(ids)}`);
	await makeEvidence(tx, actor, ids);
	await recordTurn(tx, actor, 'codings', ids, { isUndo: false });
	await notify(tx, 'evidence', 0);
	return { turned: ids.length, restored: replaced.count };
}

type Named = { id: number; name: string; development: number };

const withNames: SQL = sql`join developments d on d.id = k.development_id
	join recommendations r on r.id = k.recommendation_id join users u on u.id = k.coder_id`;
const nameOfCoding: SQL = sql`r.code || ' of ' || coalesce(d.external_id, d.title) || ' by ' || u.name`;

async function endEvidence(tx: Transaction, codingIds: readonly number[]): Promise<void> {
	await tx.execute(sql`
		update evidence set retired_at = greatest(now(), adopted_at)
		where coding_id in ${listOfIds(codingIds)} and retired_at is null`);
}

/** Where a pair of these codings has no evidence, an adopted coding in force becomes it: the one on which it rested last. */
async function makeEvidence(tx: Transaction, actor: Actor, codingIds: readonly number[]): Promise<void> {
	await tx.execute(sql`
		insert into evidence (development_id, recommendation_id, coding_id, effect, occurred_on, adopted_by)
		select distinct on (c.development_id, c.recommendation_id)
			c.development_id, c.recommendation_id, c.id, c.effect, d.occurred_on, ${actor.id}
		from codings c
		join developments d on d.id = c.development_id and d.hidden_at is null
		left join lateral (select e.id from evidence e where e.coding_id = c.id order by e.id desc limit 1) last on true
		where c.state = 'adopted' and c.retired_at is null
			and (c.development_id, c.recommendation_id) in
				(select k.development_id, k.recommendation_id from codings k where k.id in ${listOfIds(codingIds)})
			and not exists (select from evidence e where e.retired_at is null
				and (e.development_id, e.recommendation_id) = (c.development_id, c.recommendation_id))
		order by c.development_id, c.recommendation_id, last.id desc nulls last, c.id`);
}

/** Takes the assessments that an import made out of force, or puts them back. */
export async function turnAssessments(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	{ isUndo }: { isUndo: boolean }
) {
	const rows = await tx.execute<{ id: number }>(sql`
		update assessments a set withdrawn_at = ${isUndo ? sql`now()` : sql`null`}
		from changes c
		where ${madeBy(job, 'assessments')} and a.id = c.entity_id
			and a.withdrawn_at is ${isUndo ? sql`null` : sql`not null`}
		returning a.id::int as id`);
	const ids = [...rows].map(({ id }) => id);
	await recordTurn(tx, actor, 'assessments', ids, { isUndo });
	await notify(tx, 'assessment', 0);
	return { turned: ids.length, restored: 0 };
}
