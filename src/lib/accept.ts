type Range = { type: string; q: number };

/** Of the media types that can be had, the one that an Accept header likes best; the first where it does not mind. */
export function preferred<const T extends string>(accept: string | null, types: readonly [T, ...T[]]): T {
	const ranges = (accept ?? '*/*').split(',').map(rangeOf);
	const liking = (type: string) => {
		const fitting = ranges.filter((range) => fits(range.type, type));
		// The narrowest range speaks for the type.
		const [narrowest] = fitting.sort((a, b) => a.type.split('*').length - b.type.split('*').length);
		return narrowest?.q ?? 0;
	};
	return types.reduce((best, type) => (liking(type) > liking(best) ? type : best), types[0]);
}

function rangeOf(text: string): Range {
	const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
	const q = parameters.find((parameter) => parameter.startsWith('q='));
	return { type, q: q ? Number(q.slice(2)) || 0 : 1 };
}

const fits = (range: string, type: string) =>
	range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)));
