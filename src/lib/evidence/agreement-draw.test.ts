import { describe, expect, test } from 'vitest';
import { binomial, drawWithReplacement, seededRandom } from './agreement-draw.ts';

test('the generator fills its range evenly', () => {
	const random = seededRandom(1);
	const tenths = Array<number>(10).fill(0);
	for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]! += 1;
	for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

describe('binomial numbers', () => {
	test.each([
		[10, 0.3],
		[100, 0.05],
		[1000, 0.5],
		[100_000, 0.98]
	])('of %i draws at %d have the mean n p and the variance n p (1 − p)', (n, p) => {
		const random = seededRandom(11);
		const drawn = Array.from({ length: 20_000 }, () => binomial(n, p, random));
		const mean = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
		const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
		const expected = n * p * (1 - p);
		// Five standard errors of a mean of 20,000; of a variance, some 1% each.
		expect(Math.abs(mean - n * p)).toBeLessThan(5 * Math.sqrt(expected / 20_000));
		expect(Math.abs(variance / expected - 1)).toBeLessThan(0.06);
		expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...drawn)).toBeLessThanOrEqual(n);
	});

	test.each([
		[90_000, 0.0001],
		[40, 0.4],
		[200, 0.9]
	])('of %i draws at %d come as often as the formula says: C(n, k) pᵏ (1 − p)ⁿ⁻ᵏ', (n, p) => {
		const random = seededRandom(17);
		const times = new Map<number, number>();
		for (let i = 0; i < 100_000; i++) {
			const k = binomial(n, p, random);
			times.set(k, (times.get(k) ?? 0) + 1);
		}
		let chance = Math.exp(n * Math.log1p(-p));
		let [squares, kinds, seen, expected] = [0, 0, 0, 0];
		for (let k = 0; k <= n; k++) {
			seen += times.get(k) ?? 0;
			expected += 100_000 * chance;
			chance *= ((n - k) / (k + 1)) * (p / (1 - p));
			if (expected < 20 && k < n) continue;
			if (expected > 0) squares += (seen - expected) ** 2 / Math.max(expected, 1);
			kinds += 1;
			seen = expected = 0;
		}
		// χ² has the mean `kinds` − 1 and the variance twice that: four deviations above it are one in ten thousand.
		expect(squares).toBeLessThan(kinds - 1 + 4 * Math.sqrt(2 * (kinds - 1)));
	});

	test('have the distribution of 30 draws at a half: P(15) = 0.1445, P(at most 10) = 0.0494', () => {
		const random = seededRandom(5);
		const drawn = Array.from({ length: 50_000 }, () => binomial(30, 0.5, random));
		expect(drawn.filter((x) => x === 15).length / 50_000).toBeCloseTo(0.1445, 2);
		expect(drawn.filter((x) => x <= 10).length / 50_000).toBeCloseTo(0.0494, 2);
	});
});

test('a resample has as many units as there are, and none of a kind that there is not', () => {
	const drawn = new Uint32Array(4);
	const random = seededRandom(3);
	for (let i = 0; i < 200; i++) {
		drawWithReplacement([5, 0, 80, 0], random, drawn);
		expect([...drawn].reduce((sum, n) => sum + n, 0)).toBe(85);
		expect([drawn[1], drawn[3]]).toEqual([0, 0]);
	}
});
