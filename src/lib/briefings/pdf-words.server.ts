import type { Style } from 'pdfmake/interfaces';
import { plainText, type Inline } from './document.ts';
import { isSafeAddress, printable } from './markup.ts';
import { isRightToLeft, runsOf } from './script.ts';

/** A stretch of words as the PDF writer takes it. */
export type PdfRun = {
	text: string;
	font?: 'StandIn';
	bold?: true;
	italics?: true;
	sup?: true;
	color?: string;
	link?: string;
	linkToDestination?: string;
	noWrap?: true;
	fontFeatures?: NonNullable<Style['fontFeatures']>;
};

/** What the faces of the house lack, letters and signs alike; the stand-in has most of it. */
const lacking =
	/(?:[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|[\u1f00-\u1fff]|[\u2600-\u27bf\u{1f000}-\u{1faff}])[\p{M}\s]*/gu;

/** Longest stretch from right to left in one line, in letters: nothing else of its kind fits beside it. */
const longestLine = 60;

type Form = Omit<PdfRun, 'text'>;

/** Words in faces that hold them. Words from right to left are laid out here, since the writer fills lines from the left. */
export function pdfText(text: string, form: Form = {}, isFromRight = false): PdfRun[] {
	if (isFromRight) return rightToLeft(printable(text), form);
	return runsOf(printable(text)).flatMap((run) =>
		run.isRightToLeft ? rightToLeft(run.text, form) : byFace(run.text, form)
	);
}

function byFace(text: string, form: Form): PdfRun[] {
	const runs: PdfRun[] = [];
	let from = 0;
	for (const { 0: found, index } of text.matchAll(lacking)) {
		if (index > from) runs.push({ ...form, text: text.slice(from, index) });
		runs.push({ ...form, text: found, font: 'StandIn' });
		from = index + found.length;
	}
	if (from < text.length) runs.push({ ...form, text: text.slice(from) });
	return runs;
}

function rightToLeft(text: string, form: Form): PdfRun[] {
	return linesOf(text.split(/\s+/)).flatMap((line, index) => {
		const set: Form = { ...form, noWrap: true };
		const pieces = inVisualOrder(line).flatMap(({ text: piece, isLeftToRight }) =>
			isLeftToRight
				? byFace(piece, set)
				: [{ ...set, font: 'StandIn' as const, fontFeatures: ['kern' as const], text: turned(piece) }]
		);
		return index === 0 ? pieces : [{ ...form, text: '\n' }, ...pieces];
	});
}

function linesOf(words: readonly string[]): string[] {
	const lines: string[] = [];
	for (const word of words) {
		const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
		if (lines.length > 0 && longer.length <= longestLine) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}

const mirrored: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' };
const turned = (text: string) => text.replace(/[()[\]«»]/g, (sign) => mirrored[sign]!);

const leftToRight =
	/((?:[\d٠-٩۰-۹]|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])(?:[\d٠-٩۰-۹.,:/٫٬ -]*[\d٠-٩۰-۹\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])*)/u;

/** Figures and words of other scripts run from left to right within words that do not. */
const inVisualOrder = (line: string): { text: string; isLeftToRight: boolean }[] =>
	line
		.split(leftToRight)
		.map((text, index) => ({ text, isLeftToRight: index % 2 === 1 }))
		.filter(({ text }) => text !== '')
		.toReversed();

/** The content of a paragraph, a cell or a heading. */
export function pdfInlines(content: readonly Inline[], form: Form = {}): PdfRun[] {
	const text = plainText(content);
	const isFromRight = isRightToLeft(text);
	// What fits in a line is turned round as a whole; of more, each part by itself.
	const inOrder = isFromRight && text.length <= longestLine ? content.toReversed() : content;
	return inOrder.flatMap((part): PdfRun[] => {
		switch (part.type) {
			case 'break':
				return [{ ...form, text: '\n' }];
			case 'note':
				return [
					{ ...form, text: String(part.note + 1), sup: true, linkToDestination: `note-${part.note + 1}` }
				];
			case 'link':
				return pdfInlines(
					part.content,
					isSafeAddress(part.href) ? { ...form, link: part.href, color: '#7b2a5e' } : form
				);
			case 'text':
				return pdfText(
					part.text,
					{
						...form,
						...(part.strong && { bold: true as const }),
						...(part.emphasis && { italics: true as const })
					},
					isFromRight
				);
		}
	});
}
