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
export function drawWithReplacement(units: ArrayLike<number>, random: Random, into: Uint32Array): void {
	let draws = 0;
	for (let kind = 0; kind < units.length; kind++) draws += units[kind]!;
	let left = draws;
	for (let kind = 0; kind < units.length; kind++) {
		const n = units[kind]!;
		const drawn = n === left ? draws : n === 0 ? 0 : binomial(draws, n / left, random);
		into[kind] = drawn;
		draws -= drawn;
		left -= n;
	}
}

/** With fewer expected successes than this they are counted up. */
const few = 10;

/** How many of `n` draws succeed, each with chance `p`. Exact, at a cost that does not grow with `n`. */
export function binomial(n: number, p: number, random: Random): number {
	if (p > 0.5) return n - binomial(n, 1 - p, random);
	return n * p < few ? byInversion(n, p, random) : byRejection(n, p, random);
}

/** Goes through the distribution from 0 up. Source: Kachitvichyanukul & Schmeiser (1988), algorithm BINV. */
function byInversion(n: number, p: number, random: Random): number {
	const odds = p / (1 - p);
	for (;;) {
		let left = random();
		let chance = (1 - p) ** n;
		for (let x = 0; x <= n; x++) {
			if (left <= chance) return x;
			left -= chance;
			chance *= ((n - x) / (x + 1)) * odds;
		}
		// Only what rounding leaves over comes here.
	}
}

/**
 * Source: Hörmann, W. (1993), The Generation of Binomial Random Variates, Journal of Statistical Computation and
 * Simulation 46, 101–110, algorithm BTRS. Its constants hold for p of ½ or less and n p of 10 or more.
 */
function byRejection(n: number, p: number, random: Random): number {
	const deviation = Math.sqrt(n * p * (1 - p));
	const b = 1.15 + 2.53 * deviation;
	const a = -0.0873 + 0.0248 * b + 0.01 * p;
	const c = n * p + 0.5;
	const surelyBelow = 0.92 - 4.2 / b;
	for (;;) {
		const u = random() - 0.5;
		const v = random();
		const edge = 0.5 - Math.abs(u);
		const k = Math.floor(((2 * a) / edge + b) * u + c);
		if (edge >= 0.07 && v <= surelyBelow) return k;
		if (k < 0 || k > n) continue;
		const height = (v * (2.83 + 5.1 / b) * deviation) / (a / edge ** 2 + b);
		if (Math.log(height) <= logChance(n, p, k) - logChance(n, p, Math.floor((n + 1) * p))) return k;
	}
}

/** The logarithm of the chance of `k` of `n`, but for what does not depend on `k`. */
const logChance = (n: number, p: number, k: number) =>
	k * Math.log(p / (1 - p)) - logFactorial(k) - logFactorial(n - k);

const logFactorials = Float64Array.from({ length: 10 }, (_, n) =>
	Array.from({ length: n }, (_, at) => Math.log(at + 1)).reduce((sum, one) => sum + one, 0)
);

/** Stirling's series, to more digits than a number has from 10 on. */
function logFactorial(n: number): number {
	if (n < logFactorials.length) return logFactorials[n]!;
	const m = n + 1;
	const tail = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * m ** 2)) / m ** 2) / m ** 2) / m;
	return (m - 0.5) * Math.log(m) - m + 0.5 * Math.log(2 * Math.PI) + tail;
}
