/** Shorter than that, a guess is worth nothing. */
const shortestText = 20;
/** More would only cost time. */
const longestText = 1_000;

/**
 * The language of a text, found out by its letters; null where that is not sure. The detector is loaded when it is
 * first needed: it takes a second and some 90 MB.
 */
export async function detectLanguage(text: string): Promise<string | null> {
	const sample = text.slice(0, longestText);
	if (sample.trim().length < shortestText) return null;
	const { eld } = await import('eld/extrasmall');
	const found = eld.detect(sample);
	return found.language !== '' && found.isReliable() ? found.language : null;
}
