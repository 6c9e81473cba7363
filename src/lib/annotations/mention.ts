// How people are named in a comment. Typed: `@anna` (one word) or `@[Anna Kovács]` (any name; what completion writes).
// Kept: `@{12}`, the person's id, so that a mention survives a change of name and two people of one name are two. What
// stands in code, in an address (`anna@example.org`, `x.com/@osce`) or behind a backslash is no mention.

/** Somebody who can be mentioned, or no longer can. */
export type Mentionable = { id: number; name: string };

/** A mention as typed. `isBracketed` is certainly meant as one; a bare `@osce` may be an account elsewhere. */
export type Mention = { name: string; isBracketed: boolean; start: number; end: number };

/** What may stand before a mention: nothing, white space, an opening or separating mark, or half an emoji. */
export const mayPrecedeMention = (character: string): boolean =>
	/^$|[\s([{"'“‘«„‹*_~>,;:!?—–\p{Cs}-]/u.test(character);

const typed = /@(?:\[([^[\]\n]{1,200})\]|([\p{L}\p{N}](?:[\p{L}\p{M}\p{N}_.'’-]*[\p{L}\p{M}\p{N}_])?))/gu;
const kept = /@\{([1-9]\d{0,14})\}/g;

// A fenced block ends at a line with nothing but the fence, or with the text.
const fence =
	/(?<=^|\n) {0,3}(`{3,}|~{3,})[^\n]*(?:\n(?! {0,3}\1[`~]*[ \t]*(?:\n|$))[^\n]*)*(?:\n {0,3}\1[`~]*[ \t]*)?/g;
const codeSpan = /(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?(?<!`)\1(?!`)/g;

/** The body with its code blanked out; every other character stays at its offset. */
function withoutCode(body: string): string {
	const blank = (code: string) => ' '.repeat(code.length);
	return body.replace(fence, blank).replace(codeSpan, blank);
}

function matches(body: string, pattern: RegExp): RegExpExecArray[] {
	const prose = withoutCode(body);
	return [...prose.matchAll(pattern)].filter(({ index }) => mayPrecedeMention(prose.charAt(index - 1)));
}

/** Every mention as typed, in order. */
export function mentions(body: string): Mention[] {
	return matches(body, typed).map(({ 0: all, 1: bracketed, 2: bare, index }) => ({
		name: (bracketed ?? bare ?? '').trim(),
		isBracketed: bracketed !== undefined,
		start: index,
		end: index + all.length
	}));
}

/** The names mentioned, each once, in order. */
export function mentionsIn(body: string): string[] {
	return [...new Set(mentions(body).map(({ name }) => name))];
}

/** The ids of the people mentioned in a body as kept, each once, in order. */
export function mentionedIds(body: string): number[] {
	return [...new Set(matches(body, kept).map(([, id]) => Number(id)))];
}

/** The body as kept: typed mentions become ids where `idOf` knows one, and stay as typed where it does not. */
export function withIds(body: string, idOf: (name: string) => number | undefined): string {
	return mentions(body).reduceRight((text, { name, start, end }) => {
		const id = idOf(name);
		return id === undefined ? text : `${text.slice(0, start)}@{${id}}${text.slice(end)}`;
	}, body);
}

/** The body as typed, for editing or plain text: ids become names where `nameOf` knows one. */
export function withNames(body: string, nameOf: (id: number) => string | undefined): string {
	return matches(body, kept).reduceRight((text, { 0: all, 1: id, index }) => {
		const name = nameOf(Number(id));
		return name === undefined ? text : text.slice(0, index) + written(name) + text.slice(index + all.length);
	}, body);
}

/** `@[Anna Kovács]`; brackets in a name are left out, as they are when names are compared. */
const written = (name: string) => `@[${name.replace(/[[\]]/g, '')}]`;

/** A name without what people leave out when they type it: capitals, accents, and what parts its words. */
const key = (name: string) =>
	name
		.normalize('NFKD')
		.replace(/[\p{M}[\]'’]/gu, '')
		.toLowerCase()
		.replace(/[\s._-]+/g, ' ')
		.trim();

/** Everybody whom a typed name may mean: those of that very name, or else those with that word in their name. */
export function fitting<P extends Mentionable>(name: string, people: readonly P[]): P[] {
	const sought = key(name);
	const namesakes = people.filter((person) => key(person.name) === sought);
	if (namesakes.length > 0) return namesakes;
	return people.filter(({ name }) => key(name).split(' ').includes(sought));
}

/**
 * Whom a typed name means: the only person of that name, or else the only one with that word in their name. `several`
 * where it might be more than one, `nobody` where it is none. Whether they may still be mentioned is for the caller.
 */
export function whoIs<P extends Mentionable>(name: string, people: readonly P[]): P | 'several' | 'nobody' {
	const found = fitting(name, people);
	if (found.length > 1) return 'several';
	return found[0] ?? 'nobody';
}

/** A mention being typed at the caret: what completion replaces, and what it searches by. */
export type Completing = { start: number; end: number; fragment: string };

const begun = /@(?:\[([^[\]\n]{0,100})|((?:[\p{L}\p{N}][\p{L}\p{M}\p{N}_.'’-]{0,99})?))$/u;

/** The mention that the caret stands in; undefined where none is being typed. */
export function completing(text: string, caret: number): Completing | undefined {
	const before = text.slice(Math.max(0, caret - 210), caret);
	const found = begun.exec(before);
	if (!found || !mayPrecedeMention(before.charAt(found.index - 1))) return undefined;
	const rest = found[1] === undefined ? /^[\p{L}\p{M}\p{N}_]*/u : /^[\p{L}\p{M}\p{N} .'’_-]{0,100}\]|^/u;
	return {
		start: caret - found[0].length,
		end: caret + (rest.exec(text.slice(caret))?.[0].length ?? 0),
		fragment: found[1] ?? found[2] ?? ''
	};
}

/** The people whose names have words beginning with the fragment's, those whose name begins with it first. */
export function suggested<P extends Mentionable>(fragment: string, people: P[], most = 8): P[] {
	const words = key(fragment).split(' ');
	const fits = ({ name }: P) =>
		words.every((word) =>
			key(name)
				.split(' ')
				.some((part) => part.startsWith(word))
		);
	const isLater = ({ name }: P) => Number(!key(name).startsWith(words.join(' ')));
	return people
		.filter(fits)
		.sort((a, b) => isLater(a) - isLater(b) || a.name.localeCompare(b.name))
		.slice(0, most);
}

/**
 * The text with the mention completed, and where the caret goes: behind the space that follows it. Somebody who shares
 * the name with others is written by id.
 */
export function completed(
	text: string,
	{ start, end }: Completing,
	person: string | number
): { text: string; caret: number } {
	const insert = typeof person === 'number' ? `@{${person}}` : written(person);
	const rest = text.slice(end);
	return {
		text: `${text.slice(0, start)}${insert}${/^\s/.test(rest) ? '' : ' '}${rest}`,
		caret: start + insert.length + 1
	};
}
