import type { Kind, Precision } from '../developments/development.ts';
import { Refused } from '../errors.ts';
import type { CodingState, Effect } from './evidence.ts';

/** The lists of what waits for somebody in evidence. */
export const queues = ['assigned', 'drafts', 'reviews', 'disputes', 'pool', 'outcomes'] as const;
export type Queue = (typeof queues)[number];

/** A development as a queue shows it. */
export type QueuedDevelopment = {
	id: number;
	title: string;
	occurredOn: string;
	occurredPrecision: Precision;
	kind: Kind;
	source: string;
};
type OfPublication = { publication: { slug: string; cited: string } };
type OfRecommendation = { publication: string; code: string; recommendation: string };

export type AssignedRow = OfPublication & {
	assignmentId: number;
	development: QueuedDevelopment;
	lapsesAt: Date;
	/** How many codings of it its assignee has submitted, and how many are drafts. */
	made: number;
	drafts: number;
};
export type DraftRow = OfRecommendation & {
	codingId: number;
	development: QueuedDevelopment;
	effect: Effect;
	savedAt: Date;
};
export type ReviewRow = OfRecommendation & {
	codingId: number;
	development: QueuedDevelopment;
	coder: string;
	effect: Effect;
	/** The evidence that it would replace; null where there is none yet. */
	inForce: Effect | null;
	recordedAt: Date;
};
export type DisputeRow = OfRecommendation & {
	/** The first of the codings. */
	codingId: number;
	development: QueuedDevelopment;
	codings: { coder: string; effect: Effect }[];
	inForce: Effect | null;
};
export type PoolRow = OfPublication & {
	assignmentId: number;
	development: QueuedDevelopment;
	/** How many people are still wanted. */
	places: number;
};
export type OutcomeRow = OfRecommendation & {
	changeId: number;
	development: QueuedDevelopment;
	effect: Effect;
	state: CodingState;
	/** Who decided; null for the installation itself. */
	by: string | null;
	reason: string;
	at: Date;
};

/** A part of a list, and where the next begins. */
export type Part<Row> = { rows: Row[]; next: string | null };
/** Begins after this place of the list. */
export type Paging = { after?: string | null | undefined; limit: number };

/** Reads where a part begins: one key, or a moment and a key. @throws Refused for anything else. */
export function readPlace(after: string | null | undefined): { at: number; id: number } | undefined {
	if (!after) return undefined;
	const [, at, id] = /^(?:(\d{1,15})-)?(\d{1,15})$/.exec(after) ?? [];
	if (id === undefined)
		throw new Refused('This cursor is not one of ours. Begin again from the first page.', 'cursor');
	return { at: Number(at ?? 0), id: Number(id) };
}

/** The first `limit` of rows that were asked for one more than that. */
export function partOf<Row>(rows: Row[], limit: number, placeOf: (last: Row) => string | number): Part<Row> {
	const shown = rows.slice(0, limit);
	return { rows: shown, next: rows.length > limit ? String(placeOf(shown.at(-1)!)) : null };
}
