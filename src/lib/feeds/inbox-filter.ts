import { isCalendarDate, type CalendarDate } from '../calendar.ts';
import { Refused } from '../errors.ts';
import { parseRef } from '../recommendations/recommendation.ts';
import { cleanLine } from '../text.ts';
import { dismissReasons, itemStates, type DismissReason, type ItemState } from './inbox-item.ts';

/** What the inbox shows: one state, or all of them. */
export const shownStates = [...itemStates, 'all'] as const;
export type ShownState = ItemState | 'all';

/** What the list is narrowed to. Without anything said, what waits to be triaged. */
export type InboxFilter = {
	state: ShownState;
	/** The feed that brought it first, so that each item counts in one feed. */
	feed?: number | undefined;
	/** BCP 47 tag; `de` finds `de-AT` as well. */
	language?: string | undefined;
	/** First and last day, in UTC, of when it was published or else first seen. */
	from?: CalendarDate | undefined;
	to?: CalendarDate | undefined;
	/** Why it was dismissed. */
	reason?: DismissReason | undefined;
	/** The rule that keeps it out. */
	rule?: number | undefined;
	/** A recommendation that is suggested for it, as publication/code. */
	recommendation?: string | undefined;
	/** Words to search for: "a phrase", -without, the last word as a beginning. */
	q?: string | undefined;
};

/** The parameters of an address that make up a filter. */
export const filterNames = [
	'state',
	'feed',
	'language',
	'from',
	'to',
	'reason',
	'rule',
	'recommendation',
	'q'
] as const;

/**
 * Reads a filter from an address; empty parameters count as absent.
 * @throws Refused naming the parameter that makes no sense
 */
export function readInboxFilter(parameters: Pick<URLSearchParams, 'get'>): InboxFilter {
	const given = Object.fromEntries(filterNames.map((name) => [name, textOf(parameters, name)])) as Record<
		(typeof filterNames)[number],
		string
	>;
	const filter: InboxFilter = { state: 'new' };
	if (given.state) filter.state = oneOf(shownStates, given.state, 'state');
	if (given.feed) filter.feed = idOf(given.feed, 'feed');
	if (given.rule) filter.rule = idOf(given.rule, 'rule');
	if (given.recommendation) filter.recommendation = refOf(given.recommendation);
	if (given.language) filter.language = tagOf(given.language);
	for (const key of ['from', 'to'] as const)
		if (given[key]) {
			if (!isCalendarDate(given[key]))
				throw new Refused('There is no such date. Write it as YYYY-MM-DD.', key);
			filter[key] = given[key];
		}
	if (given.reason) filter.reason = oneOf(dismissReasons, given.reason, 'reason');
	if (given.q) filter.q = given.q;
	return filter;
}

/** The filter as parameters of an address; `readInboxFilter` reads it back. */
export function writeInboxFilter(filter: InboxFilter): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const name of filterNames) {
		const value = filter[name];
		if (value === undefined || (name === 'state' && value === 'new')) continue;
		parameters.set(name, String(value));
	}
	return parameters;
}

/** Whether the list is narrowed beyond its state. */
export const isNarrowed = (filter: InboxFilter): boolean =>
	filterNames.some((name) => name !== 'state' && filter[name] !== undefined);

function textOf(parameters: Pick<URLSearchParams, 'get'>, key: string): string {
	const text = parameters.get(key) ?? '';
	if (text.length > 200) throw new Refused('Too long: at most 200 characters.', key);
	if (!text.isWellFormed()) throw new Refused('This holds half of a character. Type it again.', key);
	return cleanLine(text);
}

function oneOf<T extends string>(known: readonly T[], text: string, key: string): T {
	const found = known.find((one) => one === text);
	if (found) return found;
	throw new Refused(`This is one of: ${known.join(', ')}.`, key);
}

function idOf(text: string, key: 'feed' | 'rule'): number {
	if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
	throw new Refused(`This is the id of a ${key}.`, key);
}

function refOf(text: string): string {
	const ref = parseRef(text);
	if (ref) return `${ref.publication}/${ref.code}`;
	throw new Refused('Name a recommendation as publication/code, such as romano-2021/C1.', 'recommendation');
}

function tagOf(text: string): string {
	if (/^[a-z]{2,8}(-[a-z\d]{1,8}){0,4}$/i.test(text)) return text.toLowerCase();
	throw new Refused('A language is a tag such as en or de-AT.', 'language');
}
