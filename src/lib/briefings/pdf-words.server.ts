import { plainText, type Inline } from './document.ts';
import { isSafeAddress, printable } from './markup.ts';
import { byFace, type PdfRun } from './pdf-faces.server.ts';
import { fromRight } from './pdf-right-to-left.server.ts';
import { isRightToLeft, runsOf } from './script.ts';

/** Letters in a line: of a paragraph from right to left, and of a stretch within one from the left, which stands alone. */
const longest = { paragraph: 80, stretch: 60 };

type Form = Omit<PdfRun, 'text'>;

/** Words in faces that hold them. */
export const pdfText = (text: string, form: Form = {}): PdfRun[] =>
	isRightToLeft(text)
		? fromRight([{ ...form, text: printable(text) }], longest.paragraph)
		: fromLeft({ ...form, text: printable(text) });

/** The content of a paragraph, a cell or a heading. */
export function pdfInlines(content: readonly Inline[]): PdfRun[] {
	const runs = formed(content, {});
	return isRightToLeft(plainText(content)) ? fromRight(runs, longest.paragraph) : runs.flatMap(fromLeft);
}

const fromLeft = ({ text, ...form }: PdfRun): PdfRun[] =>
	runsOf(text).flatMap((run) =>
		run.isRightToLeft
			? fromRight([{ ...form, text: run.text }], longest.stretch)
			: byFace({ ...form, text: run.text })
	);

function formed(content: readonly Inline[], form: Form): PdfRun[] {
	return content.flatMap((part): PdfRun[] => {
		switch (part.type) {
			case 'break':
				return [{ ...form, text: '\n' }];
			case 'note': {
				const number = String(part.note + 1);
				return [{ ...form, text: number, sup: true, linkToDestination: `note-${number}` }];
			}
			case 'link':
				return formed(
					part.content,
					isSafeAddress(part.href) ? { ...form, link: part.href, color: '#7b2a5e' } : form
				);
			case 'text': {
				const strong = part.strong && { bold: true as const };
				const emphasis = part.emphasis && { italics: true as const };
				const small = part.smallCaps && { fontFeatures: ['smcp' as const] };
				return [{ ...form, ...strong, ...emphasis, ...small, text: printable(part.text) }];
			}
		}
	});
}
