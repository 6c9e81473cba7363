import { place } from './placement.ts';
import type { TextPositionSelector, TextQuoteSelector } from './selector.ts';

/** A passage as it is asked for: by its words, what stands around them and where; or the nth time that they occur. */
export type Sought = {
	quote: TextQuoteSelector;
	position?: TextPositionSelector | undefined;
};
/** Offsets in UTF-16 code units, end exclusive. */
export type Passage = { start: number; end: number };

/**
 * Where the passage is in the text that was read; undefined where it does not stand there word for word. Known by its
 * words alone it is the `occurrence`th of them, by default the first, and however white space parts the words.
 */
export function findPassage(
	text: string,
	{ quote, position }: Sought,
	occurrence: number | null
): Passage | undefined {
	const { exact, prefix, suffix } = quote;
	if (occurrence !== null || (!position && prefix === '' && suffix === ''))
		return nth(text, exact, occurrence ?? 1);
	const somewhere = { type: 'TextPositionSelector', start: 0, end: exact.length } as const;
	const placed = place(text, { quote, position: position ?? somewhere });
	if (!placed || placed.quality === 'edited') return undefined;
	return { start: placed.start, end: placed.end };
}

/** People who copy a passage take its line ends for spaces, or the other way round. */
function nth(text: string, exact: string, occurrence: number): Passage | undefined {
	const { flat, offsets } = flattened(text);
	const sought = exact.trim().replace(/\s+/g, ' ');
	let at = flat.indexOf(sought);
	for (let count = 1; at >= 0 && count < occurrence; count++) at = flat.indexOf(sought, at + sought.length);
	return at < 0 ? undefined : { start: offsets[at]!, end: offsets[at + sought.length - 1]! + 1 };
}

/** A text with each run of white space as one space, and where each of its code units stands in the text. */
function flattened(text: string): { flat: string; offsets: Int32Array } {
	const offsets = new Int32Array(text.length);
	let length = 0;
	let from = 0;
	const take = (to: number) => {
		while (from < to) offsets[length++] = from++;
	};
	for (const { 0: run, index } of text.matchAll(/\s+/g)) {
		take(index + 1);
		from = index + run.length;
	}
	take(text.length);
	return { flat: text.replace(/\s+/g, ' '), offsets };
}
