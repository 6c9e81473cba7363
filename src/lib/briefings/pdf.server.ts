import pdfmake from 'pdfmake';
import type { CustomTableLayout, StyleDictionary, Table, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { ChartPicture } from '../charts/draw.server.ts';
import { fontFiles } from '../server/fonts.ts';
import { dayOf, footOf } from './cover.ts';
import type { ChartNode } from './document.ts';
import { PdfBody, pdfPage } from './pdf-body.server.ts';
import { pdfText } from './pdf-words.server.ts';
import type { Printed } from './printed.ts';

const standIn = { normal: fontFiles.standIn(), bold: fontFiles.standInBold() };
const fonts = {
	Serif: {
		normal: fontFiles.serif(),
		bold: fontFiles.serifBold(),
		italics: fontFiles.serifItalic(),
		bolditalics: fontFiles.serifBoldItalic()
	},
	Sans: {
		normal: fontFiles.sans(),
		bold: fontFiles.sansBold(),
		italics: fontFiles.sansItalic(),
		bolditalics: fontFiles.sansBoldItalic()
	},
	StandIn: { ...standIn, italics: standIn.normal, bolditalics: standIn.bold }
};
const files = new Set(Object.values(fonts).flatMap((face) => Object.values(face)));

/** Above and below the head, and at the end. */
const isStrong = (line: number, { headerRows = 1, body }: Table) =>
	line === headerRows - 1 || line === headerRows || line === body.length;

const layouts: Record<string, CustomTableLayout> = {
	figures: {
		hLineWidth: (line, node) => (isStrong(line, node.table) ? 0.8 : 0.4),
		hLineColor: (line, node) => (isStrong(line, node.table) ? '#8a8478' : '#e3dfd5'),
		vLineWidth: () => 0,
		paddingLeft: () => 0,
		paddingRight: () => 8,
		paddingTop: () => 2.5,
		paddingBottom: () => 2.5
	},
	quote: {
		hLineWidth: () => 0,
		vLineWidth: (line) => (line === 0 ? 2 : 0),
		vLineColor: () => '#b5afa2',
		paddingLeft: () => 10,
		paddingRight: () => 10,
		paddingTop: () => 0,
		paddingBottom: () => 0
	}
};

pdfmake.setFonts(fonts);
pdfmake.addTableLayouts(layouts);
// A document holds all that it shows: nothing is fetched, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => files.has(path));

const styles: StyleDictionary = {
	title: { font: 'Sans', fontSize: 24, bold: true, lineHeight: 1.05, margin: [0, 0, 0, 4] },
	audience: { font: 'Sans', fontSize: 14, color: '#4d4a44', margin: [0, 0, 0, 12] },
	fact: { font: 'Sans', fontSize: 10, margin: [0, 0, 0, 2] },
	paragraph: { margin: [0, 0, 0, 7] },
	heading1: { font: 'Sans', fontSize: 16, bold: true, margin: [0, 22, 0, 6] },
	heading2: { font: 'Sans', fontSize: 13, bold: true, margin: [0, 14, 0, 5] },
	heading3: { font: 'Sans', fontSize: 11.5, bold: true, margin: [0, 10, 0, 4] },
	list: { margin: [0, 0, 0, 3] },
	caption: { font: 'Sans', fontSize: 10, bold: true, margin: [0, 10, 0, 4] },
	table: { font: 'Sans', fontSize: 9.5, margin: [0, 0, 0, 12] },
	sources: { font: 'Sans', fontSize: 8.5, color: '#68645c', margin: [0, 3, 0, 12] },
	note: { fontSize: 9, margin: [0, 0, 0, 3] },
	entry: { fontSize: 10, margin: [0, 0, 0, 5] }
};

/**
 * A PDF with bookmarks, links, page numbers and text that can be selected. The library that writes it knows neither notes
 * at the foot of a page nor tags: notes stand at the end, and what a chart shows is said below it.
 */
export async function pdfOf(
	printed: Printed,
	pictures: ReadonlyMap<ChartNode, ChartPicture>
): Promise<Uint8Array> {
	const { document } = printed;
	const { side, top, bottom } = pdfPage;
	const foot = pdfText(footOf(document));
	const day = new Date(`${dayOf(document)}T00:00:00Z`);
	const definition: TDocumentDefinitions = {
		version: '1.7',
		pageSize: 'A4',
		pageMargins: [side, top, side, bottom],
		defaultStyle: { font: 'Serif', fontSize: 10.5, lineHeight: 1.15 },
		styles,
		content: new PdfBody(printed, pictures).content,
		footer: (page, pages) => ({
			columns: [
				{ text: foot, width: '*' },
				{ text: `Page ${page} of ${pages}`, width: 'auto' }
			],
			font: 'Sans',
			fontSize: 8.5,
			color: '#68645c',
			margin: [side, 24, side, 0]
		}),
		info: {
			title: document.title,
			subject: document.audience,
			author: document.issue?.issuedBy ?? 'Stocktake',
			creator: 'Stocktake',
			producer: 'Stocktake',
			creationDate: day,
			modDate: day
		},
		language: document.locale,
		displayTitle: true
	} as TDocumentDefinitions;
	return pdfmake.createPdf(definition).getBuffer();
}
