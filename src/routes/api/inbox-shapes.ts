import * as v from 'valibot';
import { dismissReasons, itemStates } from '#lib/feeds/inbox-item.ts';
import { count, id, moment, orNull, told } from './shapes.ts';

/* Items of the inbox, as the API answers them; see `shapes.ts`. */

const entries = {
	id,
	title: v.string(),
	author: v.string(),
	url: orNull(v.string()),
	language: told(orNull(v.string()), 'BCP 47 tag, said by the feed or found out.'),
	publishedAt: told(orNull(moment), 'When the feed says that it was published.'),
	firstSeenAt: moment,
	feed: told(v.strictObject({ id, title: v.string() }), 'The feed that brought it first.'),
	state: v.picklist(itemStates),
	snoozedUntil: orNull(moment),
	developmentId: told(orNull(id), 'The development that was logged from it, or that it was attached to.'),
	dismissReason: orNull(v.picklist(dismissReasons)),
	dismissNote: v.string(),
	decidedBy: told(orNull(v.string()), 'Name of who decided.'),
	decidedAt: orNull(moment),
	version: told(count, 'Counts decisions and changes; a decision names the version that it saw.')
};

/** A story that tells of a development. */
export const report = v.strictObject({
	id,
	title: v.string(),
	url: orNull(v.string()),
	language: orNull(v.string()),
	isAttached: told(v.boolean(), 'Attached to it; else it was logged from this one.'),
	publishedAt: orNull(moment),
	firstSeenAt: moment,
	feed: told(v.strictObject({ id, title: v.string() }), 'The feed that brought it first.')
});

export const inboxPage = v.strictObject({
	items: v.array(v.strictObject({ ...entries, excerpt: told(v.string(), 'Its first 600 characters.') })),
	next: told(orNull(v.string()), 'Address of the page that follows; null on the last.')
});
export const inboxItem = v.strictObject({
	...entries,
	summary: v.string(),
	sightings: told(
		v.array(v.strictObject({ feedId: id, feed: v.string(), firstSeenAt: moment })),
		'Every feed that brought it.'
	)
});
