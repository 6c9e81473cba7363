/** A lexeme and what it adds to a likeness. */
export type Weighed = { lexeme: string; weight: number };

type Word = { written: string; lexemes: readonly string[]; at: number };

/** A word as the eye takes it: letters and figures, with what joins them inside. */
const word = /[\p{L}\p{M}\p{N}]+(?:['’.\-/][\p{L}\p{M}\p{N}]+)*/gu;

/** What adds less than this share of the most telling phrase explains nothing. */
const leastShare = 0.2;
const longest = 3;

/** The words of a text as they are written, each once. */
export function wordsOf(text: string): string[] {
	return [...new Set(Array.from(text.matchAll(word), ([written]) => written))];
}

/**
 * The words of `text` that stand for `weighed`, as they are written, the most telling first. Neighbours make a phrase
 * ("Normandy format", "Council of Europe"); no lexeme is named twice.
 * @param lexemesOf the lexemes of each word; none for a word that search leaves out
 */
export function sharedPhrases(
	text: string,
	lexemesOf: ReadonlyMap<string, readonly string[]>,
	weighed: readonly Weighed[]
): string[] {
	const weights = new Map(weighed.map(({ lexeme, weight }) => [lexeme, weight]));
	const weightOf = (lexemes: Iterable<string>) =>
		[...new Set(lexemes)].reduce((sum, lexeme) => sum + (weights.get(lexeme) ?? 0), 0);
	const phrases = phrasesIn(text, lexemesOf, weights).map((words) => ({
		text: text.slice(words[0]!.at, words.at(-1)!.at + words.at(-1)!.written.length),
		lexemes: words.flatMap(({ lexemes }) => lexemes).filter((lexeme) => weights.has(lexeme))
	}));
	const telling = phrases.toSorted((a, b) => weightOf(b.lexemes) - weightOf(a.lexemes));
	const least = leastShare * weightOf(telling[0]?.lexemes ?? []);
	const named = new Set<string>();
	const chosen: string[] = [];
	for (const phrase of telling) {
		if (phrase.lexemes.some((lexeme) => named.has(lexeme))) continue;
		if (weightOf(phrase.lexemes) < least) break;
		for (const lexeme of phrase.lexemes) named.add(lexeme);
		chosen.push(phrase.text);
	}
	return chosen;
}

/** Runs of shared words with nothing but a space, or an "of", between them, and each of their words alone. */
function phrasesIn(
	text: string,
	lexemesOf: ReadonlyMap<string, readonly string[]>,
	weights: ReadonlyMap<string, number>
): Word[][] {
	const words = Array.from(text.matchAll(word), (match): Word => {
		const [written] = match;
		return { written, lexemes: lexemesOf.get(written) ?? [], at: match.index };
	});
	const shared = words.filter(({ lexemes }) => lexemes.some((lexeme) => weights.has(lexeme)));
	const runs: Word[][] = [];
	for (const one of shared) {
		const run = runs.at(-1);
		const last = run?.at(-1);
		const between = last && text.slice(last.at + last.written.length, one.at);
		if (last && run && run.length < longest && belongs(last, between!, one)) run.push(one);
		else runs.push([one]);
	}
	return [...runs, ...runs.filter((run) => run.length > 1).flatMap((run) => run.map((one) => [one]))];
}

/** A name that follows a common word begins another phrase: "talks", "Minsk". */
const belongs = (before: Word, between: string, { written }: Word) =>
	between === ' of ' || (between === ' ' && (isName(before.written) || !isName(written)));
const isName = (written: string) => /^\p{Lu}/u.test(written);
