import { zip } from '../server/zip.ts';
import type { ChartPicture } from '../charts/draw.server.ts';
import type { ChartNode } from './document.ts';
import { DocxBody } from './docx-body.server.ts';
import { contentTypes, coreProperties, extendedProperties, packageRelations } from './docx-package.server.ts';
import { footerXml, footnotesXml, numberingXml, ownSection, settingsXml } from './docx-parts.server.ts';
import { ownIds, ownStyles } from './docx-styles.server.ts';
import { Relations } from './docx-words.server.ts';
import type { HouseTemplate } from './house-template.server.ts';
import type { Printed } from './printed.ts';

const namespaces = [
	'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
	'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
	'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
	'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
	'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
].join(' ');
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * A Word document (Office Open XML, ECMA-376 transitional). The parts are written here rather than by a library, since a
 * house template brings its own, and the same document has to give the same bytes.
 */
export function docxOf(
	printed: Printed,
	pictures: ReadonlyMap<ChartNode, ChartPicture>,
	house?: HouseTemplate
): Uint8Array {
	const { document } = printed;
	const relations = new Relations([
		{ type: 'styles', target: 'styles.xml' },
		{ type: 'numbering', target: 'numbering.xml' },
		{ type: 'settings', target: 'settings.xml' },
		{ type: 'footnotes', target: 'footnotes.xml' },
		{ type: 'footer', target: 'briefing-footer.xml' }
	]);
	const ids = house?.ids ?? ownIds;
	const section = house?.sectionFor(relations) ?? ownSection(relations);
	const numbering = numberingXml(house?.numbering);
	const body = new DocxBody(printed, { ids, relations, pictures, column: section.column, numbering });
	const content = body.xml;
	const noteRelations = new Relations();
	const notes = footnotesXml(printed.footnotes, ids, noteRelations);
	const xml = (root: string, inside: string) =>
		`${declaration}<w:${root} ${namespaces}>${inside}</w:${root}>`;
	const files = new Map<string, Uint8Array | string>([
		['_rels/.rels', packageRelations],
		['docProps/core.xml', coreProperties(document)],
		['docProps/app.xml', extendedProperties],
		['word/document.xml', xml('document', `<w:body>${content}${section.xml}</w:body>`)],
		['word/styles.xml', house?.styles ?? ownStyles(document.locale)],
		['word/numbering.xml', numbering.xml],
		['word/settings.xml', xml('settings', settingsXml(document.locale, house?.hasEvenPages))],
		['word/footnotes.xml', xml('footnotes', notes)],
		['word/_rels/footnotes.xml.rels', noteRelations.xml],
		['word/briefing-footer.xml', xml('ftr', footerXml(document, ids, section.column))],
		...(house?.parts ?? []),
		['word/_rels/document.xml.rels', relations.xml],
		...body.media.map(({ name, bytes }) => [`word/media/${name}`, bytes] as const)
	]);
	return zip(new Map([['[Content_Types].xml', contentTypes([...files.keys()])], ...files]));
}
