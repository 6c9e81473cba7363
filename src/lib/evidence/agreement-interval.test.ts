import { describe, expect, test } from 'vitest';
import { agreement, type Agreement, type Unit } from './agreement.ts';
import { quantile, seededRandom } from './agreement-interval.ts';

/** Two coders on a scale of five; the second leaves the first's value once in `steady + 1` units, by one step. */
function units(count: number, steady = 3): Unit<number>[] {
	const random = seededRandom(7);
	return Array.from({ length: count }, (_, id) => {
		const first = Math.floor(random() * 5);
		const second = Math.floor(random() * (steady + 1)) === 0 ? Math.max(0, first - 1) : first;
		return { id, codings: [{ coder: 'A', value: first }, { coder: 'B', value: second }] }; // prettier-ignore
	});
}

const scale = [0, 1, 2, 3, 4];
function measured(of: Unit<number>[], options?: Parameters<typeof agreement>[2]): Agreement<number> {
	const result = agreement(of, scale, options);
	if (result.kind === 'too-few') throw new Error('Too few units for an interval.');
	return result;
}
function intervalOf(measure: Agreement['ac1']) {
	if (measure.value === null || measure.interval === null) throw new Error('There is no interval.');
	return { ...measure.interval, width: measure.interval.high - measure.interval.low };
}

describe('bootstrap intervals', () => {
	test('hold their value, and narrow as the square root of the units', () => {
		const [few, many] = [measured(units(100)), measured(units(1600))];
		for (const name of ['alphaOrdinal', 'alphaNominal', 'ac2', 'ac1', 'percentAgreement'] as const) {
			const { low, high, width } = intervalOf(few[name]);
			expect(low).toBeLessThan(few[name].value!);
			expect(high).toBeGreaterThan(few[name].value!);
			expect(width / intervalOf(many[name]).width).toBeGreaterThan(2.5);
			expect(width / intervalOf(many[name]).width).toBeLessThan(6.5);
		}
	});

	test('of percent agreement come near the binomial they must have: ± 1.96 × √(p (1 − p) ÷ n)', () => {
		const { percentAgreement } = measured(units(400), { resamples: 4000 });
		const p = percentAgreement.value!;
		const half = 1.96 * Math.sqrt((p * (1 - p)) / 400);
		const { low, high } = intervalOf(percentAgreement);
		expect(Math.abs(low - (p - half))).toBeLessThan(half / 8);
		expect(Math.abs(high - (p + half))).toBeLessThan(half / 8);
	});

	test('are the same for the same seed, and others for another', () => {
		expect(measured(units(50), { seed: 3 })).toEqual(measured(units(50), { seed: 3 }));
		expect(measured(units(50), { seed: 4 }).ac2).not.toEqual(measured(units(50), { seed: 3 }).ac2);
	});

	test('of alpha and of percent agreement do not move with singly coded units; those of Gwet do', () => {
		const single = Array.from({ length: 30 }, (_, id) => ({ id: -id, codings: [{ coder: 'A', value: 4 }] }));
		const [without, withSingle] = [measured(units(50)), measured([...single, ...units(50)])];
		expect(withSingle.singlyCoded).toBe(30);
		expect(withSingle.alphaOrdinal).toEqual(without.alphaOrdinal);
		expect(withSingle.percentAgreement).toEqual(without.percentAgreement);
		expect(withSingle.ac2).not.toEqual(without.ac2);
	});

	test('say on how many resamples they rest where some had no variation', () => {
		const same = Array.from({ length: 11 }, (_, id) => ({
			id,
			codings: [{ coder: 'A', value: 1 }, { coder: 'B', value: id === 0 ? 2 : 1 }] // prettier-ignore
		}));
		// All eleven draws miss the one odd unit in (10 ÷ 11)¹¹ = 35% of resamples.
		const { resamples } = intervalOf(measured(same).alphaOrdinal);
		expect(resamples).toBeGreaterThan(600);
		expect(resamples).toBeLessThan(700);
	});

	test('are left out when no resamples are asked for', () => {
		expect(measured(units(20), { resamples: 0 }).ac1).toMatchObject({ interval: null });
	});

	test('of ten thousand units and a thousand resamples take less than two seconds', () => {
		const many = units(10_000);
		// Time of the processor, so that a busy machine does not fail it.
		const before = process.cpuUsage();
		measured(many);
		const { user, system } = process.cpuUsage(before);
		expect((user + system) / 1000).toBeLessThan(2000);
	});
});

describe('the parts', () => {
	test('quantiles lie between their neighbours: of 1, 2, 3, 4 the 2.5% one is 1.075', () => {
		expect(quantile([1, 2, 3, 4], 0.025)).toBeCloseTo(1.075, 12);
		expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
		expect(quantile([5], 0.975)).toBe(5);
	});

	test('the generator fills its range evenly', () => {
		const random = seededRandom(1);
		const tenths = Array<number>(10).fill(0);
		for (let i = 0; i < 100_000; i++) tenths[Math.floor(random() * 10)]! += 1;
		for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
	});
});
