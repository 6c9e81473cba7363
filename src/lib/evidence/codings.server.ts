import { sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import type { CodingState, Effect } from './evidence.ts';
import { visibleCoding } from './visibility.server.ts';

export type Coding = {
	id: number;
	recommendationId: number;
	/** `romano-2021/C1` in two parts, and the wording in force. */
	publication: string;
	code: string;
	title: string;
	coderId: number;
	coder: string;
	effect: Effect;
	rationale: string;
	/** The progress marker that it speaks to, and its words. */
	markerId: number | null;
	marker: string | null;
	/** The words of the source that it rests on. */
	quote: string;
	state: CodingState;
	/** The evidence in force rests on it. */
	isEvidence: boolean;
	isBlind: boolean;
	/** Written by whoever adjudicated. */
	isAdjudication: boolean;
	/** When others could see it; null for drafts, and while it waits for a second coder. */
	revealedAt: Date | null;
	recordedAt: Date;
	/** The wording that was coded is no longer in force. */
	isOlderWording: boolean;
	/** Who or what brought it to its state, and why; null where it was submitted and nothing more. */
	decided: { by: string | null; at: Date; reason: string } | null;
};

/** The actions that move a coding after it was submitted. */
const decisions = sql`('adoptCoding', 'rejectCoding', 'disputeCoding', 'adjudicate')`;

/** Codings as `toCoding` reads them, with what became of each. Alias: codings c, publications p, recommendations r. */
export const selectCodings = (where: SQL, order: SQL) => sql`
	select c.id, c.recommendation_id, p.slug, r.code, v.title, c.coder_id, u.name as coder, c.effect, c.rationale, c.state,
		c.marker_id, m.text as marker, c.quote, c.is_blind, c.is_adjudication, c.revealed_at, c.recorded_at,
		exists (select from evidence e where e.coding_id = c.id and e.retired_at is null) as is_evidence,
		c.recommendation_version < r.version as is_older, d.by as decided_by, d.at as decided_at, d.reason
	from codings c join users u on u.id = c.coder_id join recommendations r on r.id = c.recommendation_id
		join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		join publications p on p.id = r.publication_id
		left join progress_markers m on m.id = c.marker_id
		left join lateral (select w.name as by, h.at, coalesce(h.after->>'reason', '') as reason from changes h
			left join users w on w.id = h.actor_id
			where h.entity = 'codings' and h.entity_id = c.id and h.action in ${decisions}
			order by h.id desc limit 1) d on true
	where ${where} order by ${order}`;

export function toCoding(row: Record<string, unknown>): Coding {
	return {
		id: Number(row.id),
		recommendationId: Number(row.recommendation_id),
		publication: row.slug as string,
		code: row.code as string,
		title: row.title as string,
		coderId: Number(row.coder_id),
		coder: row.coder as string,
		effect: row.effect as Effect,
		rationale: row.rationale as string,
		markerId: row.marker_id === null ? null : Number(row.marker_id),
		marker: row.marker as string | null,
		quote: row.quote as string,
		state: row.state as CodingState,
		isEvidence: row.is_evidence as boolean,
		isBlind: row.is_blind as boolean,
		isAdjudication: row.is_adjudication as boolean,
		revealedAt: row.revealed_at === null ? null : new Date(row.revealed_at as string),
		recordedAt: new Date(row.recorded_at as string),
		isOlderWording: row.is_older as boolean,
		decided:
			row.decided_at === null
				? null
				: {
						by: row.decided_by as string | null,
						at: new Date(row.decided_at as string),
						reason: row.reason as string
					}
	};
}

/**
 * The codings in force of a development that this reader may see, by recommendation; the evidence of each first, then
 * what else was adopted.
 */
export async function listCodings(
	db: Reader,
	developmentId: number,
	viewerId: number | null
): Promise<Coding[]> {
	const rows = await db.execute(
		selectCodings(
			sql`c.development_id = ${developmentId} and c.retired_at is null and p.hidden_at is null
				and ${visibleCoding('c', viewerId)}`,
			sql`p.id, r.position, is_evidence desc, c.state <> 'adopted', c.state = 'draft', c.recorded_at, c.id`
		)
	);
	return rows.map(toCoding);
}

/** One coding in force. @throws NotFound for what this reader may not see */
export async function getCoding(db: Reader, id: number, viewerId: number | null): Promise<Coding> {
	const where = sql`c.id = ${id} and c.retired_at is null and p.hidden_at is null and ${visibleCoding('c', viewerId)}`;
	const [row] = await db.execute(selectCodings(where, sql`c.id`));
	if (!row) throw new NotFound('There is no such coding, or it was replaced.');
	return toCoding(row);
}

export type Waiting = {
	recommendationId: number;
	publication: string;
	code: string;
	title: string;
	/** How many blind codings are in; shown when a second is. */
	in: number;
};

/** Where blind codings of others wait for a second coder: of what, never what they say. */
export async function listWaiting(db: Reader, developmentId: number, viewerId: number): Promise<Waiting[]> {
	const rows = await db.execute(sql`
		select c.recommendation_id, p.slug, r.code, v.title, count(*)::int as n
		from codings c join recommendations r on r.id = c.recommendation_id
			join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
			join publications p on p.id = r.publication_id
		where c.development_id = ${developmentId} and c.retired_at is null and p.hidden_at is null
			and c.revealed_at is null and c.state <> 'draft' and c.coder_id <> ${viewerId}
		group by 1, 2, 3, 4, p.id, r.position order by p.id, r.position`);
	return rows.map((row) => ({
		recommendationId: Number(row.recommendation_id),
		publication: row.slug as string,
		code: row.code as string,
		title: row.title as string,
		in: row.n as number
	}));
}
