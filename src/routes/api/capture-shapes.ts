import * as v from 'valibot';
import { count, day, id, moment, orNull, told } from './shapes.ts';

/* Captured pages, as the API answers them; see `shapes.ts`. */

export const capture = v.strictObject({
	id,
	url: told(v.string(), 'The address as it was given.'),
	finalUrl: told(v.string(), 'Where the redirects ended.'),
	title: v.string(),
	publisher: v.string(),
	author: v.string(),
	publishedOn: told(orNull(day), 'As the page says.'),
	language: told(orNull(v.string()), 'BCP 47 tag, said by the page or found out.'),
	source: told(
		orNull(v.string()),
		'Name of the known source that reports there: by the publisher, or by what was logged from that host.'
	),
	text: told(v.string(), 'Its main text, plain; empty where none was found.'),
	html: told(v.string(), 'Its main part with harmless elements alone.'),
	characters: told(count, 'Characters of the text.'),
	textHash: told(v.string(), 'SHA-256 in hex of the text.'),
	bodyHash: told(
		orNull(v.string()),
		'SHA-256 in hex of the bytes that came; null where the page was sent along.'
	),
	developmentId: told(orNull(id), 'The development that was logged from it.'),
	capturedBy: told(v.string(), 'Name of who captured it.'),
	capturedAt: moment
});

/** What is sent. */
export const captureMeanings: Readonly<Record<string, string>> = {
	url: 'Address of the page, at most 2,000 characters; https:// where it says neither.',
	html: 'The page as a browser shows it, at most 3,000,000 characters: it is read and not fetched. Fetched where absent.',
	developmentId: 'Id of a development that is logged.'
};
