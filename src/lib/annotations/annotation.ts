import * as v from 'valibot';
import { optionalText } from '../text.ts';

/** Why a passage was marked; the words are the W3C’s (Web Annotation Data Model, 3.3.5). */
export const motivations = ['highlighting', 'commenting', 'linking'] as const;
export type Motivation = (typeof motivations)[number];

export const motivationLabels: Record<Motivation, string> = {
	highlighting: 'Highlight',
	commenting: 'Comment',
	linking: 'Quote of a coding'
};

export const motivationMeanings: Record<Motivation, string> = {
	highlighting: 'marks a passage that matters',
	commenting: 'says something about a passage',
	linking: 'ties a passage to the coding that rests on it'
};

/** UTF-16 code units that a passage may have. */
export const longestPassage = 5000;
/** Characters that a comment on a passage may have. */
export const longestBody = 10_000;

/** Text as selectors keep it: composed, line ends as \n; white space at its ends belongs to it. */
const quoted = (max: number, tooLong: string) =>
	v.pipe(
		v.string('Select a passage of the text.'),
		v.maxLength(max, tooLong),
		v.check(
			(text) => text.isWellFormed(),
			'The passage holds half of a character (a lone surrogate). Select it again.'
		),
		v.transform((text) => text.replace(/\r\n?/g, '\n').normalize('NFC'))
	);

const count = v.pipe(
	v.number('Give positions as numbers.'),
	v.safeInteger('Give positions as whole numbers.'),
	v.minValue(0, 'A position is at least 0.')
);

const recordId = (message: string) =>
	v.pipe(v.number(message), v.safeInteger(message), v.minValue(1, message));

/** The selectors of a passage, as `describe` makes them. */
export const selectorsSchema = v.object({
	quote: v.object({
		type: v.literal('TextQuoteSelector'),
		exact: v.pipe(
			quoted(longestPassage, `Select a shorter passage: at most ${longestPassage} characters.`),
			v.check((exact) => exact.trim() !== '', 'Select a passage of the text.')
		),
		prefix: v.optional(quoted(200, 'At most 200 characters before the passage.'), ''),
		suffix: v.optional(quoted(200, 'At most 200 characters after the passage.'), '')
	}),
	/** Absent where the passage is known by its words alone. */
	position: v.optional(
		v.pipe(
			v.object({ type: v.literal('TextPositionSelector'), start: count, end: count }),
			v.check(({ start, end }) => start < end, 'A passage ends after it begins.')
		)
	)
});

/** What is asked of whoever marks a passage of a development's text. */
export const annotationSchema = v.pipe(
	v.object({
		developmentId: recordId('Say which development it is about.'),
		motivation: v.picklist(motivations, `Choose one of: ${motivations.join(', ')}.`),
		selectors: selectorsSchema,
		/** The text that was read; the one in force where it is not given. */
		textVersion: v.optional(v.nullable(recordId('There is no such version of the text.')), null),
		/** Which of several such passages is meant, from 1; with that, the words alone are looked for. */
		occurrence: v.optional(v.nullable(recordId('Give a whole number, from 1.')), null),
		/** Markdown; a comment must have one, a link to a coding may. */
		body: optionalText(longestBody),
		/** The coding that rests on the passage; for links alone. */
		codingId: v.optional(v.nullable(recordId('Choose a coding.')), null)
	}),
	v.forward(
		v.partialCheck(
			[['motivation'], ['body']],
			({ motivation, body }) => motivation !== 'commenting' || body !== '',
			'Write a comment.'
		),
		['body']
	),
	v.forward(
		v.partialCheck(
			[['motivation'], ['body']],
			({ motivation, body }) => motivation !== 'highlighting' || body === '',
			'A highlight has no words of its own: make it a comment.'
		),
		['body']
	),
	v.forward(
		v.partialCheck(
			[['motivation'], ['codingId']],
			({ motivation, codingId }) => (motivation === 'linking') === (codingId !== null),
			'Choose a coding for a link, and for nothing else.'
		),
		['codingId']
	)
);
export type AnnotationInput = v.InferOutput<typeof annotationSchema>;

/** Words of an annotation changed by whoever made it; `version` is the one that was open. */
export const annotationEditSchema = v.object({
	version: recordId('Say which version was changed.'),
	/** Markdown; a highlight that is given words becomes a comment. */
	body: optionalText(longestBody)
});
export type AnnotationEdit = v.InferOutput<typeof annotationEditSchema>;
