import { tallyOf, type Tally } from './agreement-tally.ts';

/* For tests: codings as the sources print them, and their tallies. */

/** From one line of values for each coder, in the order of the units; `.` is a missing coding. */
export function tallyOfLines(lines: readonly string[], categories: readonly string[]): Tally {
	const rows = lines.map((line) => line.trim().split(/\s+/));
	const units = rows[0]!.map((_, unit) => {
		const values = rows.map((row) => row[unit]!).filter((value) => value !== '.');
		for (const value of values) if (!categories.includes(value)) throw new Error(`No category: ${value}`);
		return { counts: categories.map((one) => values.filter((value) => value === one).length), units: 1 };
	});
	return tallyOf(categories.length, units);
}

/** Four observers, twelve units, missing data: Krippendorff (2011), section C; Gwet (2014), page 120. */
export const fourObservers = [
	'1 2 3 3 2 1 4 1 2 . . .',
	'1 2 3 3 2 2 4 1 2 5 . 3',
	'. 3 3 3 2 3 4 2 2 5 1 .',
	'1 2 3 3 2 4 4 1 2 5 1 .'
];
export const oneToFive = ['1', '2', '3', '4', '5'];
