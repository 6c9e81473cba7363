import * as v from 'valibot';
import { feedFormats, pollOutcomes } from '#lib/feeds/feed.ts';
import { feedStates, weeks } from '#lib/feeds/health.ts';
import { count, id, moment, orNull, told } from './shapes.ts';

/* Feeds and their polls, as the API answers them; see `shapes.ts`. */

export const feed = v.strictObject({
	id,
	title: v.string(),
	url: told(v.string(), 'Address that is polled.'),
	siteUrl: told(orNull(v.string()), 'Page for readers that belongs to it.'),
	sourceId: told(orNull(id), 'The source that developments from it report; null where that differs.'),
	source: orNull(v.string()),
	isOn: told(v.boolean(), 'Whether it is polled.'),
	isHidden: v.boolean(),
	isShipped: told(v.boolean(), 'Came with Stocktake.'),
	state: told(
		v.picklist(feedStates),
		'well = answers; silent = answers, but has brought nothing for longer than `silentAfterDays`; failing = the last poll failed; waiting = not polled yet; off.'
	),
	format: told(orNull(v.picklist(feedFormats)), 'At the last reading.'),
	language: told(orNull(v.string()), 'BCP 47 tag that it says of itself.'),
	intervalMinutes: told(count, 'Minutes between polls while it answers.'),
	silentAfterDays: told(orNull(count), 'Null for never.'),
	nextPollAt: told(orNull(moment), 'Null while it is off.'),
	lastPolledAt: orNull(moment),
	lastSucceededAt: orNull(moment),
	lastItemAt: told(orNull(moment), 'When it last brought something new.'),
	lastFault: told(orNull(v.string()), 'What went wrong at the last poll, in words; null after a success.'),
	lastOutcome: told(orNull(v.picklist(pollOutcomes)), 'How the last poll ended; null before the first.'),
	failures: told(count, 'Failed polls since the last success.'),
	unread: told(count, 'Items that it brought and that wait in the inbox.'),
	weekly: told(v.array(count), `New items in each of the last ${weeks} weeks, the oldest first.`),
	version: told(count, 'Counts edits; an edit names the version that it read.')
});

export const poll = v.strictObject({
	id,
	startedAt: moment,
	finishedAt: moment,
	outcome: told(
		v.picklist(pollOutcomes),
		'new = brought something new; unchanged = nothing new; partial = read as far as it could be; failed.'
	),
	status: told(orNull(count), 'HTTP status; null where there was no answer.'),
	bytes: told(count, 'Bytes read of the body.'),
	entries: told(count, 'Entries that the answer held.'),
	newItems: told(count, 'Items that were not known.'),
	fault: told(orNull(v.string()), 'What went wrong or was mended, in words.')
});

export const pollPage = v.strictObject({
	polls: v.array(poll),
	next: told(orNull(v.string()), 'Address of the page that follows; null on the last.')
});

/** Of a feed that is added or edited. */
export const feedMeanings: Readonly<Record<string, string>> = {
	title: 'Name in our lists.',
	url: 'Address of the feed; http or https. Taken once.',
	sourceId: 'Id of the source that developments from it report.',
	intervalMinutes: 'Minutes between polls while it answers, from 5 to 10,080.',
	silentAfterDays: 'Days without a new item after which it counts as silent, from 1 to 365; null for never.',
	isOn: 'Whether it is polled.',
	isHidden: 'Whether it is out of the list. What is brought back is off.',
	version: 'The version that was read.'
};
