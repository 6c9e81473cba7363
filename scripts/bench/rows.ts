// Invented developments as rows of the tables.
import { addDays } from '#lib/calendar.ts';
import type { Invented } from './invent.ts';

export type Cell = string | number;
export type Rows = { into: string; rows: Cell[][] };

/** Ids by name, and who coded. */
export type Ids = Record<'actor' | 'forum' | 'source' | 'code', Map<string, number>> & { coder: number };

/** After how many days a development is logged. */
const delay = 3;

/**
 * The rows of all tables that hold developments, in an order in which references are met.
 * @param first the ids of the first development and of the first coding; each coding is adopted under the same id.
 */
export function rowsOf(
	made: readonly Invented[],
	first: { development: number; coding: number },
	ids: Ids
): Rows[] {
	const all = made.map((one, at) => ({ id: first.development + at, ...one }));
	const codings = all
		.flatMap((one) => one.codings.map((coding) => ({ one, ...coding })))
		.map((coding, at) => ({ id: first.coding + at, ...coding }));
	return [
		{
			into: 'developments (id, external_id, occurred_on, recorded_at, recorded_by, kind, title, summary, source_id, source_url, credibility)',
			rows: all.map((one) => {
				const { id, externalId, occurredOn, kind, title, summary, source, sourceUrl, credibility } = one;
				const sourceId = ids.source.get(source)!;
				const recordedAt = addDays(occurredOn, delay);
				return [
					id,
					externalId,
					occurredOn,
					recordedAt,
					ids.coder,
					kind,
					title,
					summary,
					sourceId,
					sourceUrl,
					credibility
				];
			})
		},
		{
			into: 'development_actors (development_id, actor_id, position, occurred_on)',
			rows: all.flatMap(({ id, actors, occurredOn }) =>
				actors.map((name, at) => [id, ids.actor.get(name)!, at + 1, occurredOn])
			)
		},
		{
			into: 'development_forums (development_id, forum_id, position, occurred_on)',
			rows: all.flatMap(({ id, forums, occurredOn }) =>
				forums.map((name, at) => [id, ids.forum.get(name)!, at + 1, occurredOn])
			)
		},
		{
			into: 'codings (id, development_id, recommendation_id, recommendation_version, coder_id, effect, rationale, state, recorded_at)',
			rows: codings.map(({ id, one, code, effect, rationale }) => {
				const recordedAt = addDays(one.occurredOn, delay);
				return [id, one.id, ids.code.get(code)!, 1, ids.coder, effect, rationale, 'adopted', recordedAt];
			})
		},
		{
			into: 'evidence (id, development_id, recommendation_id, coding_id, effect, occurred_on, adopted_at, adopted_by)',
			rows: codings.map(({ id, one, code, effect }) => {
				const adoptedAt = addDays(one.occurredOn, delay);
				return [id, one.id, ids.code.get(code)!, id, effect, one.occurredOn, adoptedAt, ids.coder];
			})
		}
	];
}
