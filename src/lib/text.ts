import * as v from 'valibot';

/** C0 and C1 controls, and what is no character: XML, and with it a text document, may hold none of them. */
const strayControls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/g;

/**
 * Text as it is kept: composed (NFC), line ends as \n, without control characters that nobody typed, trimmed.
 * Says nothing about lone surrogates; the schemas below refuse them.
 */
export function cleanText(text: string): string {
	const lines = text.replace(/\r\n?|\u0085/g, '\n');
	const kept = lines.replace(strayControls, '').normalize('NFC').trim();
	// Of zero-width characters alone nobody would see anything.
	return /[^\p{C}\p{Z}]/u.test(kept) ? kept : '';
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

/** A name among others, which stand in one cell of a file with semicolons between them. */
export const listedName = (max: number, missing: string) =>
	v.pipe(
		line(max, missing),
		v.check((name) => !name.includes(';'), 'Write it without a semicolon, which parts names in files.')
	);

/** Names without doubles, whatever their case; the first spelling stays. */
export function distinctNames(names: string[]): string[] {
	const keys = names.map(lowerCase);
	return names.filter((_, at) => keys.indexOf(keys[at]!) === at);
}

/** As PostgreSQL's `lower`, letter by letter: JavaScript's knows a sigma at the end of a word, and makes two of İ. */
const lowerCase = (name: string) =>
	Array.from(name, (letter) => String.fromCodePoint(letter.toLowerCase().codePointAt(0)!)).join('');

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
