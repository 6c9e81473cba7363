import { expect, test } from 'vitest';
import { agreementOf, type Measure } from './agreement.ts';
import { agreementFinding, formatCoefficient, verdict } from './agreement-words.ts';
import { tallyOf } from './agreement-tally.ts';

const alpha = (value: number, low: number): Measure => ({
	value,
	interval: { low, high: 1, resamples: 1000 }
});

test.each([
	[alpha(0.93, 0.88), 'Reliable: conclusions can rest on these codings.'],
	[alpha(0.8, 0.8), 'Reliable: conclusions can rest on these codings.'],
	[alpha(0.83, 0.71), 'the interval reaches down to 0.710'],
	[alpha(0.799, 0.7), 'Good for tentative conclusions only.'],
	[alpha(0.7, 0.6), 'too low for any'],
	[alpha(0.666, 0.5), 'Too low to rest conclusions on'],
	[alpha(-0.2, -0.4), 'Too low to rest conclusions on'],
	[{ value: null, reason: 'no-variation' } as const, 'every coding gives the same effect']
])('the verdict follows Krippendorff’s thresholds, and the interval: %o', (measure, words) => {
	expect(verdict(measure)).toContain(words);
});

test('coefficients are written with three decimals and a true minus sign', () => {
	expect([0.9324338, 1, -0.0414].map(formatCoefficient)).toEqual(['0.932', '1.000', '−0.041']);
});

test('the finding says over how much, or that there is too little', () => {
	expect(agreementFinding({ kind: 'too-few', units: 0 }, 0)).toBe('Nothing here is coded by two people yet.');
	expect(agreementFinding({ kind: 'too-few', units: 1 }, 2)).toBe(
		'Only 1 unit here is coded by two people: too few for a number, which takes 10.'
	);
	const perfect = agreementOf(tallyOf(2, [{ counts: [2, 0], units: 600 }, { counts: [0, 2], units: 600 }])); // prettier-ignore
	expect(agreementFinding(perfect, 2)).toBe(
		'Krippendorff’s alpha is 1.000 (95% interval 1.000 to 1.000) over 1,200 units that 2 people coded.'
	);
	const flat = agreementOf(tallyOf(2, [{ counts: [2, 0], units: 10 }]));
	expect(agreementFinding(flat, 2)).toBe(
		'Krippendorff’s alpha is undefined over 10 units that 2 people coded.'
	);
});
