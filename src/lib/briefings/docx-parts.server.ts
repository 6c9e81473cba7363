import { footOf } from './cover.ts';
import { plainText, type BriefingDocument, type Inline } from './document.ts';
import type { Column } from './docx-picture.server.ts';
import type { StyleIds } from './docx-styles.server.ts';
import { inlineRuns, textRuns, type Relations } from './docx-words.server.ts';
import { escapeMarkup } from './markup.ts';
import { isRightToLeft } from './script.ts';

// The parts beside the text: the section, notes, lists, settings and the foot of the page.

/** The last section: page, margins, header and footer; and the column of text that they leave. */
export type Section = { xml: string; column: Column };

/** A4 with a column of 16 cm, in twentieths of a point. */
const page = { width: 11906, height: 16838, side: 1417, top: 1417, bottom: 1304 };

export function ownSection(relations: Relations): Section {
	const { width, height, side, top, bottom } = page;
	return {
		xml:
			`<w:sectPr>${footerReference(relations)}<w:pgSz w:w="${width}" w:h="${height}"/>` +
			`<w:pgMar w:top="${top}" w:right="${side}" w:bottom="${bottom}" w:left="${side}" w:header="708" w:footer="624" w:gutter="0"/></w:sectPr>`,
		column: { width: width - 2 * side, height: height - top - bottom }
	};
}

export const footerReference = (relations: Relations): string =>
	`<w:footerReference w:type="default" r:id="${relations.add('footer', 'briefing-footer.xml')}"/>`;

const field = (instruction: string) =>
	`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${instruction} </w:instrText></w:r>` +
	'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';

/** What it is at the left, which page of how many at the right. */
export function footerXml(document: BriefingDocument, ids: StyleIds, { width }: Column): string {
	const properties = `<w:pStyle w:val="${escapeMarkup(ids.Footer)}"/><w:tabs><w:tab w:val="clear" w:pos="4536"/><w:tab w:val="clear" w:pos="9072"/><w:tab w:val="right" w:pos="${width}"/></w:tabs>`;
	const number = `${textRuns('Page ')}${field('PAGE')}${textRuns(' of ')}${field('NUMPAGES')}`;
	return `<w:p><w:pPr>${properties}</w:pPr>${textRuns(footOf(document))}<w:r><w:tab/></w:r>${number}</w:p>`;
}

/** Notes, after the two lines that part them from the text, which Word asks for. */
export function footnotesXml(footnotes: readonly Inline[][], ids: StyleIds, relations: Relations): string {
	const line = (id: number, kind: string) =>
		`<w:footnote w:type="${kind}" w:id="${id}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:${kind}/></w:r></w:p></w:footnote>`;
	const notes = footnotes.map((content, index) => {
		const mark = `<w:r><w:rPr><w:rStyle w:val="${escapeMarkup(ids.FootnoteReference)}"/></w:rPr><w:footnoteRef/></w:r>`;
		const direction = isRightToLeft(plainText(content)) ? '<w:bidi/>' : '';
		const runs = `${mark}${textRuns(' ')}${inlineRuns(content, ids, relations)}`;
		return `<w:footnote w:id="${index + 1}"><w:p><w:pPr><w:pStyle w:val="${escapeMarkup(ids.FootnoteText)}"/>${direction}</w:pPr>${runs}</w:p></w:footnote>`;
	});
	return line(-1, 'separator') + line(0, 'continuationSeparator') + notes.join('');
}

export function settingsXml(locale: string, hasEvenPages = false): string {
	return (
		'<w:zoom w:percent="100"/>' +
		'<w:defaultTabStop w:val="708"/>' +
		(hasEvenPages ? '<w:evenAndOddHeaders/>' : '') +
		'<w:characterSpacingControl w:val="doNotCompress"/>' +
		'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' +
		// Word 2013 and later: without it Word opens the document in compatibility mode.
		'<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
		`<w:themeFontLang w:val="${escapeMarkup(locale)}"/>` +
		'<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
	);
}

export type Numbering = {
	/** The list with bullets. */
	bullets: number;
	/** A list that counts from 1. */
	next: () => number;
	/** The part, with every list that was begun. */
	readonly xml: string;
};

/** Lists of ours, beside those of a house template where it has some. */
export function numberingXml(house?: string): Numbering {
	const used = (pattern: RegExp) =>
		Math.max(0, ...[...(house ?? '').matchAll(pattern)].map(([, id]) => Number(id)));
	const bulleted = used(/w:abstractNumId="(\d+)"/g) + 1;
	const bullets = used(/w:numId="(\d+)"/g) + 1;
	let last = bullets;
	const level = (format: string, sign: (level: number) => string) =>
		Array.from({ length: 9 }, (_, at) => {
			const indent = 360 * (at + 1);
			return `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${sign(at)}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${indent}" w:hanging="360"/></w:pPr></w:lvl>`;
		}).join('');
	const kinds =
		`<w:abstractNum w:abstractNumId="${bulleted}"><w:multiLevelType w:val="hybridMultilevel"/>${level('bullet', (at) => (at % 2 === 0 ? '•' : '–'))}</w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="${bulleted + 1}"><w:multiLevelType w:val="hybridMultilevel"/>${level('decimal', (at) => `%${at + 1}.`)}</w:abstractNum>`;
	const restart = Array.from(
		{ length: 9 },
		(_, at) => `<w:lvlOverride w:ilvl="${at}"><w:startOverride w:val="1"/></w:lvlOverride>`
	).join('');
	return {
		bullets,
		next: () => ++last,
		get xml() {
			const lists = Array.from({ length: last - bullets + 1 }, (_, at) =>
				at === 0
					? `<w:num w:numId="${bullets}"><w:abstractNumId w:val="${bulleted}"/></w:num>`
					: `<w:num w:numId="${bullets + at}"><w:abstractNumId w:val="${bulleted + 1}"/>${restart}</w:num>`
			).join('');
			if (!house)
				return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${kinds}${lists}</w:numbering>`;
			// Kinds of lists stand before lists, and both before what Word keeps at the end.
			const withKinds = house.replace(/(?=<w:num[ >]|<w:numIdMacAtCleanup|<\/w:numbering>)/, () => kinds);
			return withKinds.replace(/(?=<w:numIdMacAtCleanup|<\/w:numbering>)/, () => lists);
		}
	};
}
