/* How what waits for people stands in the API's JSON, after `work-shapes.ts`. */
import type * as v from 'valibot';
import { dueOn } from '#lib/evidence/assignment.ts';
import type { Plan } from '#lib/evidence/assignments.server.ts';
import type { ListedPlace } from '#lib/evidence/places.server.ts';
import type { readWork, WorkCounts } from '../work/work.server.ts';
import type * as shapes from './work-shapes.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;
type Lists = Awaited<ReturnType<typeof readWork>>;

export function workOf(
	{ outcomes: _outcomes, ...counts }: WorkCounts,
	{ assigned, disputes, reviews, drafts, mentions, overdue, pool, outcomes }: Lists
): Shape<'work'> {
	const none: never[] = [];
	return {
		counts: Object.fromEntries(Object.entries(counts).map(([list, n]) => [list, n ?? 0])),
		assigned: (assigned?.rows ?? none).map(({ publication, lapsesAt, made, ...row }) => ({
			...row,
			publication: publication.slug,
			dueOn: dueOn(lapsesAt),
			codings: made
		})),
		disputes: (disputes?.rows ?? none).map(({ codingId: _first, recommendation: _title, ...row }) => row),
		reviews: (reviews?.rows ?? none).map(({ recommendation: _title, recordedAt, ...row }) => ({
			...row,
			recordedAt: recordedAt.toISOString()
		})),
		drafts: (drafts?.rows ?? none).map(({ recommendation: _title, savedAt, ...row }) => ({
			...row,
			savedAt: savedAt.toISOString()
		})),
		mentions: (mentions?.rows ?? none).map(({ id, title, href, who, createdAt }) => ({
			id,
			title,
			href,
			by: who,
			at: createdAt.toISOString()
		})),
		overdue: (overdue ?? none).map(({ recommendationId: _id, ...row }) => row),
		pool: (pool?.rows ?? none).map(({ publication, ...row }) => ({ ...row, publication: publication.slug })),
		outcomes: (outcomes?.rows ?? none).map(({ changeId: _id, recommendation: _title, at, ...row }) => ({
			...row,
			at: at.toISOString()
		}))
	};
}

export function assignedOf({ places, pooled, complete, coders }: Plan): Shape<'assigned'> {
	const nameOf = (coderId: number) => coders.find(({ id }) => id === coderId)!.name;
	return {
		places: places.map((place) => ({ ...place, coder: nameOf(place.coderId) })),
		pooled,
		complete,
		coders
	};
}

export function assignmentOf(place: ListedPlace): Shape<'assignment'> {
	const { assignmentId, developmentId, publication, assignee, lapsesAt, doneAt } = place;
	return {
		id: assignmentId,
		developmentId,
		publication: publication.slug,
		assignee: assignee?.name ?? null,
		dueOn: lapsesAt ? dueOn(lapsesAt) : null,
		doneAt: doneAt?.toISOString() ?? null
	};
}
