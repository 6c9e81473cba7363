// Which way text runs. A title in Arabic or Hebrew stands as it should only where a format is told so.

/** A stretch of text in one direction. */
export type Run = { text: string; isRightToLeft: boolean };

const rightToLeft = '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}';
const stretch = new RegExp(`[${rightToLeft}](?:[^\\p{L}]*[${rightToLeft}\\p{M}])*`, 'gu');
const firstLetter = /\p{L}/u;
const isOf = new RegExp(`[${rightToLeft}]`, 'u');

/** What closes what was opened within a stretch belongs to it, or it would point the wrong way. */
const pairs = ['«»', '“”', '()', '[]', '„“'];

function closed(text: string, from: number, to: number): number {
	const inside = text.slice(from, to);
	const count = (sign: string) => inside.split(sign).length;
	const isOpen = pairs.some(([open, close]) => text[to] === close && count(open!) > count(close!));
	return isOpen ? closed(text, from, to + 1) : to;
}

/** Whether any letter of it runs from right to left. */
export const hasRightToLeft = (text: string): boolean => isOf.test(text);

/** The direction of a paragraph: that of its first letter. */
export function isRightToLeft(text: string): boolean {
	const letter = firstLetter.exec(text)?.[0];
	return letter !== undefined && isOf.test(letter);
}

/** Parts a text where its direction changes. Spaces and figures between words of one direction stay with them. */
export function runsOf(text: string): Run[] {
	const runs: Run[] = [];
	let from = 0;
	for (const { 0: found, index } of text.matchAll(stretch)) {
		const to = closed(text, index, index + found.length);
		if (index > from) runs.push({ text: text.slice(from, index), isRightToLeft: false });
		runs.push({ text: text.slice(index, to), isRightToLeft: true });
		from = to;
	}
	if (from < text.length) runs.push({ text: text.slice(from), isRightToLeft: false });
	return runs;
}
