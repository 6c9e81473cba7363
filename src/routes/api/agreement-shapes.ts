import * as v from 'valibot';
import { precisions } from '#lib/developments/development.ts';
import { fewestUnits, undefinedReasons } from '#lib/evidence/agreement.ts';
import { effects } from '#lib/evidence/evidence.ts';
import { intervals } from '#lib/progress/period.ts';
import { count, day, id, orNull, told } from './shapes.ts';

const measure = v.variant('value', [
	v.strictObject({
		value: v.number(),
		low: told(orNull(v.number()), 'Lower end of the 95% interval; null where no resamples were asked for.'),
		high: told(orNull(v.number()), 'Upper end of the 95% interval.'),
		reason: v.null()
	}),
	v.strictObject({
		value: v.null(),
		low: v.null(),
		high: v.null(),
		reason: told(
			v.picklist(undefinedReasons),
			'no-variation: every coding is of one effect, so that chance expects no disagreement and the coefficient is undefined.'
		)
	})
]);
const units = told(
	count,
	'Doubly coded units: development × recommendation with codings of two coders or more.'
);
const coefficients = {
	alphaOrdinal: told(measure, 'Krippendorff’s alpha with the ordinal metric: the headline.'),
	alphaNominal: told(measure, 'Krippendorff’s alpha with the nominal metric.'),
	ac2: told(measure, 'Gwet’s AC2 with ordinal weights on the five effects, over the doubly coded units.'),
	ac1: told(measure, 'Gwet’s AC1: the same with identity weights.'),
	percentAgreement: told(
		measure,
		'Share, 0 to 1, of the pairs of codings of a unit that give the same effect, averaged over the units.'
	)
};
const isEnough = { kind: v.literal('agreement'), units };
const isTooFew = {
	kind: told(v.literal('too-few'), `Fewer than ${fewestUnits} doubly coded units: no number is given.`),
	units
};
const part = <Entries extends v.ObjectEntries>(entries: Entries) =>
	v.variant('kind', [
		v.strictObject({ ...entries, ...isEnough, ...coefficients }),
		v.strictObject({ ...entries, ...isTooFew })
	]);

const coder = v.strictObject({ id, name: v.string() });
const slice = {
	publication: orNull(v.string()),
	theme: orNull(v.string()),
	recommendation: told(orNull(v.string()), 'As publication/code.'),
	from: orNull(day),
	to: orNull(day)
};

export const agreement = v.variant('kind', [
	v.strictObject({
		...slice,
		...isEnough,
		blindUnits: told(count, 'Units in which every coder coded without seeing the others.'),
		codings: told(count, 'Codings of these units.'),
		coders: told(count, 'People who made them.'),
		people: v.array(coder),
		...coefficients,
		confusion: v.strictObject({
			reading: told(
				v.picklist(['first-by-second', 'symmetric']),
				'first-by-second: two coders, in the order of `people`; rows are the first one’s effects, columns the second’s. symmetric: more coders, each pair of codings counted both ways round.'
			),
			effects: v.array(v.picklist(effects)),
			counts: told(v.array(v.array(count)), 'Rows and columns in the order of `effects`.'),
			pairs: told(count, 'Pairs of codings of one unit.')
		}),
		interval: v.picklist(intervals),
		overTime: told(
			v.array(part({ period: told(v.string(), '2022-03, 2022-Q1 or 2022.'), from: day, to: day })),
			'By the period in which the development occurred; periods without a doubly coded unit are left out.'
		),
		byRecommendation: v.array(part({ publication: v.string(), code: v.string(), title: v.string() })),
		byPair: told(
			v.array(part({ coders: v.array(coder) })),
			'By pair of coders, over what both of them coded.'
		),
		seed: told(count, 'Of the generator that draws the resamples: the same seed gives the same intervals.'),
		resamples: told(count, 'How often the units were resampled.')
	}),
	v.strictObject({ ...slice, ...isTooFew, fewest: told(count, 'As many units as a number takes.') })
]);

const judgement = v.strictObject({ id, coder: v.string(), effect: v.picklist(effects) });
export const agreementPairPage = v.strictObject({
	pairs: v.array(
		v.strictObject({
			developmentId: id,
			externalId: orNull(v.string()),
			title: v.string(),
			occurredOn: day,
			occurredPrecision: v.picklist(precisions),
			publication: v.string(),
			code: v.string(),
			first: told(judgement, 'Of two coders asked for, the one named first; `id` is the coder’s.'),
			second: judgement,
			isBlind: told(v.boolean(), 'Neither saw the other’s coding.')
		})
	),
	next: told(
		orNull(v.string()),
		'Address of the page that follows; null on the last. Also sent as a Link header.'
	)
});
export const agreementPairsCsv = told(
	v.string(),
	'One line for each pair, with a header; safe for spreadsheets.'
);
