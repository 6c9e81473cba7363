import type { CalendarDate } from '../calendar.ts';

export type Coder = string | number;
export type Value = string | number;

/** One thing that several people coded apart from one another. A missing coding is left out, or null. */
export type Unit<V extends Value = Value> = {
	id: string | number;
	codings: readonly { coder: Coder; value: V | null }[];
	/** The date that places the unit in time, for agreement over time. */
	on?: CalendarDate | null;
};

/** Units that received the same values, whoever gave them: all that the coefficients need to know of them. */
export type Pattern = {
	/** How many coders chose each category, in the order of the categories. */
	counts: number[];
	/** Their sum: codings of each such unit, at least 1. */
	codings: number;
	/** How many units look like this. */
	units: number;
};

/** Units without names: in an order of its own, so that no result depends on the order of units or coders. */
export type Tally = { categories: number; patterns: Pattern[] };

/** The codings that were made: no missing ones, and no coder twice. */
export function madeCodings<V extends Value>(unit: Unit<V>): { coder: Coder; value: V }[] {
	const made = unit.codings.filter((coding): coding is { coder: Coder; value: V } => coding.value !== null);
	if (new Set(made.map(({ coder }) => coder)).size === made.length) return made;
	throw new RangeError(`Unit ${unit.id} holds two codings by one coder; agreement is between coders.`);
}

/** The place of each category; refuses a list that names one twice. */
export function placesOf<V extends Value>(categories: readonly V[]): (value: V) => number {
	const places = new Map(categories.map((category, place) => [category, place]));
	if (places.size < categories.length) throw new RangeError('A category is listed twice.');
	return (value) => {
		const place = places.get(value);
		if (place === undefined) throw new RangeError(`${value} is not one of the categories.`);
		return place;
	};
}

/** Counts units by what they received. Units without a coding count nowhere. */
export function tally<V extends Value>(units: readonly Unit<V>[], categories: readonly V[]): Tally {
	const placeOf = placesOf(categories);
	const patterns = new Map<string, Pattern>();
	for (const unit of units) {
		const counts = categories.map(() => 0);
		const made = madeCodings(unit);
		for (const { value } of made) counts[placeOf(value)]! += 1;
		if (made.length === 0) continue;
		const key = counts.join(' ');
		const known = patterns.get(key);
		if (known) known.units += 1;
		else patterns.set(key, { counts, codings: made.length, units: 1 });
	}
	const inOrder = [...patterns].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
	return { categories: categories.length, patterns: inOrder };
}

/** Units with at least two codings: those that agreement can be seen on. */
export const isDoublyCoded = ({ codings }: Pattern) => codings >= 2;

/** How many units the patterns stand for. */
export const unitsIn = (patterns: Pattern[]) => patterns.reduce((sum, { units }) => sum + units, 0);
