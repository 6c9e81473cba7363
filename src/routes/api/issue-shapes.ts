/* The shapes of what the API answers about issues of briefings, their links and their documents; see `shapes.ts`. */
import * as v from 'valibot';
import { briefingStates, exportFormats, exportStates } from '#lib/briefings/briefing.ts';
import { frozenDocument } from './briefing-shapes.ts';
import { count, id, listOf, moment, orNull, told } from './shapes.ts';

const version = v.pipe(v.number('The version is a number.'), v.safeInteger(), v.minValue(1));

/** What is sent to issue a briefing. */
export const issuingInput = v.object({ version });

/** What is sent to ask for a document. */
export const documentInput = v.object({
	format: v.picklist(exportFormats, `A format is one of: ${exportFormats.join(', ')}.`),
	issue: v.optional(v.nullable(v.pipe(v.number('This is the number of an issue.'), v.safeInteger())), null)
});

export const briefingStanding = v.strictObject({
	id,
	title: v.string(),
	state: v.picklist(briefingStates),
	version: told(count, 'Version of the title, the audience and the period; whoever issues names it.'),
	updatedAt: moment
});

const headingEntries = {
	briefing: told(id, 'Id of the briefing.'),
	number: told(count, '1 for the first issue of the briefing.'),
	asOf: told(moment, 'What was recorded by then is what it speaks of.'),
	issuedAt: moment,
	issuedBy: told(v.string(), 'Who signed it off.'),
	contentHash: told(v.string(), 'SHA-256 (hex) of `content` as canonical JSON (RFC 8785).'),
	inputsHash: told(v.string(), 'SHA-256 (hex) of everything that it was made from.')
};

export const issueHeading = v.strictObject(headingEntries);
export const issueList = listOf('issues', issueHeading);

const inlines = told(
	v.array(v.looseObject({ type: v.picklist(['text', 'link', 'note', 'break']) })),
	'Words with their form, and links.'
);

export const issue = v.strictObject({
	...headingEntries,
	content: told(
		v.strictObject({
			document: frozenDocument,
			citations: v.strictObject({
				placement: told(
					v.picklist(['note', 'in-text']),
					'Whether citations stand in footnotes or in the running text.'
				),
				notes: told(v.array(inlines), 'One for each note of the document, in order.'),
				bibliography: told(v.array(inlines), 'One for each source, in the order of the style.')
			})
		}),
		'What was issued: nothing that is written later changes it.'
	)
});

export const rebuilt = v.strictObject({
	areInputsWhole: told(v.boolean(), 'The inputs that are kept are those that were kept.'),
	isContentWhole: told(v.boolean(), 'What is kept is what was issued.'),
	isSame: told(v.boolean(), 'Made again from the inputs it is the same document, to the letter.'),
	contentHash: v.string(),
	rebuiltHash: told(v.string(), 'Hash of what the inputs make today.')
});

export const comparison = v.strictObject({
	briefing: id,
	before: told(count, 'Number of the earlier issue.'),
	after: told(count, 'Number of the later one.'),
	sections: told(
		v.array(
			v.strictObject({
				blockId: id,
				title: told(v.string(), 'Its first heading, or its first words.'),
				change: v.picklist(['same', 'added', 'removed', 'changed']),
				lines: told(
					v.array(v.strictObject({ change: v.picklist(['same', 'added', 'removed']), text: v.string() })),
					'A paragraph, a row or what a chart says of itself, each.'
				)
			})
		),
		'In the order of the later issue; what was taken out stands where it was.'
	)
});

const shareEntries = {
	id,
	issue: told(count, 'Number of the issue that it opens.'),
	hasPassword: v.boolean(),
	expiresAt: told(orNull(moment), 'From then on it opens nothing; null for no end.'),
	createdAt: moment,
	createdBy: v.string(),
	revokedAt: orNull(moment)
};

export const share = v.strictObject(shareEntries);
export const shareList = listOf('shares', share);
export const madeShare = v.strictObject({
	...shareEntries,
	url: told(v.string(), 'The link. It is told this once; only a hash of its secret is kept.')
});

export const exported = v.strictObject({
	id,
	briefing: id,
	issue: told(orNull(count), 'Number of the issue; null for the briefing as it stood when it was made.'),
	format: v.picklist(exportFormats),
	state: v.picklist(exportStates),
	progress: told(count, 'Share that is done, 0 to 100.'),
	fault: told(orNull(v.string()), 'What went wrong; null while nothing has.'),
	requestedAt: moment,
	finishedAt: orNull(moment),
	file: told(orNull(v.string()), 'Address of the file; null until it is done. Kept for 30 days.')
});
export const exportList = listOf('documents', exported);

export const file = told(v.string(), 'The document itself.');
