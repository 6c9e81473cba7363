import { isCalendarDate, type CalendarDate } from '../calendar.ts';
import { kinds, type Kind } from '../developments/development.ts';
import { Refused } from '../errors.ts';
import { parseRef, type RecommendationRef } from '../recommendations/recommendation.ts';
import { cleanLine } from '../text.ts';
import { effects, type Effect } from './evidence.ts';

export const sorts = ['rank', 'newest'] as const;
export type Sort = (typeof sorts)[number];

/** What a list of developments is narrowed to; each part that is absent does not narrow. */
export type DevelopmentFilter = {
	/** Words to search for: "a phrase", -without, the last word as a beginning. */
	q?: string;
	/** Slug: has evidence for a recommendation of this publication. */
	publication?: string;
	/** Code of a theme, of that publication if one is given. */
	theme?: string;
	recommendation?: RecommendationRef;
	/** Has evidence of one of these effects, for the recommendations asked for if any are. */
	effect?: readonly Effect[];
	kind?: readonly Kind[];
	/** Names, whatever their case. */
	forum?: string;
	actor?: string;
	source?: string;
	/** First and last day on which it happened. */
	from?: CalendarDate;
	to?: CalendarDate;
	/** Order of what is found by words; anything else stands newest first. */
	sort?: Sort;
};

/**
 * Reads a filter from an address. Empty parameters count as absent; effects and kinds may be repeated or parted by
 * commas. @throws Refused naming the parameter that makes no sense.
 */
export function readFilter(parameters: URLSearchParams): DevelopmentFilter {
	const filter: DevelopmentFilter = {};
	for (const key of ['q', 'publication', 'theme', 'forum', 'actor', 'source'] as const) {
		const value = textOf(parameters, key);
		if (value) filter[key] = value;
	}
	for (const key of ['from', 'to'] as const) {
		const value = textOf(parameters, key);
		if (!value) continue;
		if (!isCalendarDate(value)) throw new Refused('There is no such date. Write it as YYYY-MM-DD.', key);
		filter[key] = value;
	}
	const recommendation = textOf(parameters, 'recommendation');
	if (recommendation) filter.recommendation = refOf(recommendation);
	const effect = listOf(parameters, 'effect').map(effectOf);
	if (effect.length > 0) filter.effect = effect;
	const kind = listOf(parameters, 'kind').map(kindOf);
	if (kind.length > 0) filter.kind = kind;
	const sort = textOf(parameters, 'sort');
	if (sort) filter.sort = sortOf(sort);
	return filter;
}

/** The filter as parameters of an address, in a steady order; `readFilter` reads it back. */
export function writeFilter(filter: DevelopmentFilter): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const [key, value] of Object.entries(filter)) {
		if (value === undefined) continue;
		if (key === 'recommendation' && filter.recommendation)
			parameters.set(key, `${filter.recommendation.publication}/${filter.recommendation.code}`);
		else if (Array.isArray(value)) for (const one of value) parameters.append(key, String(one));
		else parameters.set(key, String(value));
	}
	return parameters;
}

/** As long as the longest name of a source. */
const longest = 300;

function textOf(parameters: URLSearchParams, key: string): string {
	const text = parameters.get(key) ?? '';
	if (text.length > longest) throw new Refused(`Too long: at most ${longest} characters.`, key);
	if (!text.isWellFormed()) throw new Refused('This holds half of a character. Type it again.', key);
	return cleanLine(text);
}

const listOf = (parameters: URLSearchParams, key: string) =>
	[...new Set(parameters.getAll(key).flatMap((text) => text.split(',')))]
		.map((text) => text.trim())
		.filter((text) => text !== '');

function refOf(text: string): RecommendationRef {
	const ref = parseRef(text);
	if (ref) return ref;
	throw new Refused(
		'Name a recommendation as publication/code, for example romano-2021/C1.',
		'recommendation'
	);
}

function effectOf(text: string): Effect {
	const effect = effects.find((one) => String(one) === text.replace('−', '-').replace(/^[+ ]/, ''));
	if (effect !== undefined) return effect;
	throw new Refused('An effect is −2, −1, 0, 1 or 2.', 'effect');
}

function kindOf(text: string): Kind {
	const kind = kinds.find((one) => one === text);
	if (kind) return kind;
	throw new Refused(`A kind is one of: ${kinds.join(', ')}.`, 'kind');
}

function sortOf(text: string): Sort {
	const sort = sorts.find((one) => one === text);
	if (sort) return sort;
	throw new Refused(`The order is one of: ${sorts.join(', ')}.`, 'sort');
}
