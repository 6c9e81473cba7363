import * as v from 'valibot';
import { briefingStates } from '#lib/briefings/briefing.ts';
import { readLimit } from '#lib/developments/cursor.ts';
import { kinds as developmentKinds } from '#lib/developments/development.ts';
import { NotFound } from '#lib/errors.ts';
import { effects } from '#lib/evidence/evidence.ts';
import { sorts } from '#lib/evidence/filter.ts';
import { intervals } from '#lib/progress/period.ts';
import { bases, viewSchema, type View } from '#lib/progress/view.ts';
import { kinds as recommendationKinds } from '#lib/recommendations/recommendation.ts';
import { parameterFault } from './request-fault.ts';

/** The query parameters of an endpoint, as the description of the API shows them. Others are refused. */
export type Parameters = Readonly<Record<string, v.GenericSchema>>;

const told = <S extends v.GenericSchema>(schema: S, description: string) =>
	v.pipe(schema, v.description(description));
const text = (description: string) => told(v.string(), description);
const date = (description: string) => told(v.pipe(v.string(), v.isoDate()), description);

export const none: Parameters = {};

export const sliceParameters: Parameters = {
	theme: text('Code of a theme of the publication, such as C.'),
	kind: told(v.picklist(recommendationKinds), 'Kind of recommendation.'),
	forum: text('A forum that the recommendation names, whatever its case.')
};

export const recommendationParameters: Parameters = {
	publication: text('Slug of a publication, such as romano-2021; every publication where absent.'),
	...sliceParameters
};

const asOfParameters: Parameters = {
	asOf: date('Shows things as they stood at the end of this day.'),
	basis: told(
		v.optional(v.picklist(bases), 'occurred'),
		'What “by then” means: occurred = what had happened by that day, as known today; recorded = what had been entered here by that day.'
	)
};

export const assessmentParameters = asOfParameters;

export const disputeParameters: Parameters = {
	cursor: text('Where the page before ended, as in `next`.')
};

/** Of a series over time. */
export const viewParameters: Parameters = {
	from: date(
		'First day; widened to the whole period that it falls in. Without it the series begins with the first evidence or assessment.'
	),
	to: date('Last day; widened to the whole period. Without it the series ends today, or at asOf.'),
	interval: told(v.optional(v.picklist(intervals), 'quarter'), 'Length of the periods.'),
	...asOfParameters
};

export const portfolioParameters: Parameters = { ...viewParameters, ...sliceParameters };

export const developmentParameters: Parameters = {
	q: text(
		'Words to search for in title and summary: "a phrase", -without, or; accents do not matter; the last word may be a beginning.'
	),
	recommendation: text('Has evidence for this recommendation, named as publication/code: romano-2021/C1.'),
	publication: text('Has evidence for a recommendation of this publication.'),
	theme: text('Has evidence for a recommendation of the theme with this code.'),
	effect: told(
		v.array(v.picklist(effects)),
		'Has evidence of one of these effects, for the recommendations asked for if any are. Repeated, or parted by commas.'
	),
	kind: told(
		v.array(v.picklist(developmentKinds)),
		'Is of one of these kinds. Repeated, or parted by commas.'
	),
	forum: text('Took place in this forum, whatever its case.'),
	actor: text('This actor took part, whatever its case.'),
	source: text('Reported by this source, whatever its case.'),
	from: date('First day on which it happened.'),
	to: date('Last day on which it happened.'),
	sort: told(
		v.optional(v.picklist(sorts), 'rank'),
		'Order of what is found by words: by rank among the newest 1,000 hits, or newest first. Without q always newest first.'
	),
	cursor: text('Where the page begins: as `next` gave it.'),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
		'Developments on a page.'
	)
};

export const notificationParameters: Parameters = {
	unread: told(v.optional(v.picklist(['yes', 'no']), 'no'), 'yes leaves out what was read.'),
	before: told(
		v.pipe(v.number(), v.integer(), v.minValue(1)),
		'Only what came before the notification of this id.'
	),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
		'Notifications on a page.'
	)
};

export const briefingParameters: Parameters = {
	state: told(v.picklist(briefingStates), 'In this state.'),
	cursor: text('Where the page begins: as `next` gave it.'),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
		'Briefings on a page.'
	)
};

/** @throws RequestFault 400 for a parameter that the endpoint does not know: a misspelt filter would change the answer in silence */
export function checkNames(parameters: Parameters, given: URLSearchParams): void {
	for (const name of given.keys()) {
		if (Object.hasOwn(parameters, name)) continue;
		const known = Object.keys(parameters).join(', ');
		throw parameterFault(
			name.slice(0, 80),
			known ? `There is no such parameter here. Known are: ${known}.` : 'There are no parameters here.'
		);
	}
}

