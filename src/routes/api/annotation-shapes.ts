import * as v from 'valibot';
import { motivations } from '#lib/annotations/annotation.ts';
import { context } from '#lib/annotations/json-ld.ts';
import { textOrigins } from '#lib/developments/development.ts';
import { keptTextSchema } from '#lib/developments/kept-text.ts';
import { count, told } from './shapes.ts';

/* Kept texts, and annotations of them as W3C JSON-LD, as they stand in the API. */

const moment = v.pipe(v.string(), v.isoTimestamp());
const address = v.pipe(v.string(), v.url());
const version = told(
	v.optional(keptTextSchema.entries.version),
	'The version that was read, 0 where there was none; or send If-Match.'
);

export const keptTextInput = v.object({ ...keptTextSchema.entries, version });
export const keptText = v.strictObject({
	version: told(count, 'Counts the texts of this development from 1.'),
	text: told(v.string(), 'Composed (NFC), line ends as \\n.'),
	origin: v.picklist(textOrigins),
	recordedAt: moment,
	recordedBy: v.string()
});
export const keptTextSaved = v.strictObject({
	...keptText.entries,
	annotations: told(
		v.strictObject({ orphaned: count, found: count }),
		'How many annotations lost their passage by the change, and how many have it back.'
	)
});

export const annotationPatchInput = v.object({
	version: told(
		v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
		'The version that was read; or send If-Match with the ETag.'
	),
	body: told(v.string('Send the words.'), 'Markdown of at most 10,000 characters.')
});

const textualBody = v.strictObject({
	type: v.literal('TextualBody'),
	value: v.string(),
	format: v.literal('text/markdown'),
	purpose: v.literal('commenting')
});
const linkedBody = v.strictObject({
	type: v.literal('SpecificResource'),
	source: told(address, 'The coding that rests on the passage.'),
	purpose: v.literal('linking')
});
const body = v.union([textualBody, linkedBody]);
const entries = {
	id: address,
	type: v.literal('Annotation'),
	motivation: v.picklist(motivations),
	creator: v.strictObject({ id: address, type: v.literal('Person'), name: v.string() }),
	created: moment,
	modified: v.optional(moment),
	body: v.optional(v.union([body, v.array(body)])),
	target: v.strictObject({
		type: v.literal('SpecificResource'),
		source: told(address, 'The text, in which positions count code points.'),
		scope: address,
		selector: v.strictTuple([
			v.strictObject({
				type: v.literal('TextQuoteSelector'),
				exact: v.string(),
				prefix: v.string(),
				suffix: v.string()
			}),
			v.strictObject({ type: v.literal('TextPositionSelector'), start: count, end: count })
		]),
		state: v.strictObject({
			type: v.literal('TimeState'),
			sourceDate: moment,
			cached: told(address, 'The text as it was when the passage was marked.')
		})
	})
};
const contextEntry = { '@context': v.literal(context) };
export const annotation = v.strictObject({ ...contextEntry, ...entries });

const pageEntries = {
	id: address,
	type: v.literal('AnnotationPage'),
	startIndex: count,
	next: v.optional(address),
	prev: v.optional(address),
	items: v.array(v.strictObject(entries))
};
const collectionEntries = {
	id: address,
	type: v.literal('AnnotationCollection'),
	label: v.string(),
	total: count
};
export const collection = v.strictObject({
	...contextEntry,
	...collectionEntries,
	first: told(v.optional(v.strictObject(pageEntries)), 'Absent where there are none.'),
	last: v.optional(address)
});
export const page = v.strictObject({
	...contextEntry,
	...pageEntries,
	partOf: v.strictObject(collectionEntries)
});
