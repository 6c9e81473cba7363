import { backwards, distances } from './edit-distance.ts';

/** A piece of a text that may be the passage sought. */
export type Candidate = { start: number; end: number; errors: number };

/** How many candidates are looked at closely. */
const shortlisted = 16;
/** Cells (text × pattern) that one search may fill: what keeps it within milliseconds whatever it is given. */
const mostCells = 60_000_000;

/** Keeps the best few of what is offered, least cost first; of equals the first offered. */
function shortlist<T>(cost: (one: T) => number) {
	const kept: { one: T; cost: number }[] = [];
	return {
		offer(one: T) {
			const price = cost(one);
			if (kept.length === shortlisted && price >= kept.at(-1)!.cost) return;
			const place = kept.findIndex((other) => price < other.cost);
			kept.splice(place < 0 ? kept.length : place, 0, { one, cost: price });
			if (kept.length > shortlisted) kept.pop();
		},
		kept: () => kept.map(({ one }) => one)
	};
}

/** Where `exact` stands word for word: the few places whose surroundings agree longest, then nearest to `near`. */
export function verbatim(
	text: string,
	exact: string,
	prefix: string,
	suffix: string,
	near: number
): Candidate[] {
	const best = shortlist<number>(
		(at) => Math.abs(at - near) / (text.length + 1) - agreement(text, at, exact.length, prefix, suffix)
	);
	let left = mostCells;
	for (let at = text.indexOf(exact); at >= 0 && left > 0; at = text.indexOf(exact, at + 1)) {
		best.offer(at);
		left -= exact.length + 64;
	}
	return best.kept().map((start) => ({ start, end: start + exact.length, errors: 0 }));
}

/** How many code units next to a passage are those next to the quote, before and after. */
function agreement(text: string, at: number, length: number, prefix: string, suffix: string): number {
	let before = 0;
	while (
		before < prefix.length &&
		text.charCodeAt(at - 1 - before) === prefix.charCodeAt(prefix.length - 1 - before)
	)
		before++;
	let after = 0;
	while (after < suffix.length && text.charCodeAt(at + length + after) === suffix.charCodeAt(after)) after++;
	return before + after;
}

/** Where something stands that is at most `most` edits from `exact`: fewest edits first, then nearest to `near`. */
export function approximate(text: string, exact: string, most: number, near: number): Candidate[] {
	const reach = Math.max(4 * exact.length, Math.floor(mostCells / exact.length));
	const from = Math.max(0, Math.min(near - (reach >> 1), text.length - reach));
	const errors = distances(exact, text.slice(from, from + reach));
	const best = shortlist<number>(
		(j) => errors[j]! + Math.abs(from + j - exact.length - near) / (text.length + 1)
	);
	for (let j = 1; j < errors.length; j++) {
		const isValley = errors[j]! <= errors[j - 1]! && errors[j]! <= (errors[j + 1] ?? Infinity);
		if (isValley && errors[j]! <= most) best.offer(j);
	}
	const affordable = Math.max(1, Math.floor(mostCells / exact.length ** 2));
	const reversed = backwards(exact);
	return best
		.kept()
		.slice(0, affordable)
		.map((j) => beginning(text, reversed, from + j, errors[j]!));
}

/** The candidate that ends at `end`: of its possible beginnings the one that makes it most nearly as long as the quote. */
function beginning(text: string, reversed: string, end: number, errors: number): Candidate {
	const before = backwards(text.slice(Math.max(0, end - reversed.length - errors), end));
	const found = distances(reversed, before);
	let length = 0;
	for (let j = 1; j < found.length; j++) {
		const isFewer = found[j]! < found[length]!;
		const isAsFew = found[j] === found[length];
		if (isFewer || (isAsFew && Math.abs(j - reversed.length) < Math.abs(length - reversed.length)))
			length = j;
	}
	return { start: end - length, end, errors };
}
