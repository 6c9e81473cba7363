import * as v from 'valibot';

const strayControls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;

/**
 * Text as it is kept: composed (NFC), line ends as \n, without control characters that nobody typed, trimmed.
 * Says nothing about lone surrogates; the schemas below refuse them.
 */
export function cleanText(text: string): string {
	return text.replace(/\r\n?/g, '\n').replace(strayControls, '').normalize('NFC').trim();
}

/** One line: as `cleanText`, each run of white space one space. */
export function cleanLine(text: string): string {
	return cleanText(text).replace(/\s+/g, ' ');
}

const wellFormed = v.check<string, string>(
	(text) => text.isWellFormed(),
	'This holds half of a character (a lone surrogate). Type it again.'
);

/** A required line of at most `max` characters. */
export const line = (max: number, missing: string) =>
	v.pipe(
		v.string(missing),
		v.maxLength(max * 4, `Too long: at most ${max} characters.`),
		wellFormed,
		v.transform(cleanLine),
		v.minLength(1, missing),
		v.maxLength(max, `Too long: at most ${max} characters.`)
	);

/** A line of at most `max` characters that may be absent or empty; then ''. */
export const optionalLine = (max: number) =>
	v.optional(
		v.pipe(
			v.string(),
			v.maxLength(max * 4, `Too long: at most ${max} characters.`),
			wellFormed,
			v.transform(cleanLine),
			v.maxLength(max, `Too long: at most ${max} characters.`)
		),
		''
	);

/** Text of several lines, at most `max` characters, that may be absent or empty; then ''. */
export const optionalText = (max: number) =>
	v.optional(
		v.pipe(
			v.string(),
			v.maxLength(max * 4, `Too long: at most ${max} characters.`),
			wellFormed,
			v.transform(cleanText),
			v.maxLength(max, `Too long: at most ${max} characters.`)
		),
		''
	);

/** Required text of several lines, at most `max` characters. */
export const text = (max: number, missing: string) =>
	v.pipe(
		v.string(missing),
		v.maxLength(max * 4, `Too long: at most ${max} characters.`),
		wellFormed,
		v.transform(cleanText),
		v.minLength(1, missing),
		v.maxLength(max, `Too long: at most ${max} characters.`)
	);
