import type { ChartPicture } from '../charts/draw.server.ts';
import { mediaTypes, type ExportFormat } from './briefing.ts';
import type { BriefingDocument, ChartNode, FormattedCitations } from './document.ts';
import { htmlOf } from './html.ts';
import { markdownFileOf } from './markdown.ts';
import { chartsOf, printedOf, type Printed } from './printed.ts';

/** A briefing written out, ready to be sent. */
export type ExportedFile = { bytes: Uint8Array; mediaType: string; fileName: string };

export type ExportOptions = {
	citations: FormattedCitations;
	/** A Word file of the house, checked, whose styles a .docx follows. */
	template?: Uint8Array | undefined;
	/** Hears the share that is done, 0 to 100. */
	onProgress?: (share: number) => void | Promise<void>;
};

/**
 * The document in that format. The same document, citations and template give the same bytes. What draws and writes is
 * loaded at its first use: a server that exports nothing carries none of it.
 */
export async function exportDocument(
	document: BriefingDocument,
	format: ExportFormat,
	options: ExportOptions
): Promise<ExportedFile> {
	const printed = printedOf(document, options.citations);
	const bytes = await written(printed, format, options);
	await options.onProgress?.(100);
	return { bytes, mediaType: mediaTypes[format], fileName: fileNameOf(document, format) };
}

async function written(printed: Printed, format: ExportFormat, options: ExportOptions): Promise<Uint8Array> {
	if (format === 'md') return Buffer.from(markdownFileOf(printed));
	const pictures = await drawn(chartsOf(printed), options);
	switch (format) {
		case 'html':
			return Buffer.from(htmlOf(printed, (chart) => dataUri(pictures.get(chart))));
		case 'pdf': {
			const { pdfOf } = await import('./pdf.server.ts');
			return pdfOf(printed, pictures);
		}
		case 'docx': {
			const { docxOf } = await import('./docx.server.ts');
			const { readHouseTemplate } = await import('./house-template.server.ts');
			return docxOf(printed, pictures, options.template && readHouseTemplate(options.template));
		}
	}
}

const dataUri = (picture: ChartPicture | undefined) =>
	picture && `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`;

/** One chart is packed while the next is drawn; no more than two are held as pixels. */
async function drawn(
	charts: readonly ChartNode[],
	{ onProgress }: ExportOptions
): Promise<Map<ChartNode, ChartPicture>> {
	const pictures = new Map<ChartNode, ChartPicture>();
	if (charts.length === 0) return pictures;
	const { drawChart } = await import('../charts/draw.server.ts');
	let packing = Promise.resolve();
	for (const [index, chart] of charts.entries()) {
		const picture = drawChart(chart.spec, chart.until);
		await packing;
		packing = picture.then((done) => void pictures.set(chart, done));
		// Writing out takes about as long as two charts.
		await onProgress?.(Math.floor((100 * index) / (charts.length + 2)));
	}
	await packing;
	return pictures;
}

/** `eu-and-russia-no-2.docx`: letters and figures of any script, no more than a file system takes. */
export function fileNameOf(
	{ title, issue }: { title: string; issue: { number: number } | null },
	format: ExportFormat
): string {
	const words = title
		.normalize('NFC')
		.toLowerCase()
		.match(/[\p{L}\p{M}\p{N}]+/gu);
	const name = [...(words?.join('-') ?? '')].slice(0, 60).join('').replace(/-$/, '') || 'briefing';
	return `${name}${issue ? `-no-${issue.number}` : '-draft'}.${format}`;
}
