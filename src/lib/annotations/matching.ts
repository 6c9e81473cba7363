import { backwards, distances } from './edit-distance.ts';

/** A piece of a text that may be the passage sought. */
export type Candidate = { start: number; end: number; errors: number };

type Quote = { exact: string; prefix: string; suffix: string };

/** From where to where, in code units. */
type Piece = [from: number, to: number];

/** How many candidates are looked at closely. */
const shortlisted = 16;
/** Code units around where a passage was within which it is always looked for. */
const nearby = 4096;
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

/**
 * Where something stands that is at most `most` edits from `exact`: fewest edits first, then nearest to `near`. Looked
 * for around `near`, and wherever pieces of the quote and its surroundings still stand word for word.
 */
export function approximate(
	text: string,
	{ exact, prefix, suffix }: Quote,
	most: number,
	near: number
): Candidate[] {
	const best = shortlist<{ end: number; errors: number }>(
		({ end, errors }) => errors + Math.abs(end - exact.length - near) / (text.length + 1)
	);
	const around = (at: number, room: number): Piece => [at - room, at + exact.length + room];
	const room = most + pieceLength;
	const places = seeds(text, prefix + exact + suffix, room).map((at) => around(at + prefix.length, room));
	for (const [from, to] of merged([around(near, room + nearby), ...places], text.length)) {
		const errors = distances(exact, text.slice(from, to));
		for (let j = 1; j < errors.length; j++) {
			const isValley = errors[j]! <= errors[j - 1]! && errors[j]! <= (errors[j + 1] ?? Infinity);
			if (isValley && errors[j]! <= most) best.offer({ end: from + j, errors: errors[j]! });
		}
	}
	const affordable = Math.max(1, Math.floor(mostCells / exact.length ** 2));
	const reversed = backwards(exact);
	return best
		.kept()
		.slice(0, affordable)
		.map(({ end, errors }) => beginning(text, reversed, end, errors));
}

/** Code units of the pieces by which a passage is looked for; rarer than any word. */
const pieceLength = 10;
/** How many of them are looked for, spread over the passage. */
const mostPieces = 24;
/** How often a piece may stand in a text and still say something. */
const mostHits = 64;

/** Where `quote` may begin: the few places to which most of its pieces point, each within `room` of it. */
function seeds(text: string, quote: string, room: number): number[] {
	const votes = new Map<number, { count: number; at: number }>();
	const step = Math.max(pieceLength, Math.floor(quote.length / mostPieces));
	for (let piece = 0; piece + pieceLength <= quote.length; piece += step) {
		const sought = quote.slice(piece, piece + pieceLength);
		let hits = 0;
		for (let at = text.indexOf(sought); at >= 0 && hits < mostHits; at = text.indexOf(sought, at + 1)) {
			hits++;
			const beginning = at - piece;
			const key = Math.floor(beginning / room);
			const vote = votes.get(key);
			if (vote) vote.count++;
			else votes.set(key, { count: 1, at: beginning });
		}
	}
	const best = shortlist<{ count: number; at: number }>(({ count }) => -count);
	for (const vote of votes.values()) best.offer(vote);
	return best.kept().map(({ at }) => at);
}

/** Pieces of a text of that length in order, those that overlap made one. */
function merged(pieces: readonly Piece[], length: number): Piece[] {
	const apart: Piece[] = [];
	for (const [start, end] of [...pieces].sort((a, b) => a[0] - b[0])) {
		const [from, to] = [Math.max(0, start), Math.min(length, end)];
		const last = apart.at(-1);
		if (last && from <= last[1]) last[1] = Math.max(last[1], to);
		else if (from < to) apart.push([from, to]);
	}
	return apart;
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
