import { plainText, type Table } from './document.ts';

/** Of an average letter in a table, in twentieths of a point. */
const letter = 118;

/**
 * How wide the columns of a table stand in so many twentieths of a point: those of figures as wide as the longest word
 * of their head, the others share what is left.
 */
export function columnWidths({ head, figures }: Pick<Table, 'head' | 'figures'>, width: number): number[] {
	const longest = (column: number) =>
		Math.max(
			4,
			...plainText(head[column]!)
				.split(/\s/)
				.map(({ length }) => length)
		);
	const wanted = head.map((_, column) => (figures.includes(column) ? (longest(column) + 2) * letter : 0));
	const taken = wanted.reduce((sum, one) => sum + one, 0);
	const others = wanted.filter((one) => one === 0).length;
	const left = width - taken;
	// Too many figures for the page: all columns alike.
	if (left < others * 12 * letter) return head.map(() => Math.floor(width / head.length));
	return wanted.map((one) => one || Math.floor(left / others));
}
