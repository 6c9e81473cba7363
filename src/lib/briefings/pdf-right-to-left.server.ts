import { byFace, type PdfRun } from './pdf-faces.server.ts';
import { hasRightToLeft } from './script.ts';

// The PDF writer fills lines from the left and turns round no more than a word of its own. Here words from right to left
// are parted into lines, and each line is put in the order in which it is seen.

/** Stretches from right to left, in lines of at most so many letters. */
export function fromRight(runs: readonly PdfRun[], longest: number): PdfRun[] {
	return linesOf(runs, longest).flatMap((line, index) => {
		const seen = line.toReversed().flatMap(inVisualOrder);
		return index === 0 ? seen : [{ text: '\n' }, ...seen];
	});
}

function linesOf(runs: readonly PdfRun[], longest: number): PdfRun[][] {
	const lines: PdfRun[][] = [[]];
	let length = 0;
	for (const { text, ...form } of runs) {
		let isOpen = false;
		for (const token of text.split(/(\s+)/)) {
			const isSpace = token.trim() === '';
			if (token.includes('\n') || (!isSpace && length > 0 && length + token.length > longest)) {
				lines.push([]);
				[length, isOpen] = [0, false];
			}
			if (token === '' || (isSpace && length === 0)) continue;
			const line = lines.at(-1)!;
			const word = isSpace ? ' ' : token;
			if (isOpen) line.push({ ...form, text: line.pop()!.text + word });
			else line.push({ ...form, text: word });
			isOpen = true;
			length += word.length;
		}
	}
	return lines.filter((line) => line.length > 0);
}

const letters = '\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\d٠-٩۰-۹';
/** Figures, and words of other scripts, with what stands between them: an address is one. */
const leftToRight = new RegExp(
	`(https?://\\S*[${letters}/]|[${letters}](?:[${letters}.,:/٫٬&'’+ -]*[${letters}])?)`,
	'u'
);

function inVisualOrder({ text, ...form }: PdfRun): PdfRun[] {
	return text
		.split(leftToRight)
		.flatMap((piece, index): PdfRun[][] => {
			if (piece === '') return [];
			if (index % 2 === 1) return [byFace({ ...form, text: piece, noWrap: true })];
			// The face turns its letters round by itself; signs alone are turned here.
			const turned = mirror(hasRightToLeft(piece) ? piece : [...piece].toReversed().join(''));
			return [[{ ...form, text: turned, font: 'StandIn', noWrap: true, fontFeatures: ['kern'] }]];
		})
		.toReversed()
		.flat();
}

const mirrored: Record<string, string> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' };
const mirror = (text: string) => text.replace(/[()[\]«»]/g, (sign) => mirrored[sign]!);
