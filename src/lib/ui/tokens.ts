/** Parts texts at semicolons, trims, leaves out empty ones and doubles (whatever their case). */
export function splitTokens(texts: readonly string[]): string[] {
	const seen = new Map<string, string>();
	for (const token of texts.flatMap((text) => text.split(';'))) {
		const trimmed = token.trim();
		if (trimmed !== '' && !seen.has(trimmed.toLowerCase())) seen.set(trimmed.toLowerCase(), trimmed);
	}
	return [...seen.values()];
}

/** The values of a TokenInput as a form sends them: ticked tokens and typed text alike. */
export function readTokens(form: FormData, name: string): string[] {
	return splitTokens(form.getAll(name).filter((value) => typeof value === 'string'));
}
