/** Somebody who wrote a text: a person, or a body by its name. */
export type AuthorName = { family: string; given: string } | { literal: string };

/**
 * The names in what stands in the field of authors: `Family, Given; Family, Given`. What has no comma is a body's name, and
 * so is what stands in braces, whatever is in it: `{Ministry of Foreign Affairs, Moscow}`.
 */
export function authorNames(text: string): AuthorName[] {
	const parts = text.match(/(?:\{[^{}]*\}|[^;])+/g) ?? [];
	return parts.flatMap((part): AuthorName[] => {
		const name = part.trim();
		const body = /^\{([^{}]*)\}$/.exec(name)?.[1]?.trim();
		if (body !== undefined) return body ? [{ literal: body }] : [];
		const [family = '', ...rest] = name.split(',').map((piece) => piece.trim());
		const given = rest.filter(Boolean).join(', ');
		if (family && given) return [{ family, given }];
		return family || given ? [{ literal: family || given }] : [];
	});
}

/** The same the other way round, as far as `most` letters hold whole names. */
export function authorText(names: readonly AuthorName[], most: number): string {
	let text = '';
	for (const name of names) {
		const longer = text ? `${text}; ${inText(name)}` : inText(name);
		if (longer.length > most) return text;
		text = longer;
	}
	return text;
}

function inText(name: AuthorName): string {
	if (!('literal' in name)) return `${withoutMarks(name.family)}, ${name.given.replace(/[;{}]/g, ' ')}`;
	const body = name.literal.replace(/[{}]/g, ' ').trim();
	return /[,;]/.test(body) ? `{${body}}` : body;
}

const withoutMarks = (family: string) => family.replace(/[,;{}]/g, ' ').trim();
