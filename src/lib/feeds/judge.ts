import { RE2JS } from 're2js';
import { fold, type Folded } from './folded.ts';
import { listed, type Rule } from './rule.ts';

/** What rules are asked about. */
export type JudgedItem = {
	/** The feed that brought it first. */
	feedId: number;
	title: string;
	summary: string;
	author: string;
	/** BCP 47 tag; null where it is not known. */
	language: string | null;
};

export type Verdict = { verdict: 'in' } | { verdict: 'out'; ruleId: number };

/** A place in a part of an item that made a rule match. */
export type Mark = { part: 'title' | 'summary' | 'author'; from: number; to: number };

/**
 * Whether rules let an item into the inbox. Rules that keep out come first; where rules that let in apply, one of them
 * has to match. The rules are those in force.
 */
export function judge(rules: readonly Rule[], item: JudgedItem): Verdict {
	const applying = rules.filter(({ feedId }) => feedId === null || feedId === item.feedId);
	const against = applying.find((rule) => rule.effect === 'exclude' && marksOf(rule, item) !== undefined);
	if (against) return { verdict: 'out', ruleId: against.id };
	const [first, ...others] = applying.filter(({ effect }) => effect === 'include');
	if (!first || [first, ...others].some((rule) => marksOf(rule, item) !== undefined))
		return { verdict: 'in' };
	return { verdict: 'out', ruleId: first.id };
}

/** Where an item matches a rule; undefined where it does not. Languages match without a place to show. */
export function marksOf(rule: Rule, item: JudgedItem): Mark[] | undefined {
	switch (rule.test) {
		case 'language':
			return matchesLanguage(rule, item) ? [] : undefined;
		case 'regex':
			return anyMarks(rule, item, (text) => regexMarks(rule.pattern, text));
		case 'phrase':
			return anyMarks(rule, item, (text) => find(needleOf(rule.pattern), foldedOf(text)));
		case 'words':
			return allMarks(rule, item);
	}
}

/** `en` matches en-GB. What is not known is let in by rules that let in, and not kept out by those that keep out. */
function matchesLanguage({ pattern, effect }: Rule, { language }: JudgedItem): boolean {
	if (!language) return effect === 'include';
	const spoken = language.toLowerCase();
	return listed(pattern.toLowerCase()).some((tag) => spoken === tag || spoken.startsWith(`${tag}-`));
}

type Range = { from: number; to: number };

function partsOf({ field }: Rule, { title, summary, author }: JudgedItem): [Mark['part'], string][] {
	const all: [Mark['part'], string][] = [
		['title', title],
		['summary', summary],
		['author', author]
	];
	if (field === 'anywhere') return all;
	const wanted = field === 'text' ? 'summary' : field;
	return all.filter(([part]) => part === wanted);
}

function anyMarks(rule: Rule, item: JudgedItem, search: (text: string) => Range[]): Mark[] | undefined {
	const found = partsOf(rule, item).flatMap(([part, text]) =>
		search(text).map((range) => ({ part, ...range }))
	);
	return found.length > 0 ? found : undefined;
}

function allMarks(rule: Rule, item: JudgedItem): Mark[] | undefined {
	const found: Mark[] = [];
	for (const word of listed(rule.pattern)) {
		const marks = anyMarks(rule, item, (text) => find(needleOf(word), foldedOf(text)));
		if (!marks) return undefined;
		found.push(...marks);
	}
	return found;
}

type Needle = { text: string; beginsWord: boolean; endsWord: boolean };

/** Scripts that write without spaces have no edges of words to look for. */
const withoutSpaces =
	/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const ofWord = /[\p{L}\p{N}\p{M}_]/u;

const needleOf = remembering((pattern: string): Needle => {
	const isOpen = pattern.endsWith('*');
	const { text } = fold((isOpen ? pattern.replace(/\*+$/, '') : pattern).trim());
	const [first = '', last = ''] = [Array.from(text)[0], Array.from(text).at(-1)];
	const isEdge = (letter: string) => ofWord.test(letter) && !withoutSpaces.test(letter);
	return { text, beginsWord: isEdge(first), endsWord: !isOpen && isEdge(last) };
});

/** A feed's items are judged by one rule after the other: the last text is kept folded. */
const foldedOf = remembering(fold, 8);

function find({ text: needle, beginsWord, endsWord }: Needle, { text, at }: Folded): Range[] {
	const found: Range[] = [];
	if (needle === '') return found;
	for (let from = text.indexOf(needle); from >= 0; from = text.indexOf(needle, from + 1)) {
		const to = from + needle.length;
		if (beginsWord && ofWord.test(lastLetter(text, from))) continue;
		if (endsWord && ofWord.test(String.fromCodePoint(text.codePointAt(to) ?? 32))) continue;
		found.push({ from: at[from]!, to: at[to]! });
	}
	return found;
}

const lastLetter = (text: string, before: number) =>
	Array.from(text.slice(Math.max(0, before - 2), before)).at(-1) ?? '';

/**
 * RE2 takes time in proportion to the text times the pattern's size, so both have a limit: together they are about a
 * tenth of a second at worst.
 */
const largestProgram = 400;
const longestSearched = 4_000;

const compiled = remembering((pattern: string): RE2JS => RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE));

/** What is wrong with a regular expression, in words; undefined where nothing is. */
export function faultOfRegex(pattern: string): string | undefined {
	try {
		const expression = compiled(pattern);
		if (expression.programSize() > largestProgram)
			return 'This expression is too large. Repeat less in it, or make several rules of it.';
		if (expression.test('')) return 'This expression matches everything, even an empty text.';
		return undefined;
	} catch (error) {
		const said =
			error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
		return `This is no regular expression of RE2: ${said.replace(/`\(\?i\)/, '`')}.`;
	}
}

/** An expression that was kept before it was refused matches nothing. */
function regexMarks(pattern: string, text: string): Range[] {
	if (regexFault(pattern) !== undefined) return [];
	const searched = text.slice(0, longestSearched);
	const expression = compiled(pattern);
	if (!expression.test(searched)) return [];
	const matcher = expression.matcher(searched);
	const found: Range[] = [];
	while (found.length < 20 && matcher.find()) found.push({ from: matcher.start(), to: matcher.end() });
	return found;
}

const regexFault = remembering(faultOfRegex);

/** Keeps the last answers of a pure function. */
function remembering<Answer>(ask: (text: string) => Answer, most = 200): (text: string) => Answer {
	const known = new Map<string, Answer>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined || known.has(text)) return before as Answer;
		const answer = ask(text);
		if (known.size >= most) known.delete(known.keys().next().value!);
		known.set(text, answer);
		return answer;
	};
}
