import type { Style } from 'pdfmake/interfaces';

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
	/(?:(?:[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|[\u1f00-\u1fff]|[\u2600-\u27bf\u{1f000}-\u{1faff}])[\p{M}\s]*)+/gu;

/** Parts a stretch where the face has to change. */
export function byFace({ text, ...form }: PdfRun): PdfRun[] {
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
