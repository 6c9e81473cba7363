/** Numbers from 0 up to, not including, 1: the same for the same seed. Source: Tommy Ettinger's mulberry32 (2017). */
export function seededRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

type Random = () => number;

/**
 * How often each of several kinds comes up when as many units are drawn with replacement as there are: the same as
 * drawing them one by one, at a cost that hardly grows with them. Writes into `into`, in the order of `units`.
 */
export function drawWithReplacement(units: readonly number[], random: Random, into: Uint32Array): void {
	let draws = units.reduce((sum, n) => sum + n, 0);
	let left = draws;
	for (const [kind, n] of units.entries()) {
		const drawn = n === left ? draws : n === 0 ? 0 : binomial(draws, n / left, random);
		into[kind] = drawn;
		draws -= drawn;
		left -= n;
	}
}

/** Below it each draw is made. */
const few = 24;

/**
 * How many of `n` draws succeed, each with chance `p`. Exact: of `n` uniform numbers the middle one is beta-distributed,
 * and tells on which side of `p` half of them lie. Source: Relles, D. A. (1972), A Simple Algorithm for Generating
 * Binomial Random Variables when N is Large, JASA 67, 612–613.
 */
export function binomial(n: number, p: number, random: Random): number {
	let successes = 0;
	while (n > few) {
		const middle = (n + 1) >> 1;
		const at = beta(middle, n + 1 - middle, random);
		if (at <= p) {
			successes += middle;
			n -= middle;
			p = (p - at) / (1 - at);
		} else {
			n = middle - 1;
			p /= at;
		}
	}
	for (; n > 0; n--) if (random() < p) successes++;
	return successes;
}

function beta(a: number, b: number, random: Random): number {
	const x = gamma(a, random);
	return x / (x + gamma(b, random));
}

/** For a shape of 1 or more. Source: Marsaglia & Tsang (2000), A Simple Method for Generating Gamma Variables. */
function gamma(shape: number, random: Random): number {
	const d = shape - 1 / 3;
	const c = 1 / Math.sqrt(9 * d);
	for (;;) {
		const x = normal(random);
		const v = (1 + c * x) ** 3;
		if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
	}
}

/** Box & Muller (1958). */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