/** How a series is looked at. @throws RequestFault 400 naming the parameter */
export function viewOf({ searchParams }: URL): View {
	const names = Object.keys(viewSchema.entries);
	const given = names.flatMap((name) => (searchParams.get(name) ? [[name, searchParams.get(name)]] : []));
	const checked = v.safeParse(viewSchema, Object.fromEntries(given));
	if (!checked.success) {
		const [issue] = checked.issues;
		throw parameterFault(String(issue.path?.[0].key), issue.message);
	}
	checkOrder(checked.output);
	return checked.output;
}

/** @throws RequestFault 400 where the first day lies after the last */
export function checkOrder({ from, to }: { from?: string | null; to?: string | null }): void {
	if (from && to && from > to)
		throw parameterFault('from', `The first day, ${from}, lies after the last, ${to}.`);
}

/** The parts of a slice that are given. @throws RequestFault 400 naming the parameter */
export function sliceOf({ searchParams }: URL) {
	const kind = searchParams.get('kind') || null;
	if (kind && !recommendationKinds.some((known) => known === kind))
		throw parameterFault('kind', `A kind is one of: ${recommendationKinds.join(', ')}.`);
	return { theme: textOf(searchParams, 'theme'), kind, forum: textOf(searchParams, 'forum') };
}

function textOf(given: URLSearchParams, name: string): string | null {
	const value = given.get(name)?.trim() || null;
	if (value && value.length > 200) throw parameterFault(name, 'Too long: at most 200 characters.');
	return value;
}

/** Which notifications. @throws RequestFault 400 naming the parameter, Refused for the limit */
export function noticesAskedFor({ searchParams }: URL) {
	const [before, unread] = [searchParams.get('before'), searchParams.get('unread') || 'no'];
	if (before && !/^[1-9]\d{0,14}$/.test(before))
		throw parameterFault('before', 'This is the id of a notification.');
	if (unread !== 'yes' && unread !== 'no') throw parameterFault('unread', 'Say yes or no.');
	const limit = readLimit(searchParams.get('limit'));
	return { before: before ? Number(before) : null, unreadOnly: unread === 'yes', limit };
}

/** A key in an address. @throws NotFound, saying `missing`, for what is none */
export function keyIn(given: string | undefined, missing: string, mostDigits = 15): number {
	if (given !== undefined && given.length <= mostDigits && /^[1-9]\d*$/.test(given)) return Number(given);
	throw new NotFound(missing);
}

type Params = Partial<Record<string, string>>;

/** The id of a coding in an address. @throws NotFound for what is no id */
export const codingIdOf = ({ codingId }: Params) =>
	keyIn(codingId, 'There is no such coding, or it was replaced.');

/** The id in an address. @throws NotFound for what is no id */
export const idOf = ({ id }: Params) => keyIn(id, 'There is no such development, or it was hidden.');

export const textParameters: Parameters = {
	version: told(v.pipe(v.number(), v.integer(), v.minValue(1)), 'An earlier version of the text.')
};

/** Annotations on one page that nobody asked to be longer, and at most. */
const annotationsOnPage = { usual: 100, most: 10_000 };

export const annotationParameters: Parameters = {
	page: told(
		v.pipe(v.number(), v.integer(), v.minValue(1)),
		'One page, from 1, by itself; without it the collection with its first page.'
	),
	limit: told(
		v.optional(
			v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(annotationsOnPage.most)),
			annotationsOnPage.usual
		),
		'Annotations on a page.'
	)
};

/** Which page of annotations is asked for. @throws RequestFault 400 naming the parameter */
export function pagingOf({ searchParams }: URL): { page: number; limit: number; isPage: boolean } {
	const whole = (name: string, usual: number, most: number) => {
		const given = searchParams.get(name);
		if (given === null) return usual;
		const number = /^\d{1,9}$/.test(given) ? Number(given) : 0;
		if (number < 1 || number > most) throw parameterFault(name, `Give a whole number from 1 to ${most}.`);
		return number;
	};
	return {
		page: whole('page', 1, 1_000_000),
		limit: whole('limit', annotationsOnPage.usual, annotationsOnPage.most),
		isPage: searchParams.has('page')
	};
}

/** The id of a briefing in an address. @throws NotFound for what is no id */
export const briefingIdOf = ({ briefing }: Params) => keyIn(briefing, 'There is no such briefing.');
