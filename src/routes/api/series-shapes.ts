import * as v from 'valibot';
import { confidences, levels, trajectories } from '#lib/assessments/assessment.ts';
import { intervals } from '#lib/progress/period.ts';
import { bases } from '#lib/progress/view.ts';
import { kinds as recommendationKinds } from '#lib/recommendations/recommendation.ts';
import { count, day, id, level, orNull, told } from './shapes.ts';

const evidenceCounts = told(
	v.strictObject({ '-2': count, '-1': count, '0': count, '1': count, '2': count }),
	'How many developments that occurred in the period have each adopted effect; over several recommendations, one counts once for each.'
);
const coverage = told(
	v.strictObject({ current: count, of: count, share: told(orNull(v.number()), 'current ÷ of.') }),
	'Recommendations whose latest assessment is not older than staleAfterMonths, of all that are asked for.'
);
const period = {
	period: told(v.string(), '2022-03, 2022-Q1 or 2022.'),
	from: day,
	to: day,
	on: told(
		day,
		'The day on which level and coverage are read: the last of the period, or the last that counts.'
	)
};
const view = {
	interval: v.picklist(intervals),
	asOf: told(day, 'The last day that counts.'),
	basis: v.picklist(bases)
};

export const recommendationProgress = v.strictObject({
	recommendation: v.strictObject({
		publication: v.string(),
		code: v.string(),
		kind: v.picklist(recommendationKinds),
		theme: v.strictObject({ code: v.string(), title: v.string() }),
		title: v.string(),
		weight: v.number(),
		staleAfterMonths: count
	}),
	...view,
	series: v.array(
		v.strictObject({
			...period,
			level,
			range: told(
				orNull(v.strictObject({ low: v.picklist(levels), high: v.picklist(levels) })),
				'Lowest and highest level among the assessors’ latest assessments that are not stale; the level itself where all are.'
			),
			trajectory: orNull(v.picklist(trajectories)),
			confidence: orNull(v.picklist(confidences)),
			assessedOn: told(orNull(day), 'Day of the assessment that the level comes from.'),
			isStale: told(v.boolean(), 'That assessment is older than staleAfterMonths.'),
			coverage,
			evidence: evidenceCounts
		})
	),
	assessments: told(
		v.array(
			v.strictObject({
				id,
				assessor: v.string(),
				assessedOn: day,
				level: v.picklist(levels),
				trajectory: v.picklist(trajectories),
				confidence: v.picklist(confidences)
			})
		),
		'Every assessment behind the series, oldest first.'
	)
});

const index = told(
	orNull(v.number()),
	'Σ level ÷ (3 × number with a level) × 100; null where nothing is assessed. Read it beside the coverage.'
);
export const publicationProgress = v.strictObject({
	publication: v.string(),
	...view,
	recommendations: told(count, 'Number of recommendations in the slice.'),
	series: v.array(
		v.strictObject({
			...period,
			levels: told(
				v.strictObject({ notAssessed: count, '0': count, '1': count, '2': count, '3': count }),
				'How many recommendations stand at each level.'
			),
			assessed: told(count, 'Recommendations with a level.'),
			index,
			weightedIndex: told(orNull(v.number()), 'The same with each recommendation’s weight.'),
			coverage,
			evidence: evidenceCounts
		})
	)
});

export const heatMap = v.strictObject({
	publication: v.string(),
	...view,
	recommendations: v.array(
		v.strictObject({
			code: v.string(),
			title: v.string(),
			kind: v.picklist(recommendationKinds),
			theme: v.string()
		})
	),
	periods: told(
		v.array(v.strictObject({ period: v.string(), from: day, to: day })),
		'From the first with evidence to the last, without holes.'
	),
	cells: told(
		v.array(
			v.strictObject({
				code: v.string(),
				period: v.string(),
				developments: count,
				net: told(
					v.pipe(v.number(), v.integer()),
					'Sum of the effects. It describes the evidence; no level is made from it.'
				)
			})
		),
		'Recommendation × period; cells without evidence are left out.'
	)
});
