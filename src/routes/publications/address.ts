/** The page's address with some parameters set, or removed where null or empty. Other places of a list are forgotten. */
export function changed(url: URL, changes: Record<string, string | null | undefined>): string {
	const parameters = new URLSearchParams(url.search);
	parameters.delete('cursor');
	for (const [name, value] of Object.entries(changes)) {
		if (value) parameters.set(name, value);
		else parameters.delete(name);
	}
	return parameters.size > 0 ? `${url.pathname}?${parameters}` : url.pathname;
}

/** The parameters of the address but for `without`, to be carried along by a form. */
export function kept(url: URL, without: readonly string[]): [string, string][] {
	return [...url.searchParams].filter(([name]) => name !== 'cursor' && !without.includes(name));
}
