import { sql } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import type { CodingState, Effect } from './evidence.ts';
import { count } from './scope.server.ts';

/** What became of a coding. */
export type Outcome = {
	developmentId: number;
	development: string;
	publication: string;
	code: string;
	effect: Effect;
	state: CodingState;
	/** The effect that counts now; null where none does. */
	effectInForce: Effect | null;
	/** Who decided, when and why. */
	by: string | null;
	at: Date;
	reason: string;
};

/** What became of somebody's codings, the latest decision first. `before`: the cursor of the page before. One statement. */
export async function listOutcomes(
	db: Reader,
	coderId: number,
	{ before, limit = 30 }: { before?: number | undefined; limit?: number } = {}
): Promise<{ outcomes: Outcome[]; nextCursor: number | null }> {
	const rows = await db.execute(sql`
		select h.id, c.development_id, d.title, p.slug, r.code, c.effect, c.state, e.effect as effect_in_force, u.name as by, h.at,
			coalesce(h.after->>'reason', '') as reason
		from codings c
			join lateral (select * from changes h where h.entity = 'codings' and h.entity_id = c.id
				and h.action in ('adoptCoding', 'rejectCoding', 'disputeCoding') order by h.id desc limit 1) h on true
			join developments d on d.id = c.development_id
			join recommendations r on r.id = c.recommendation_id join publications p on p.id = r.publication_id
			left join evidence e on e.development_id = c.development_id and e.recommendation_id = c.recommendation_id
				and e.retired_at is null
			left join users u on u.id = h.actor_id
		where c.coder_id = ${coderId} and c.retired_at is null and c.state in ('adopted', 'rejected', 'disputed')
			and d.hidden_at is null and p.hidden_at is null ${before === undefined ? sql`` : sql`and h.id < ${before}`}
		order by h.id desc limit ${count(limit + 1)}`);
	const outcomes = rows.slice(0, limit).map((row) => ({
		developmentId: Number(row.development_id),
		development: row.title as string,
		publication: row.slug as string,
		code: row.code as string,
		effect: row.effect as Effect,
		state: row.state as CodingState,
		effectInForce: row.effect_in_force as Effect | null,
		by: row.by as string | null,
		at: new Date(row.at as string),
		reason: row.reason as string
	}));
	return { outcomes, nextCursor: rows.length > limit ? Number(rows[limit - 1]!.id) : null };
}
