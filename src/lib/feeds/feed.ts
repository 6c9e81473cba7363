import * as v from 'valibot';
import { line } from '../text.ts';

/** What a feed was written in when it was last read. */
export const feedFormats = ['rss', 'rdf', 'atom', 'json'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const feedFormatLabels: Record<FeedFormat, string> = {
	rss: 'RSS',
	rdf: 'RSS 1.0',
	atom: 'Atom',
	json: 'JSON Feed'
};

/** How a poll ended. `partial`: read as far as it could be, with something to report. */
export const pollOutcomes = ['new', 'unchanged', 'partial', 'failed'] as const;
export type PollOutcome = (typeof pollOutcomes)[number];

export const pollOutcomeLabels: Record<PollOutcome, string> = {
	new: 'New items',
	unchanged: 'Nothing new',
	partial: 'Read in part',
	failed: 'Failed'
};

/** Minutes between two polls of a feed that answers: the least, the usual and the most. */
export const pollMinutes = { least: 5, usual: 60, most: 10_080 } as const;

const address = v.pipe(
	v.string('Give the address of the feed.'),
	v.transform((text) =>
		/^[\w-]+(\.[\w-]+)+(\/|$)/.test(text.trim()) ? `https://${text.trim()}` : text.trim()
	),
	v.minLength(1, 'Give the address of the feed.'),
	v.maxLength(2_000, 'Too long: at most 2,000 characters.'),
	v.check(
		(text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
		'An address begins with https:// or http://.'
	),
	v.transform((text) => new URL(text).href)
);

/** A number as a form or as JSON gives it. */
const whole = (least: number, most: number, message: string) =>
	v.pipe(
		v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,6}$/), v.transform(Number))], message),
		v.integer(message),
		v.minValue(least, message),
		v.maxValue(most, message)
	);

const orNothing = <S extends v.GenericSchema<unknown, unknown>>(schema: S) =>
	v.optional(
		v.nullable(
			v.union([
				v.pipe(
					v.literal(''),
					v.transform(() => null)
				),
				schema
			])
		),
		null
	);

/** What is asked of whoever adds a feed or edits one. */
export const feedSchema = v.object({
	title: line(300, 'Name the feed.'),
	url: address,
	/** The source that developments from it report; null where that differs. */
	sourceId: orNothing(whole(1, 999_999, 'There is no such source.')),
	intervalMinutes: v.optional(
		whole(
			pollMinutes.least,
			pollMinutes.most,
			`Give minutes from ${pollMinutes.least} to ${pollMinutes.most}.`
		),
		pollMinutes.usual
	),
	/** Null for never. */
	silentAfterDays: orNothing(whole(1, 365, 'Give days from 1 to 365, or nothing.'))
});
export type FeedInput = v.InferOutput<typeof feedSchema>;

/** An address to try before a feed is added. */
export const addressSchema = v.object({ url: address });
