import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { may, type Actor } from '../users/user.ts';
import { codingsToDecide, inDispute, toReview } from './decision-queue.server.ts';
import { asking, inPool, named, queued, undone } from './queue-columns.server.ts';

/** How much waits in each queue, counted up to a thousand. */
export type QueueCounts = {
	assigned: number;
	drafts: number;
	reviews: number;
	disputes: number;
	pool: number;
};

const most = sql.raw('1000');
const counted = (rows: SQL) => sql`(select count(*)::int from (select ${rows} limit ${most}) as waiting)`;
/** Where most second codings agree with the evidence, few wait among very many: no more than these are looked through. */
const latest = sql`(select * from codings where state = 'submitted' and retired_at is null order by id desc limit 2000)`;
const none = sql`0`;

/** What waits for somebody, by queue, in one statement; nothing where their role may not do it. */
export async function countQueues(db: Reader, actor: Actor): Promise<QueueCounts> {
	const codes = may(actor, 'takeAssignment');
	const decides = may(actor, 'adoptCoding');
	const assigned = sql`1 from assignments a ${queued(sql`a.development_id`)} ${asking}
		where a.assignee_id = ${actor.id} and ${undone}`;
	const drafts = sql`1 from codings c ${queued(sql`c.development_id`)} ${named}
		where c.coder_id = ${actor.id} and c.state = 'draft' and c.retired_at is null`;
	const disputes = sql`distinct c.development_id, c.recommendation_id from ${codingsToDecide()} where ${inDispute}`;
	const pool = sql`distinct a.development_id, a.publication_id from assignments a ${queued(sql`a.development_id`)} ${asking}
		where ${inPool(actor.id)}`;
	const [row] = await db.execute<QueueCounts>(sql`select
		${codes ? counted(assigned) : none} as assigned, ${codes ? counted(drafts) : none} as drafts,
		${decides ? counted(sql`1 from ${codingsToDecide(latest)} where ${toReview}`) : none} as reviews,
		${decides ? counted(disputes) : none} as disputes, ${codes ? counted(pool) : none} as pool`);
	return row!;
}
