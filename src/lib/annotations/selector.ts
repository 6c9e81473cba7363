// How a passage of a text is remembered so that it can be found again: W3C Web Annotation Data Model, 4.2.4 and 4.2.5.
// Selectors count Unicode code points in logical order, as that recommendation demands, so they are stored and exported
// as they are. Texts in JavaScript and selections in a browser count UTF-16 code units: `describe` here and
// `place` in placement.ts are the border, and nothing else converts.

export type TextQuoteSelector = { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string };
export type TextPositionSelector = { type: 'TextPositionSelector'; start: number; end: number };
export type Selectors = { quote: TextQuoteSelector; position: TextPositionSelector };

/** Code points kept before and after the quote. */
const contextLength = 32;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a reader sees as the character around `offset`; undefined at the end of the text. */
function characterAt(text: string, offset: number): { start: number; end: number } | undefined {
	const found = graphemes.segment(text).containing(offset);
	return found && { start: found.index, end: found.index + found.segment.length };
}

/** `offset`, or the beginning of the character that it would cut. */
export const floor = (text: string, offset: number) => characterAt(text, offset)?.start ?? offset;

/** `offset`, or the end of the character that it would cut. */
export function ceiling(text: string, offset: number): number {
	const character = characterAt(text, offset);
	return character && character.start < offset ? character.end : offset;
}

/** How many code points stand before `offset`. */
export function toCodePoints(text: string, offset: number): number {
	let count = 0;
	for (let at = 0; at < offset && at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count++;
	return count;
}

/** The offset in code units after `count` code points, at most the text's end. */
export function toCodeUnits(text: string, count: number): number {
	let at = 0;
	for (let left = count; left > 0 && at < text.length; left--) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
	return at;
}

/**
 * Both selectors of the passage between two offsets in UTF-16 code units. A character that would be cut (a surrogate
 * pair, a letter with its marks, an emoji sequence, \r\n) is taken in whole. Throws RangeError for no passage at all.
 */
export function describe(text: string, start: number, end: number): Selectors {
	if (!(
		Number.isInteger(start) &&
		Number.isInteger(end) &&
		start >= 0 &&
		start < end &&
		end <= text.length
	)) {
		throw new RangeError(`There is no passage from ${start} to ${end} in a text of ${text.length}.`);
	}
	const [from, to] = [floor(text, start), ceiling(text, end)];
	const before = text.slice(Math.max(0, from - 2 * contextLength), from);
	const after = text.slice(to, to + 2 * contextLength);
	const first = ceiling(text, from - [...before].slice(-contextLength).join('').length);
	const last = floor(text, to + [...after].slice(0, contextLength).join('').length);
	const position = toCodePoints(text, from);
	const exact = text.slice(from, to);
	return {
		quote: {
			type: 'TextQuoteSelector',
			exact,
			prefix: text.slice(Math.min(first, from), from),
			suffix: text.slice(to, Math.max(last, to))
		},
		position: {
			type: 'TextPositionSelector',
			start: position,
			end: position + toCodePoints(exact, exact.length)
		}
	};
}
