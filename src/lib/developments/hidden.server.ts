import { sql } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { Precision } from './development.ts';

/** A development out of view, for those who may bring it back. */
export type HiddenDevelopment = {
	id: number;
	title: string;
	occurredOn: string;
	occurredPrecision: Precision;
	hiddenAt: Date;
	/** Null where it was hidden with the sample before anybody was known. */
	hiddenBy: string | null;
};

const shown = 50;

/** Where a page ends: moment and id. */
const cursorForm = /^(\d{4}-\d\d-\d\d[ T][\d:.]+[+-]\d\d(?::\d\d)?)_(\d{1,15})$/;

/**
 * Developments that are hidden, the last hidden first, fifty at a time. `cursor` is what the page before gave; one that
 * is not ours begins anew.
 */
export async function listHiddenDevelopments(
	db: Reader,
	actor: Actor | null,
	cursor: string | null = null
): Promise<{ developments: HiddenDevelopment[]; nextCursor: string | null }> {
	authorise(actor, 'restoreDevelopment');
	const [, moment, id] = cursorForm.exec(cursor ?? '') ?? [];
	const after = moment ? sql`and (d.hidden_at, d.id) < (${moment}::timestamptz, ${Number(id)})` : sql``;
	const rows = await db.execute(sql`
		select d.id, d.title, d.occurred_on, d.occurred_precision, d.hidden_at, d.hidden_at::text as moment,
			(select u.name from changes c join users u on u.id = c.actor_id
				where c.entity = 'developments' and c.entity_id = d.id and c.action in ('hideDevelopment', 'hideSample')
				order by c.id desc limit 1) as hidden_by
		from developments d where d.hidden_at is not null ${after}
		order by d.hidden_at desc, d.id desc limit ${shown + 1}`);
	const last = rows.length > shown ? rows[shown - 1] : undefined;
	return {
		developments: rows.slice(0, shown).map((row) => ({
			id: Number(row.id),
			title: row.title as string,
			occurredOn: row.occurred_on as string,
			occurredPrecision: row.occurred_precision as Precision,
			hiddenAt: new Date(row.hidden_at as string),
			hiddenBy: row.hidden_by as string | null
		})),
		nextCursor: last ? `${String(last.moment)}_${String(last.id)}` : null
	};
}
