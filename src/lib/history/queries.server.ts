import { sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { changedFields, describeChange, type ChangedField } from './history.ts';

export type HistoryEntry = {
	id: number;
	at: Date;
	/** Null for the installation itself. */
	who: string | null;
	/** What they did, to follow the name: "coded C1: −1 → −2". */
	what: string;
	fields: ChangedField[];
};

/** How many lines of history a page shows at most. */
const most = 200;

/** Everything that was done to a development and its codings, newest first. */
export function listHistoryOfDevelopment(db: Reader, developmentId: number): Promise<HistoryEntry[]> {
	return listHistory(
		db,
		sql`c.entity = 'developments' and c.entity_id = ${developmentId} or c.entity = 'codings'
			and c.entity_id = any (array(select id from codings where development_id = ${developmentId}))`
	);
}

/** Everything that was done to one record of a table, newest first. */
export function listHistoryOfRecord(db: Reader, entity: string, id: number): Promise<HistoryEntry[]> {
	return listHistory(db, sql`c.entity = ${entity} and c.entity_id = ${id}`);
}

async function listHistory(db: Reader, condition: SQL): Promise<HistoryEntry[]> {
	const rows = await db.execute(sql`
		select c.id, c.at, u.name as who, c.action, c.before, c.after, r.code
		from changes c left join users u on u.id = c.actor_id
			left join codings k on c.entity = 'codings' and k.id = c.entity_id
			left join recommendations r on r.id = k.recommendation_id
		where ${condition} order by c.id desc limit ${most}`);
	return rows.map((row) => {
		const change = {
			action: row.action as string,
			before: row.before as Record<string, unknown> | null,
			after: row.after as Record<string, unknown> | null,
			code: row.code as string | null
		};
		const isBirth = change.before === null && change.action !== 'codeEvidence';
		return {
			id: Number(row.id),
			at: new Date(row.at as string),
			who: row.who as string | null,
			what: describeChange(change),
			fields: isBirth ? [] : changedFields(change)
		};
	});
}
