import * as v from 'valibot';
import { today } from '#lib/calendar.ts';
import type { InboxItem, ListedItem } from '#lib/feeds/inbox.server.ts';
import { shownStates } from '#lib/feeds/inbox-filter.ts';
import { dismissReasons } from '#lib/feeds/inbox-item.ts';
import { dismissSchema, snoozeSchema } from '#lib/feeds/triage.ts';
import { keyIn, type Parameters } from './parameters.ts';
import { told } from './shapes.ts';

export const inboxParameters: Parameters = {
	state: told(v.optional(v.picklist(shownStates), 'new'), 'Where the items stand; new = to be triaged.'),
	feed: told(v.pipe(v.number(), v.integer(), v.minValue(1)), 'Id of the feed that brought them first.'),
	language: told(v.string(), 'BCP 47 tag; de finds de-AT as well.'),
	from: told(v.pipe(v.string(), v.isoDate()), 'First day of publication, or else of the first sight.'),
	to: told(v.pipe(v.string(), v.isoDate()), 'Last day.'),
	reason: told(v.picklist(dismissReasons), 'Why they were dismissed.'),
	rule: told(v.pipe(v.number(), v.integer(), v.minValue(1)), 'Id of the rule that keeps them out.'),
	recommendation: told(
		v.string(),
		'publication/code: those for which this recommendation is suggested. A page looks through a thousand items, so that it may hold few or none and still have a `next`.'
	),
	q: told(v.string(), 'Words, "a phrase", -without.'),
	after: told(v.pipe(v.number(), v.integer(), v.minValue(1)), 'Where the page begins: as `next` gave it.'),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50),
		'Items on a page.'
	)
};

/** The id of an item in an address. @throws NotFound for what is no id */
export const itemIdOf = ({ item }: Partial<Record<string, string>>) =>
	keyIn(item, 'There is no such item in the inbox.');

const version = v.pipe(v.number('Say which version you read.'), v.safeInteger(), v.minValue(1));

/** What a decision is sent with. */
export const itemDecision = v.object({ version });
export const itemDismissal = v.object({ ...dismissSchema.entries, version });
export const itemSnooze = v.object({ ...snoozeSchema(today).entries, version });
export const itemDevelopment = v.object({
	developmentId: v.pipe(v.number('Give the id of a development.'), v.safeInteger(), v.minValue(1)),
	version
});

export const itemMeanings: Readonly<Record<string, string>> = {
	reason: 'Why it is dismissed.',
	note: 'In your own words, at most 500 characters.',
	until: 'The day on which it comes back, as YYYY-MM-DD, or tomorrow, monday, week.',
	developmentId: 'Id of a development that is logged.',
	version: 'The version of the item that was read; another one is a 409.'
};

/** Without what only the order of the list needs. */
const plain = <Item extends Omit<ListedItem, 'excerpt'>>({ sortedAt: _order, decidedBy, ...item }: Item) => ({
	...item,
	decidedBy: decidedBy?.name ?? null
});

export const listedItemOf = (item: ListedItem) => plain(item);
export const itemOf = ({
	excerpt: _excerpt,
	source: _source,
	development: _development,
	...item
}: InboxItem) => plain(item);
