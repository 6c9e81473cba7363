import type { ChartPicture } from '../charts/draw.server.ts';
import { coverOf } from './cover.ts';
import {
	plainText,
	words,
	type ChartNode,
	type DocumentNode,
	type Inline,
	type List,
	type Table
} from './document.ts';
import { pictureXml, type Column } from './docx-picture.server.ts';
import type { StyleIds, StyleKey } from './docx-styles.server.ts';
import { columnWidths } from './columns.ts';
import { inlineRuns, textRuns, type Relations } from './docx-words.server.ts';
import { escapeMarkup } from './markup.ts';
import { Captions, sourceLine, type Printed } from './printed.ts';
import { isRightToLeft } from './script.ts';

/** What the document at hand gives and takes while it is written. */
export type Setting = {
	ids: StyleIds;
	relations: Relations;
	pictures: ReadonlyMap<ChartNode, ChartPicture>;
	/** The column of text, in twentieths of a point. */
	column: Column;
	/** A new numbered list; returns its number. */
	numbering: { bullets: number; next: () => number };
};

type Where = { style: StyleKey; depth: number };

/** The paragraphs, tables and pictures of a briefing, without the section that ends them. */
export class DocxBody {
	readonly #printed: Printed;
	readonly #setting: Setting;
	readonly #captions = new Captions();
	/** Names of parts and their bytes, in the order of the document. */
	readonly media: { name: string; bytes: Uint8Array }[] = [];

	constructor(printed: Printed, setting: Setting) {
		this.#printed = printed;
		this.#setting = setting;
	}

	get xml(): string {
		const sections = this.#printed.sections.map((nodes) => this.#nodes(nodes, { style: 'Normal', depth: 0 }));
		return this.#cover() + sections.join('');
	}

	#cover(): string {
		const { title, audience, facts } = coverOf(this.#printed.document);
		const entries = facts.map(({ label, value }, at) =>
			this.#raw(
				'CoverFact',
				`${textRuns(label, { strong: true })}<w:r><w:tab/></w:r>${textRuns(value)}`,
				at === facts.length - 1 ? '<w:spacing w:after="240"/>' : ''
			)
		);
		return (
			this.#paragraph('Title', words(title)) +
			(audience ? this.#paragraph('Subtitle', words(audience)) : '') +
			entries.join('')
		);
	}

	#nodes(nodes: readonly DocumentNode[], where: Where): string {
		return nodes.map((node) => this.#node(node, where)).join('');
	}

	#node(node: DocumentNode, where: Where): string {
		switch (node.type) {
			case 'heading':
				return this.#paragraph(`Heading${node.level}`, node.content);
			case 'paragraph':
				return this.#paragraph(where.style, node.content);
			case 'quote':
				return this.#nodes(node.content, { ...where, style: 'Quote' });
			case 'list':
				return this.#list(node, where.depth);
			case 'table':
				return this.#table(node);
			case 'chart':
				return this.#chart(node);
			case 'rule':
				return this.#raw(
					'Normal',
					'',
					'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="B5AFA2"/></w:pBdr>'
				);
			case 'bibliography':
				return this.#bibliography();
		}
	}

	#paragraph(style: StyleKey, content: readonly Inline[], more = ''): string {
		const { ids, relations } = this.#setting;
		const direction = isRightToLeft(plainText(content)) ? '<w:bidi/>' : '';
		return this.#raw(style, inlineRuns(content, ids, relations), more + direction);
	}

	/** `properties` follow the style, in the order that the schema asks for. */
	#raw(style: StyleKey, runs: string, properties: string): string {
		const id = escapeMarkup(this.#setting.ids[style]);
		return `<w:p><w:pPr><w:pStyle w:val="${id}"/>${properties}</w:pPr>${runs}</w:p>`;
	}

	#list({ ordered, items }: List, depth: number): string {
		const number = ordered ? this.#setting.numbering.next() : this.#setting.numbering.bullets;
		const style = ordered ? 'ListNumber' : 'ListBullet';
		const level = Math.min(depth, 8);
		const sign = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${number}"/></w:numPr>`;
		return items
			.map((item) => {
				const [first, ...rest] = item;
				const inside: Where = { style: 'ListContinue', depth: depth + 1 };
				if (first?.type !== 'paragraph') return this.#nodes(item, inside);
				return this.#paragraph(style, first.content, sign) + this.#nodes(rest, inside);
			})
			.join('');
	}

	#table({ caption, head, rows, figures }: Table): string {
		const widths = columnWidths({ head, figures }, this.#setting.column.width);
		const cell = (content: readonly Inline[], column: number) => {
			const align = figures.includes(column) ? 'end' : undefined;
			const text = this.#cell(content, align);
			return `<w:tc><w:tcPr><w:tcW w:w="${widths[column] ?? 0}" w:type="dxa"/></w:tcPr>${text}</w:tc>`;
		};
		const row = (cells: readonly Inline[][], properties: string) =>
			`<w:tr><w:trPr><w:cantSplit/>${properties}</w:trPr>${cells.map(cell).join('')}</w:tr>`;
		const title = caption ? this.#caption('Table', this.#captions.table(), caption) : '';
		const id = escapeMarkup(this.#setting.ids.BriefingTable);
		return (
			`${title}<w:tbl><w:tblPr><w:tblStyle w:val="${id}"/><w:tblW w:w="5000" w:type="pct"/>` +
			'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>' +
			`${caption ? `<w:tblCaption w:val="${escapeMarkup(caption)}"/>` : ''}</w:tblPr>` +
			`<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
			`${row(head, '<w:tblHeader/>')}${rows.map((cells) => row(cells, '')).join('')}</w:tbl>` +
			this.#raw('SourceLine', '', '')
		);
	}

	#cell(content: readonly Inline[], align: 'end' | undefined): string {
		const { ids, relations } = this.#setting;
		const direction = isRightToLeft(plainText(content)) ? '<w:bidi/>' : '';
		const side = align ? '<w:jc w:val="right"/>' : '';
		return this.#raw('TableText', inlineRuns(content, ids, relations), direction + side);
	}

	/** Numbered by a field, so that Word can list figures and tables. */
	#caption(kind: 'Figure' | 'Table', number: number, title: string): string {
		const field = `<w:fldSimple w:instr=" SEQ ${kind} \\* ARABIC "><w:r><w:t>${number}</w:t></w:r></w:fldSimple>`;
		return this.#raw('Caption', `${textRuns(`${kind} `)}${field}${textRuns(`. ${title}`)}`, '<w:keepNext/>');
	}

	#chart(chart: ChartNode): string {
		const caption = this.#caption('Figure', this.#captions.figure(), chart.spec.title);
		const sources = sourceLine(chart);
		const picture = this.#setting.pictures.get(chart);
		const shown = picture ? this.#picture(chart, picture) : this.#paragraph('Normal', words(chart.alt));
		return caption + shown + (sources && this.#paragraph('SourceLine', words(sources)));
	}

	#picture(chart: ChartNode, picture: ChartPicture): string {
		const number = this.media.length + 1;
		const name = `briefing-chart-${number}.png`;
		this.media.push({ name, bytes: picture.png });
		const relation = this.#setting.relations.add('image', `media/${name}`);
		return this.#raw(
			'Normal',
			pictureXml({ number, relation, chart, picture, column: this.#setting.column }),
			'<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="left"/>'
		);
	}

	#bibliography(): string {
		const { bibliography } = this.#printed;
		if (bibliography.length === 0) return this.#paragraph('Normal', words('No source is cited.'));
		return bibliography.map((entry) => this.#paragraph('Bibliography', entry)).join('');
	}
}
