import { fewestUnits, type Agreement, type Measure, type TooFew, type Undefined } from './agreement.ts';

/**
 * From which alpha on codings can be relied on, and from which on only for tentative conclusions.
 * Source: Krippendorff, K. (2004), Content Analysis: An Introduction to Its Methodology, 2nd ed., Sage, page 241.
 */
export const thresholds = { reliable: 0.8, tentative: 0.667 } as const;

export const thresholdsSource =
	'Krippendorff, K. (2004), Content Analysis, 2nd ed., Sage, p. 241: rely on variables with an alpha of .800 or more; with .667 to .800 draw tentative conclusions only.';

const reasons: Record<Undefined, string> = {
	'no-variation': 'undefined: every coding gives the same effect, so there is nothing to tell apart',
	'one-category': 'undefined: there was one effect to choose from',
	'no-pairs': 'undefined: nothing is coded twice'
};

/** `0.932`, `−0.041`: three decimals, since the thresholds have three. */
export const formatCoefficient = (value: number) => value.toFixed(3).replace('-', '−');

/** `83.7%`, of a share. */
export const asPercent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** `0.884 to 0.965`, or nothing where there is no interval. */
export function intervalInWords(measure: Measure, format = formatCoefficient): string | undefined {
	if (measure.value === null || !measure.interval) return undefined;
	const { low, high } = measure.interval;
	return `${format(low)} to ${format(high)}`;
}

export const valueInWords = (measure: Measure, format = formatCoefficient) =>
	measure.value === null ? 'undefined' : format(measure.value);

export const counted = (n: number, one: string, many = `${one}s`) =>
	`${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** What an alpha means, with how sure that is. */
export function verdict(alpha: Measure): string {
	if (alpha.value === null) return `Alpha is ${reasons[alpha.reason]}.`;
	const { reliable, tentative } = thresholds;
	const low = alpha.interval?.low ?? alpha.value;
	const reaches = `the interval reaches down to ${formatCoefficient(low)}`;
	if (alpha.value < tentative)
		return 'Too low to rest conclusions on: train on the codebook and adjudicate before you use these codings.';
	if (alpha.value < reliable)
		return low < tentative
			? `At best good for tentative conclusions; ${reaches}, too low for any.`
			: 'Good for tentative conclusions only.';
	if (low >= reliable) return 'Reliable: conclusions can rest on these codings.';
	return `Reliable by its value, but ${reaches}: code more twice before much rests on it.`;
}

/** The finding in one sentence. */
export function agreementFinding(result: Agreement | TooFew, coders: number): string {
	if (result.kind === 'too-few')
		return result.units === 0
			? 'Nothing here is coded by two people yet.'
			: `Only ${counted(result.units, 'unit')} here ${result.units === 1 ? 'is' : 'are'} coded by two people: too few for a number, which takes ${fewestUnits}.`;
	const { alphaOrdinal: alpha, units } = result;
	const over = `over ${counted(units, 'unit')} that ${counted(coders, 'person', 'people')} coded`;
	if (alpha.value === null) return `Krippendorff’s alpha is undefined ${over}.`;
	const interval = intervalInWords(alpha);
	return `Krippendorff’s alpha is ${formatCoefficient(alpha.value)}${interval ? ` (95% interval ${interval})` : ''} ${over}.`;
}
