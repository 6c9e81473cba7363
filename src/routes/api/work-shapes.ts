import * as v from 'valibot';
import { levels } from '#lib/assessments/assessment.ts';
import { kinds, precisions } from '#lib/developments/development.ts';
import { codingStates, effects } from '#lib/evidence/evidence.ts';
import { count, day, id, orNull, told } from './shapes.ts';

/* The answers of the API about what waits for people; see `shapes.ts`. */

const moment = v.pipe(v.string(), v.isoTimestamp());
const effect = told(v.picklist(effects), '−2 … 2.');
const dueOn = told(day, 'The last day before it returns to the pool.');
const publication = told(v.string(), 'Slug of the publication that it is coded for.');

const development = v.strictObject({
	id,
	title: v.string(),
	occurredOn: day,
	occurredPrecision: v.picklist(precisions),
	kind: v.picklist(kinds),
	source: v.string()
});
const ofRecommendation = { development, publication, code: v.string() };

const counted = (names: readonly string[]) =>
	v.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<string, typeof count>);

export const work = v.strictObject({
	counts: told(
		counted(['assigned', 'disputes', 'reviews', 'drafts', 'mentions', 'overdue', 'pool']),
		'How much stands in each list, counted up to 1,000.'
	),
	assigned: v.array(
		v.strictObject({
			assignmentId: id,
			development,
			publication,
			dueOn,
			codings: told(count, 'Codings of it that you have submitted.'),
			drafts: count
		})
	),
	disputes: v.array(
		v.strictObject({
			...ofRecommendation,
			codings: v.array(v.strictObject({ coder: v.string(), effect })),
			inForce: told(orNull(v.picklist(effects)), 'Effect of the evidence; null where there is none yet.')
		})
	),
	reviews: v.array(
		v.strictObject({
			codingId: id,
			...ofRecommendation,
			coder: v.string(),
			effect,
			inForce: told(orNull(v.picklist(effects)), 'Effect of the evidence; null where there is none yet.'),
			recordedAt: moment
		})
	),
	drafts: v.array(v.strictObject({ codingId: id, ...ofRecommendation, effect, savedAt: moment })),
	mentions: v.array(
		v.strictObject({ id, title: v.string(), href: v.string(), by: orNull(v.string()), at: moment })
	),
	overdue: told(
		v.array(
			v.strictObject({
				publication: v.string(),
				code: v.string(),
				title: v.string(),
				level: orNull(v.picklist(levels)),
				assessedOn: told(orNull(day), 'Null where it was never assessed.')
			})
		),
		'Recommendations that you own and that wait for an assessment.'
	),
	pool: v.array(
		v.strictObject({
			assignmentId: told(id, 'To take with POST /assignments/{assignment}/take.'),
			development,
			publication,
			places: told(count, 'How many people are still wanted.')
		})
	),
	outcomes: told(
		v.array(
			v.strictObject({
				...ofRecommendation,
				effect,
				state: v.picklist(codingStates),
				by: orNull(v.string()),
				reason: v.string(),
				at: moment
			})
		),
		'What others decided over your codings in the last thirty days.'
	)
});

export const assignment = v.strictObject({
	id,
	developmentId: id,
	publication,
	assignee: told(orNull(v.string()), 'Whose it is; null in the pool.'),
	dueOn: told(orNull(day), 'The last day before it returns to the pool; null in the pool.'),
	doneAt: orNull(moment)
});

export const assigned = v.strictObject({
	places: told(
		v.array(v.strictObject({ developmentId: id, coderId: id, coder: v.string() })),
		'Who was asked for what.'
	),
	pooled: told(
		v.array(v.strictObject({ developmentId: id, places: count })),
		'Places for which nobody was there, left in the pool.'
	),
	complete: told(count, 'How many of the developments had as many coders already.'),
	coders: v.array(
		v.strictObject({
			id,
			name: v.string(),
			before: told(count, 'What waited for them before, over all publications.'),
			after: count
		})
	)
});
