import { backwards, distances } from './edit-distance.ts';
import { approximate, type Candidate, verbatim } from './matching.ts';
import { ceiling, floor, type Selectors, type TextQuoteSelector, toCodeUnits } from './selector.ts';

/** `exact`: where it was, word for word; `moved`: elsewhere, word for word; `edited`: its wording was changed a little. */
export const qualities = ['exact', 'moved', 'edited'] as const;
export type Quality = (typeof qualities)[number];

/** Offsets in UTF-16 code units, end exclusive: `text.slice(start, end)` is the passage. */
export type Placement = { start: number; end: number; quality: Quality };

/** Surroundings this much alike speak for a place; unrelated prose comes to about a third. */
const familiar = 0.6;
/** Share of a quote that may have been edited when its surroundings speak for the place … */
const mostChanged = 0.4;
/** … and when they do not. */
const mostChangedAlone = 0.2;
/** Code units that a quote needs to prove its place alone: word for word … */
const tellingLength = 8;
/** … and edited. */
const tellingLengthEdited = 24;

/** A candidate and how like the quote's surroundings its own are, 0 to 1; undefined where that side has none. */
type Weighed = Candidate & { before: number | undefined; after: number | undefined; weight: number };

/**
 * Where the passage is in a text that may have been edited since; null where that can no longer be told (an orphan).
 * Its own place comes first, then the same words elsewhere, then nearly the same words; what surrounds them decides.
 */
export function place(text: string, { quote, position }: Selectors): Placement | null {
	const { exact, prefix, suffix } = quote;
	if (exact === '') return null;
	const expected = toCodeUnits(text, position.start);
	const isUntouched = text.startsWith(prefix + exact + suffix, expected - prefix.length);
	if (isUntouched && expected >= prefix.length) {
		return { start: expected, end: expected + exact.length, quality: 'exact' };
	}
	const weighed = (one: Candidate) => weigh(text, quote, expected, one);
	const same = verbatim(text, exact, prefix, suffix, expected).map(weighed);
	const best = heaviest(same);
	if (best && likeness(best) >= familiar) return settled(text, exact, expected, best);
	const most = Math.floor(exact.length * mostChanged);
	const alike = approximate(text, quote, most, expected).map(weighed);
	const winner = heaviest([...same, ...alike].filter((one) => isCertain(one, exact.length, expected)));
	return winner ? settled(text, exact, expected, winner) : null;
}

/** Whether this is the passage beyond a guess: a wrong place would be worse than none. */
function isCertain(one: Weighed, length: number, expected: number): boolean {
	if (likeness(one) >= familiar) return true;
	if (one.errors === 0) return one.start === expected || length >= tellingLength;
	return length >= tellingLengthEdited && one.errors <= length * mostChangedAlone;
}

/** How like the surroundings are on both sides; one side that is nearly untouched is enough. */
function likeness({ before, after }: Weighed): number {
	if (before === undefined || after === undefined) return before ?? after ?? 0;
	return Math.max((before + after) / 2, Math.max(before, after) * 0.75);
}

/** Weighs a candidate, and moves the edges of an edited one to where its surroundings begin. */
function weigh(text: string, quote: TextQuoteSelector, expected: number, one: Candidate): Weighed {
	const { prefix, suffix, exact } = quote;
	const slack = one.errors === 0 ? 0 : Math.min(64, one.errors + 8);
	const first = Math.max(0, one.start - slack - 2 * prefix.length);
	const last = one.end + slack + 2 * suffix.length;
	const left = edge(text.slice(first, one.start + slack), one.start - first, prefix, slack);
	const ahead = text.slice(Math.max(0, one.end - slack), last);
	const right = edge(backwards(ahead), Math.min(last, text.length) - one.end, backwards(suffix), slack);
	const [start, end] = [one.start + left.shift, one.end - right.shift];
	const nearness = 1 - Math.abs(one.start - expected) / (text.length + 1);
	return {
		...(start < end ? { start, end } : { start: one.start, end: one.end }),
		errors: one.errors,
		before: left.like,
		after: right.like,
		weight: 2 * (1 - one.errors / exact.length) + (left.like ?? 0.5) + (right.like ?? 0.5) + nearness / 10
	};
}

/** How like `context` is what ends at `at` in `piece`; and how far off, at most `slack`, something liker ends. */
function edge(piece: string, at: number, context: string, slack: number): { shift: number; like?: number } {
	if (context === '') return at === 0 ? { shift: 0, like: 1 } : { shift: 0 };
	const errors = distances(context, piece);
	let best = at;
	for (let j = Math.max(0, at - slack); j < errors.length; j++) {
		const fewer = errors[best]! - errors[j]!;
		if (fewer > 0 || (fewer === 0 && Math.abs(j - at) < Math.abs(best - at))) best = j;
	}
	// Where the words next to the edge were edited too, the rest says only that it is near, not where it is.
	const isSharp = piece.slice(0, best).endsWith(context.slice(-3));
	if (!isSharp || errors[best]! > context.length / 4) best = at;
	return { shift: best - at, like: 1 - errors[best]! / context.length };
}

function heaviest(candidates: Weighed[]): Weighed | undefined {
	let best = candidates[0];
	for (const one of candidates) if (best && one.weight > best.weight) best = one;
	return best;
}

function settled(text: string, exact: string, expected: number, { start, end }: Candidate): Placement {
	if (text.slice(start, end) !== exact) {
		return { start: floor(text, start), end: ceiling(text, end), quality: 'edited' };
	}
	return { start, end, quality: start === expected ? 'exact' : 'moved' };
}
