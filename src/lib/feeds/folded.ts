/** Letters that no decomposition takes apart. */
const equals: Readonly<Record<string, string>> = {
	ł: 'l',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ħ: 'h',
	ı: 'i',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	þ: 'th',
	'‘': "'",
	'’': "'",
	ʼ: "'",
	'“': '"',
	'”': '"',
	'„': '"',
	'«': '"',
	'»': '"',
	'‐': '-',
	'‑': '-',
	'–': '-',
	'—': '-'
};

/** Accents on Latin, Greek and Cyrillic letters, Hebrew points, Arabic vowel signs, the Arabic tatweel. */
const marks = /[\u0300-\u036F\u0483-\u0487\u0591-\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670]/;

/** A text as it is compared, and for each of its units the place in the original, with one more for the end. */
export type Folded = { text: string; at: number[] };

/** Takes case, accents, the shapes of quotes and dashes, and the width of spaces out of a text. */
export function fold(original: string): Folded {
	let text = '';
	const at: number[] = [];
	let place = 0;
	let before = '';
	for (const letter of original) {
		const plain = plainOf(letter);
		const folded = plain === ' ' && before === ' ' ? '' : plain;
		before = folded || before;
		for (let unit = 0; unit < folded.length; unit++) at.push(place);
		text += folded;
		place += letter.length;
	}
	return { text, at: [...at, place] };
}

/** Few letters make up all texts, and taking one apart is slow. */
const known = new Map<string, string>();

function plainOf(letter: string): string {
	const before = known.get(letter);
	if (before !== undefined) return before;
	if (/\s/.test(letter)) return ' ';
	let folded = '';
	for (const part of letter.toLowerCase().normalize('NFKD'))
		folded += marks.test(part) ? '' : (equals[part] ?? part);
	if (known.size < 5_000) known.set(letter, folded);
	return folded;
}
