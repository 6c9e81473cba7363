import { type Placement, place, type Quality } from './placement.ts';
import { ceiling, describe, floor, type Selectors, toCodeUnits } from './selector.ts';

/** A passage as it was marked, and where it stood before the text changed; null for an orphan. */
export type Marked = { selectors: Selectors; place: { start: number; end: number } | null };

/**
 * Follows passages from one version of a text to the next. What the change left alone moves along with it; what it
 * touched is found again by the words that it had just before, and failing that by those that were marked, so that many
 * small edits are survived and an orphan comes back when its words do.
 */
export function follower(before: string, after: string): (marked: Marked) => Placement | null {
	const untouched = untouchedParts(before, after);
	return ({ selectors, place: was }) => {
		const settled = (start: number, end: number) => weighed(after, selectors, start, end);
		if (was && was.end < untouched.head) return settled(was.start, was.end);
		if (was && was.start > before.length - untouched.tail) {
			const moved = after.length - before.length;
			return settled(was.start + moved, was.end + moved);
		}
		const words = selectors.quote.exact;
		const found = was && place(after, describe(before, was.start, was.end));
		const isAsMarked = found && after.slice(found.start, found.end) === words;
		// Looked for again as it was marked: where it had other words since, or its words stand somewhere else.
		const hadOthers = !was || before.slice(was.start, was.end) !== words;
		const isWorthwhile = found ? !isAsMarked && after.includes(words) : hadOthers || after.includes(words);
		const asMarked = isWorthwhile ? place(after, selectors) : null;
		if (!found || (asMarked && asMarked.quality !== 'edited')) return asMarked;
		return settled(found.start, found.end);
	};
}

/** How many code units are the same at the beginning and at the end of both texts; never the same ones twice. */
function untouchedParts(before: string, after: string): { head: number; tail: number } {
	const most = Math.min(before.length, after.length);
	let head = 0;
	while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head++;
	let tail = 0;
	while (
		tail < most - head &&
		before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
	)
		tail++;
	return { head, tail };
}

function weighed(text: string, { quote, position }: Selectors, start: number, end: number): Placement {
	const [from, to] = [floor(text, start), ceiling(text, end)];
	const isSame = text.slice(from, to) === quote.exact;
	const quality: Quality = !isSame
		? 'edited'
		: from === toCodeUnits(text, position.start)
			? 'exact'
			: 'moved';
	return { start: from, end: to, quality };
}
