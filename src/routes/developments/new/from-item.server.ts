import type { ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { authorText } from '#lib/developments/author.ts';
import { namesInByline } from '#lib/developments/byline.ts';
import { sourceOfPage } from '#lib/feeds/captures.server.ts';
import { findItem, type InboxItem } from '#lib/feeds/inbox.server.ts';
import { seenSchema, type Seen } from '#lib/feeds/triage.ts';
import type { Reader } from '#lib/server/database.ts';
import { readNext } from '../../inbox/address.ts';
import { recordIdOf } from '../record-id.ts';

/** The item of the inbox that the address names, and what the form begins with because of it. */
export async function findItemToLog(db: Reader, parameters: URLSearchParams) {
	const asked = parameters.get('item');
	const item = asked === null ? undefined : await findItem(db, recordIdOf({ id: asked }));
	if (!item) return undefined;
	const next = readNext(parameters.get('next'));
	const values = valuesOf(item, item.source ?? (await sourceOf(db, item)));
	return { shown: { ...toShown(item), next, back: backTo(next, item.id) }, values };
}

const toShown = ({ id, version, title, summary, author, url, language, publishedAt, feed }: InboxItem) => ({
	id,
	version,
	title,
	summary,
	author,
	url,
	language,
	publishedAt,
	feed: feed.title
});

/**
 * The source of a feed that reports no single one: a known one by the name of the feed or by the host of the address, else
 * that host. The title of a feed ("World – Latest news") is no name of a source, save where there is nothing else.
 */
async function sourceOf(db: Reader, { url, feed }: InboxItem): Promise<string> {
	const known = await sourceOfPage(db, { publisher: feed.title, finalUrl: url });
	return known ?? (url ? new URL(url).hostname.replace(/^www\./, '') : feed.title);
}

function valuesOf(item: InboxItem, source: string) {
	const { title, url, publishedAt, firstSeenAt, author, language } = item;
	const publishedOn = publishedAt?.toISOString().slice(0, 10) ?? '';
	return {
		title,
		sourceUrl: url ?? '',
		publishedOn,
		// What is reported mostly happened on that day; whoever logs it sees the date and corrects it.
		occurredOn: publishedOn || firstSeenAt.toISOString().slice(0, 10),
		source,
		sourceAuthor: authorText(namesInByline(author), 500),
		sourceLanguage: language ?? ''
	};
}

/** The item that a form was sent for, as it was seen. */
export function readItem(value: FormDataEntryValue | null): Seen | undefined {
	const read = v.safeParse(seenSchema, value);
	return read.success ? read.output[0] : undefined;
}

/** After a fault: the version in which the item stands now, so that sending again decides over what has been told. */
export async function itemNow(
	db: Reader,
	{ id }: Seen,
	{ status, data }: ActionFailure<{ message?: string }>
) {
	if (status !== 409) return {};
	const item = await findItem(db, id);
	if (!item) return {};
	const mayStill = item.state === 'dismissed' || item.state === 'snoozed' || item.state === 'new';
	return {
		itemVersion: item.version,
		message: mayStill ? `${data.message} Save once more to log it all the same.` : data.message
	};
}

/** The inbox at the item that follows, where what was logged is told. */
export function backToInbox(parameters: URLSearchParams, logged: number): string {
	const query = new URLSearchParams(readNext(parameters.get('next')).slice(1));
	query.set('logged', String(logged));
	return `/inbox?${query}`;
}

/** The inbox as it was, at the item itself. */
function backTo(next: string, id: number): string {
	const query = new URLSearchParams(next.slice(1));
	query.set('item', String(id));
	return `?${query}`;
}
