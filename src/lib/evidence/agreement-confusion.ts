import { madeCodings, placesOf, type Coder, type Unit, type Value } from './agreement-tally.ts';

/**
 * Who said what where another said what: `counts[row][column]`, both in the order of the categories.
 * first-by-second: two coders; rows are the first one's values, columns the second's; each unit counts once.
 * symmetric: more coders; each pair of codings of a unit counts both ways round, so the counts add up to twice `pairs`.
 */
export type Confusion<V extends Value = Value> = {
	reading: 'first-by-second' | 'symmetric';
	categories: V[];
	/** Those who coded a doubly coded unit, in the order of the matrix where it has one. */
	coders: Coder[];
	counts: number[][];
	/** Pairs of codings of one unit by two coders. */
	pairs: number;
};

/**
 * The confusion matrix of the units with two codings or more. `coders` says who comes first; who is not named there
 * follows in the order in which the units name them.
 */
export function confusionMatrix<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[],
	coders: readonly Coder[] = []
): Confusion<V> {
	const placeOf = placesOf(categories);
	const doublyCoded = units.map(madeCodings).filter((codings) => codings.length >= 2);
	const present = new Set(doublyCoded.flat().map(({ coder }) => coder));
	const ordered = [...new Set([...coders.filter((coder) => present.has(coder)), ...present])];
	const isOriented = ordered.length === 2;

	const counts = categories.map(() => categories.map(() => 0));
	let pairs = 0;
	for (const codings of doublyCoded) {
		for (const one of codings) {
			for (const other of codings) {
				if (one.coder === other.coder || (isOriented && one.coder !== ordered[0])) continue;
				counts[placeOf(one.value)]![placeOf(other.value)]! += 1;
				pairs += isOriented ? 1 : 0.5;
			}
		}
	}
	const reading = isOriented ? 'first-by-second' : 'symmetric';
	return { reading, categories: [...categories], coders: ordered, counts, pairs };
}
