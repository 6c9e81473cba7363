import * as v from 'valibot';
import { mostResamples } from '#lib/evidence/agreement.ts';
import { intervals } from '#lib/progress/period.ts';
import type { Parameters } from './parameters.ts';
import { told } from './shapes.ts';

const text = (description: string) => told(v.string(), description);
const date = (description: string) => told(v.pipe(v.string(), v.isoDate()), description);

export const agreementTableParameters: Parameters = {
	publication: text('Slug of a publication, such as romano-2021; every publication where absent.'),
	theme: text('Code of a theme.'),
	recommendation: text('As publication/code: romano-2021/C1; the code alone where the publication is given.'),
	from: date('First day on which the development happened.'),
	to: date('Last day on which it happened.'),
	coder: text(
		'Id or name of a coder: units that they coded, with whoever else did. Given twice: two coders, with each other alone, the first of them in the rows.'
	),
	effects: text(
		'What the one coder said and what the other said, such as 1,2; of two coders in their order, else either way round.'
	)
};

export const agreementPairParameters: Parameters = {
	...agreementTableParameters,
	cursor: text('Where the page begins: as `next` gave it.'),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
		'Pairs on a page.'
	)
};

const { effects: _, ...agreementSlice } = agreementTableParameters;
export const agreementParameters: Parameters = {
	...agreementSlice,
	interval: told(v.optional(v.picklist(intervals), 'year'), 'Length of the periods of `overTime`.'),
	seed: told(v.pipe(v.number(), v.integer()), 'Of the bootstrap: the same seed gives the same intervals.'),
	resamples: told(
		v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostResamples)),
		'How often the units are resampled for the intervals; 1,000 where absent, 0 for none.'
	)
};
