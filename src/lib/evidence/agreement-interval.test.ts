import { describe, expect, test } from 'vitest';
import { agreementOf, coefficients, type Agreement, type Measure } from './agreement.ts';
import { quantile } from './agreement-interval.ts';
import { tallyOf, type Tally } from './agreement-tally.ts';

/** Two coders on a scale of five who say the same in three of four units, and in the fourth are one step apart. */
function pairsOf(units: number): Tally {
	const step = (from: number) => [0, 1, 2, 3, 4].map((at) => (at === from || at === from + 1 ? 1 : 0));
	const same = (on: number) => [0, 1, 2, 3, 4].map((at) => (at === on ? 2 : 0));
	return tallyOf(5, [
		...[0, 1, 2, 3, 4].map((on) => ({ counts: same(on), units: (units * 3) / 20 })),
		...[0, 1, 2, 3].map((from) => ({ counts: step(from), units: units / 16 }))
	]);
}

function measured(of: Tally, options?: Parameters<typeof agreementOf>[1]): Agreement {
	const result = agreementOf(of, options);
	if (result.kind === 'too-few') throw new Error('Too few units for an interval.');
	return result;
}
function intervalOf(measure: Measure) {
	if (measure.value === null || measure.interval === null) throw new Error('There is no interval.');
	return { ...measure.interval, width: measure.interval.high - measure.interval.low };
}

describe('bootstrap intervals', () => {
	test('hold their value, and narrow as the square root of the units', () => {
		const [few, many] = [measured(pairsOf(80)), measured(pairsOf(1280))];
		for (const name of coefficients) {
			const { low, high, width } = intervalOf(few[name]);
			expect(low).toBeLessThan(few[name].value!);
			expect(high).toBeGreaterThan(few[name].value!);
			// Sixteen times as many units: a quarter of the width.
			expect(width / intervalOf(many[name]).width).toBeGreaterThan(3);
			expect(width / intervalOf(many[name]).width).toBeLessThan(5.5);
		}
	});

	test('of percent agreement come near the binomial they must have: ± 1.96 × √(p (1 − p) ÷ n)', () => {
		const { percentAgreement } = measured(pairsOf(400), { resamples: 4000 });
		const half = 1.96 * Math.sqrt((0.75 * 0.25) / 400);
		const { low, high } = intervalOf(percentAgreement);
		expect(Math.abs(low - (0.75 - half))).toBeLessThan(half / 8);
		expect(Math.abs(high - (0.75 + half))).toBeLessThan(half / 8);
	});

	test('are the same for the same seed, and others for another', () => {
		expect(measured(pairsOf(80), { seed: 3 })).toEqual(measured(pairsOf(80), { seed: 3 }));
		expect(measured(pairsOf(80), { seed: 4 }).ac2).not.toEqual(measured(pairsOf(80), { seed: 3 }).ac2);
	});

	test('of alpha and of percent agreement do not move with singly coded units; those of Gwet do', () => {
		const pairs = pairsOf(80);
		const single = { counts: [0, 0, 0, 0, 1], units: 30 };
		const [without, withSingle] = [measured(pairs), measured(tallyOf(5, [...pairs.patterns, single]))];
		expect(withSingle.alphaOrdinal).toEqual(without.alphaOrdinal);
		expect(withSingle.percentAgreement).toEqual(without.percentAgreement);
		expect(withSingle.ac2).not.toEqual(without.ac2);
	});

	test('say on how many resamples they rest where some had no variation', () => {
		const almostSame = tallyOf(5, [
			{ counts: [0, 2, 0, 0, 0], units: 10 },
			{ counts: [0, 1, 1, 0, 0], units: 1 }
		]);
		// All eleven draws miss the one odd unit in (10 ÷ 11)¹¹ = 35% of resamples.
		const { resamples } = intervalOf(measured(almostSame).alphaOrdinal);
		expect(resamples).toBeGreaterThan(600);
		expect(resamples).toBeLessThan(700);
	});

	test('are left out when no resamples are asked for', () => {
		expect(measured(pairsOf(80), { resamples: 0 }).ac1).toMatchObject({ interval: null });
	});
});

test('quantiles lie between their neighbours: of 1, 2, 3, 4 the 2.5% one is 1.075', () => {
	expect(quantile([1, 2, 3, 4], 0.025)).toBeCloseTo(1.075, 12);
	expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
	expect(quantile([5], 0.975)).toBe(5);
});
