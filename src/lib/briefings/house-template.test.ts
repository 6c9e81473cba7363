import { expect, test } from 'vitest';
import { Refused } from '../errors.ts';
import { unzip, zip } from '../server/zip.ts';
import { exampleInputs } from './briefing-examples.ts';
import { documentOf } from './compose.ts';
import { docxOf } from './docx.server.ts';
import { readHouseTemplate } from './house-template.server.ts';
import { printedOf } from './printed.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const style = (id: string, name: string, type = 'paragraph') =>
	`<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
const rels = (...entries: string[]) =>
	`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
const relation = (id: string, type: string, target: string, more = '') =>
	`<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"${more}/>`;

/** As a German Word saves it: names are English, ids are not. */
const german = new Map<string, string>([
	['[Content_Types].xml', '<Types/>'],
	[
		'word/document.xml',
		`<w:document xmlns:w="${main}"><w:body><w:p/><w:sectPr><w:headerReference w:type="default" r:id="rId7"/>` +
			'<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1240"/><w:titlePg/></w:sectPr></w:body></w:document>'
	],
	['word/_rels/document.xml.rels', rels(relation('rId7', 'header', 'header1.xml'))],
	['word/header1.xml', `<w:hdr xmlns:w="${main}"><w:p><w:r><w:t>House</w:t></w:r></w:p></w:hdr>`],
	['word/_rels/header1.xml.rels', rels(relation('rId1', 'image', 'media/logo.png'))],
	['word/media/logo.png', 'pixels'],
	['word/media/photo.png', 'of its text'],
	[
		'word/styles.xml',
		`<w:styles xmlns:w="${main}">${style('Standard', 'Normal')}${style('berschrift1', 'heading 1')}${style('Quote', 'Own quote')}</w:styles>`
	],
	[
		'word/numbering.xml',
		`<w:numbering xmlns:w="${main}"><w:abstractNum w:abstractNumId="4"></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num></w:numbering>`
	]
]);
const templateOf = (changes: Record<string, string> = {}) =>
	zip(new Map([...german, ...Object.entries(changes)]));

const printed = printedOf(
	documentOf({
		...exampleInputs,
		blocks: [
			{ id: 1, kind: 'position', recommendationId: null, choices: {}, text: '' },
			{ id: 2, kind: 'text', recommendationId: null, choices: {}, text: '- one\n\n1. first\n\n> said' }
		]
	}),
	{ placement: 'note', notes: [], bibliography: [] }
);

test('a briefing takes styles, page, header and lists of the house', () => {
	const bytes = docxOf(printed, new Map(), readHouseTemplate(templateOf()));
	const parts = unzip(bytes, { entries: 100, bytes: 1_000_000 });
	const part = (name: string) => new TextDecoder().decode(parts.get(name));

	const document = part('word/document.xml');
	expect(document).toContain('<w:pStyle w:val="berschrift1"/>');
	expect(document).toContain('<w:pStyle w:val="StocktakeQuote"/>');
	expect(document).toContain('<w:pgSz w:w="12240" w:h="15840"/>');
	expect(document).toContain('<w:titlePg/>');
	const header = /<w:headerReference w:type="default" r:id="(rId\d+)"\/>/.exec(document)?.[1];
	expect(part('word/_rels/document.xml.rels')).toContain(
		`<Relationship Id="${header}" Type="${office}/header" Target="header1.xml"/>`
	);
	expect(part('[Content_Types].xml')).toContain('PartName="/word/header1.xml"');
	expect(part('word/media/logo.png')).toBe('pixels');
	expect(part('word/header1.xml')).toContain('House');
	expect(parts.has('word/media/photo.png')).toBe(false);

	const styles = part('word/styles.xml');
	expect(styles).toContain('w:styleId="StocktakeQuote"><w:name w:val="Quote"/><w:basedOn w:val="Standard"/>');
	expect(styles.match(/<w:name w:val="heading 1"\/>/g)).toHaveLength(1);

	// Lists of ours follow those of the house: kinds before lists.
	const numbering = part('word/numbering.xml');
	expect(
		[...numbering.matchAll(/w:(abstractNumId|numId)="(\d+)"/g)].map(([, kind, id]) => `${kind} ${id}`)
	).toEqual(['abstractNumId 4', 'abstractNumId 5', 'abstractNumId 6', 'numId 9', 'numId 10', 'numId 11']);
	expect(document).toContain('<w:numId w:val="11"/>');
});

test('the page has our foot where the house has none', () => {
	const bytes = docxOf(printed, new Map(), readHouseTemplate(templateOf()));
	const parts = unzip(bytes, { entries: 100, bytes: 1_000_000 });
	expect(new TextDecoder().decode(parts.get('word/document.xml'))).toContain(
		'<w:footerReference w:type="default"'
	);
});

test.for<[string, Uint8Array, string]>([
	[
		'no zip',
		Buffer.from('%PDF-1.7'),
		'This is no Word document (.docx) that can be used. It is not a zip file.'
	],
	['another zip', zip(new Map([['a.txt', 'a']])), 'It has no [Content_Types].xml.'],
	[
		'a spreadsheet',
		zip(
			new Map([
				['[Content_Types].xml', ''],
				['xl/workbook.xml', '']
			])
		),
		'It has no word/document.xml.'
	],
	[
		'a bomb',
		zip(new Map([['word/document.xml', new Uint8Array(60_000_000)]])),
		'Unpacked it is larger than allowed.'
	],
	[
		'too many files',
		zip(new Map(Array.from({ length: 1001 }, (_, at) => [String(at), '']))),
		'It holds more than 1000 files.'
	],
	['macros', templateOf({ 'word/vbaProject.bin': 'x' }), 'It holds macros.'],
	[
		'a template elsewhere',
		templateOf({
			'word/_rels/settings.xml.rels': rels(
				relation('rId1', 'attachedTemplate', 'https://example.org/x.dotm', ' TargetMode="External"')
			)
		}),
		'It leads to a file elsewhere (attachedTemplate: https://example.org/x.dotm).'
	],
	[
		'a drawing in the header',
		templateOf({
			'word/_rels/header1.xml.rels': rels(relation('rId1', 'chart', 'charts/chart1.xml')),
			'word/charts/chart1.xml': '<c/>'
		}),
		'Its header leads to more than pictures (chart).'
	],
	[
		'entities',
		templateOf({ 'word/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><w:styles/>' }),
		'word/styles.xml declares entities'
	],
	[
		'strict',
		templateOf({ 'word/styles.xml': '<w:styles xmlns:w="http://purl.oclc.org/ooxml"></w:styles>' }),
		'Strict Open XML'
	],
	['too large a file', new Uint8Array(11 * 1024 * 1024), 'The template is larger than 10 MB.']
])('%s is refused with what to do', ([, bytes, message]) => {
	expect(() => readHouseTemplate(bytes)).toThrow(Refused);
	expect(() => readHouseTemplate(bytes)).toThrow(message);
});
