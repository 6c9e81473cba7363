import type { Unit } from './agreement-tally.ts';

/** For tests: units from one line of values for each coder, in the order of the units; `.` is a missing coding. */
export function unitsOf(lines: Record<string, string>): Unit<string>[] {
	const rows = Object.entries(lines).map(([coder, line]) => ({ coder, values: line.trim().split(/\s+/) }));
	return rows[0]!.values.map((_, place) => ({
		id: place + 1,
		codings: rows
			.filter(({ values }) => values[place] !== '.')
			.map(({ coder, values }) => ({ coder, value: values[place]! }))
	}));
}

/** For tests. Four observers, twelve units, missing data: Krippendorff (2011), section C; Gwet (2014), page 120. */
export const fourObservers = unitsOf({
	A: '1 2 3 3 2 1 4 1 2 . . .',
	B: '1 2 3 3 2 2 4 1 2 5 . 3',
	C: '. 3 3 3 2 3 4 2 2 5 1 .',
	D: '1 2 3 3 2 4 4 1 2 5 1 .'
});
export const oneToFive = ['1', '2', '3', '4', '5'];
