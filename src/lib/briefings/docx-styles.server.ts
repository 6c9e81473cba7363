import { escapeMarkup } from './markup.ts';

// The styles of a Word document of ours. Names of Word's own styles are the same in every language of Word; ids are not,
// so a house template is asked for its own (see `house-template.server.ts`).

/** What a paragraph, a run or a table of a briefing is. The key is our id of its style. */
export const styleNames = {
	Normal: 'Normal',
	Title: 'Title',
	Subtitle: 'Subtitle',
	Heading1: 'heading 1',
	Heading2: 'heading 2',
	Heading3: 'heading 3',
	Quote: 'Quote',
	ListBullet: 'List Bullet',
	ListNumber: 'List Number',
	ListContinue: 'List Continue',
	Caption: 'caption',
	FootnoteText: 'footnote text',
	FootnoteReference: 'footnote reference',
	Bibliography: 'Bibliography',
	Hyperlink: 'Hyperlink',
	Footer: 'footer',
	CoverFact: 'Cover Fact',
	TableText: 'Table Text',
	SourceLine: 'Source Line',
	BriefingTable: 'Briefing Table'
} as const;
export type StyleKey = keyof typeof styleNames;

/** Ids of the styles in the document at hand. */
export type StyleIds = Record<StyleKey, string>;

export const ownIds = Object.fromEntries(Object.keys(styleNames).map((key) => [key, key])) as StyleIds;

const sans = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Arial"/>';
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const bold = '<w:b/><w:bCs/>';
const colour = (hex: string) => `<w:color w:val="${hex}"/>`;
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;

type Body = { next?: StyleKey; pPr?: string; rPr?: string; isOwn?: boolean };

function paragraph(key: StyleKey, ids: StyleIds, { next, pPr = '', rPr = '', isOwn }: Body): string {
	return (
		`<w:style w:type="paragraph"${isOwn ? ' w:customStyle="1"' : ''} w:styleId="${escapeMarkup(ids[key])}">` +
		`<w:name w:val="${styleNames[key]}"/><w:basedOn w:val="${escapeMarkup(ids.Normal)}"/>` +
		`${next ? `<w:next w:val="${escapeMarkup(ids[next])}"/>` : ''}<w:qFormat/>` +
		`${pPr && `<w:pPr>${pPr}</w:pPr>`}${rPr && `<w:rPr>${rPr}</w:rPr>`}</w:style>`
	);
}

const run = (key: StyleKey, ids: StyleIds, rPr: string) =>
	`<w:style w:type="character" w:styleId="${escapeMarkup(ids[key])}"><w:name w:val="${styleNames[key]}"/><w:rPr>${rPr}</w:rPr></w:style>`;

const heading = (level: number, halfPoints: number, before: number): Body => ({
	next: 'Normal',
	pPr: `<w:keepNext/><w:keepLines/>${spacing(before, 100)}<w:outlineLvl w:val="${level}"/>`,
	rPr: sans + bold + size(halfPoints)
});

const edge = (side: string, width: number, hex: string) =>
	`<w:${side} w:val="single" w:sz="${width}" w:space="0" w:color="${hex}"/>`;

/** Each style as XML, by key. */
export function styleXml(ids: StyleIds): Record<StyleKey, string> {
	const of = (key: StyleKey, body: Body) => paragraph(key, ids, body);
	return {
		Normal: `<w:style w:type="paragraph" w:default="1" w:styleId="${escapeMarkup(ids.Normal)}"><w:name w:val="Normal"/><w:qFormat/></w:style>`,
		Title: of('Title', {
			next: 'Subtitle',
			pPr: `<w:keepNext/>${spacing(0, 80)}<w:contextualSpacing/>`,
			rPr: sans + bold + size(48)
		}),
		Subtitle: of('Subtitle', {
			next: 'Normal',
			pPr: spacing(0, 240),
			rPr: sans + colour('4D4A44') + size(28)
		}),
		Heading1: of('Heading1', heading(0, 32, 480)),
		Heading2: of('Heading2', heading(1, 26, 320)),
		Heading3: of('Heading3', heading(2, 23, 240)),
		Quote: of('Quote', {
			next: 'Normal',
			pPr: `<w:pBdr><w:left w:val="single" w:sz="18" w:space="10" w:color="B5AFA2"/></w:pBdr>${spacing(120, 160)}<w:ind w:left="340" w:right="340"/>`,
			rPr: '<w:i/><w:iCs/>'
		}),
		ListBullet: of('ListBullet', {
			pPr: `<w:numPr><w:numId w:val="1"/></w:numPr>${spacing(0, 80)}<w:ind w:left="360" w:hanging="360"/>`
		}),
		ListNumber: of('ListNumber', { pPr: `${spacing(0, 80)}<w:ind w:left="360" w:hanging="360"/>` }),
		ListContinue: of('ListContinue', { pPr: `${spacing(0, 80)}<w:ind w:left="360"/>` }),
		Caption: of('Caption', {
			next: 'Normal',
			pPr: `<w:keepNext/><w:keepLines/>${spacing(240, 80)}`,
			rPr: sans + bold + size(20)
		}),
		FootnoteText: of('FootnoteText', { pPr: spacing(0, 40), rPr: size(18) }),
		FootnoteReference: run('FootnoteReference', ids, '<w:vertAlign w:val="superscript"/>'),
		Bibliography: of('Bibliography', {
			next: 'Normal',
			pPr: `${spacing(0, 100)}<w:ind w:left="425" w:hanging="425"/>`,
			rPr: size(20)
		}),
		Hyperlink: run('Hyperlink', ids, `${colour('7B2A5E')}<w:u w:val="single"/>`),
		Footer: of('Footer', { pPr: spacing(0, 0), rPr: sans + colour('68645C') + size(18) }),
		CoverFact: of('CoverFact', {
			isOwn: true,
			pPr: `<w:tabs><w:tab w:val="left" w:pos="1701"/></w:tabs>${spacing(0, 60)}<w:ind w:left="1701" w:hanging="1701"/>`,
			rPr: sans + size(20)
		}),
		TableText: of('TableText', { isOwn: true, pPr: spacing(40, 40), rPr: sans + size(18) }),
		SourceLine: of('SourceLine', {
			isOwn: true,
			pPr: spacing(60, 240),
			rPr: sans + colour('68645C') + size(17)
		}),
		BriefingTable:
			`<w:style w:type="table" w:customStyle="1" w:styleId="${escapeMarkup(ids.BriefingTable)}"><w:name w:val="Briefing Table"/><w:qFormat/>` +
			`<w:tblPr><w:tblBorders>${edge('top', 8, '8A8478')}${edge('bottom', 8, '8A8478')}${edge('insideH', 4, 'E3DFD5')}</w:tblBorders>` +
			'<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
			`<w:tblStylePr w:type="firstRow"><w:rPr>${bold}</w:rPr><w:tcPr><w:tcBorders>${edge('bottom', 8, '8A8478')}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>`
	};
}

/** styles.xml of a document without a house template. */
export function ownStyles(locale: string): string {
	const defaults =
		'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>' +
		`${size(22)}<w:lang w:val="${escapeMarkup(locale)}" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		'<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>';
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${defaults}${Object.values(styleXml(ownIds)).join('')}</w:styles>`;
}
