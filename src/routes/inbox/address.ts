import { writeInboxFilter, type InboxFilter } from '#lib/feeds/inbox-filter.ts';

type Place = { item?: number | undefined; after?: string | null | undefined; attach?: string | undefined };

/** The query of the inbox under a filter, with the item that is open; '' where there is nothing to say. */
export function inboxQuery(filter: InboxFilter, { item, after, attach }: Place = {}): string {
	const parameters = writeInboxFilter(filter);
	if (after) parameters.set('after', after);
	if (item !== undefined) parameters.set('item', String(item));
	if (attach !== undefined) parameters.set('attach', attach);
	return parameters.size > 0 ? `?${parameters}` : '';
}

export const inboxHref = (filter: InboxFilter, place?: Place): string => `/inbox${inboxQuery(filter, place)}`;

/** The form that logs a development from an item; `next` is where the inbox goes on afterwards. */
export function logHref(
	item: { id: number; version: number },
	next: string,
	recommendation?: string
): string {
	const parameters = new URLSearchParams({ item: String(item.id), next });
	if (recommendation) parameters.set('recommendation', recommendation);
	return `/developments/new?${parameters}`;
}

/** Reads `next`: a query of the inbox and nothing else. */
export const readNext = (next: string | null): string =>
	next !== null &&
	next.length <= 1000 &&
	URL.canParse(`http://here.invalid/inbox${next}`) &&
	next.startsWith('?')
		? next
		: '';

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** A BCP 47 tag as a language is called. */
export function languageName(tag: string): string {
	try {
		return languages.of(tag) ?? tag;
	} catch (error) {
		if (error instanceof RangeError) return tag;
		throw error;
	}
}
