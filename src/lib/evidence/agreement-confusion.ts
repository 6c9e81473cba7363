import { tallyOf, type Tally } from './agreement-tally.ts';

/** `counts[row][column]`: units to which one coder gave the row's category and the other the column's. */
export type CrossTable = readonly (readonly number[])[];

/**
 * Who said what where another said what.
 * first-by-second: two coders; rows are the first one's values, columns the second's; each unit counts once.
 * symmetric: more coders; each pair of codings of a unit counts both ways round, so the counts add up to twice `pairs`.
 */
export type Confusion = {
	reading: 'first-by-second' | 'symmetric';
	counts: number[][];
	/** Pairs of codings of one unit by two coders. */
	pairs: number;
};

/** The confusion matrix of one pair of coders, or of several pairs taken together; each with its first coder in the rows. */
export function confusionOf(categories: number, tables: readonly CrossTable[]): Confusion {
	const counts = Array.from({ length: categories }, () => Array<number>(categories).fill(0));
	const isOriented = tables.length === 1;
	let pairs = 0;
	for (const table of tables) {
		for (const [row, line] of table.entries()) {
			for (const [column, units] of line.entries()) {
				counts[row]![column]! += units;
				if (!isOriented) counts[column]![row]! += units;
				pairs += units;
			}
		}
	}
	return { reading: isOriented ? 'first-by-second' : 'symmetric', counts, pairs };
}

/** The same with the second coder in the rows. */
export const turned = (table: CrossTable): number[][] =>
	table.map((line, row) => line.map((_, column) => table[column]![row]!));

/** The units of two coders, without telling them apart. */
export function tallyOfPair(table: CrossTable): Tally {
	const patterns = table.flatMap((line, row) =>
		line.map((units, column) => {
			const counts = Array<number>(table.length).fill(0);
			counts[row]! += 1;
			counts[column]! += 1;
			return { counts, units };
		})
	);
	return tallyOf(table.length, patterns);
}
