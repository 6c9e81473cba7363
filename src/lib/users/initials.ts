/** The letters by which a name is known in little room: of its first and its last word. */
export function initialsOf(name: string): string {
	const words = name.split(/[\s.,;]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	const [first = '', ...others] = words;
	return [first, others.at(-1) ?? '']
		.map((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '')
		.join('')
		.toLocaleUpperCase('en');
}
