import type { Content } from 'pdfmake/interfaces';
import type { ChartPicture } from '../charts/draw.server.ts';
import { columnWidths } from './columns.ts';
import { coverOf } from './cover.ts';
import {
	plainText,
	words,
	type ChartNode,
	type DocumentNode,
	type Heading,
	type Inline,
	type Table
} from './document.ts';
import { withHeadings } from './kept-together.ts';
import { pdfInlines, pdfText } from './pdf-words.server.ts';
import { Captions, sourceLine, type Printed } from './printed.ts';
import { isRightToLeft } from './script.ts';

/** A4 with a column of 16 cm, in points. */
export const pdfPage = { side: 71, top: 68, bottom: 68, column: 453 };

const sideOf = (text: string) => (isRightToLeft(text) ? { alignment: 'right' as const } : {});

type Outlined = { outline: true; outlineText: string; outlineId: string; outlineParentId?: string };

/** The content of a PDF: headings make its bookmarks, notes stand at the end with links to them. */
export class PdfBody {
	readonly #printed: Printed;
	readonly #pictures: ReadonlyMap<ChartNode, ChartPicture>;
	readonly #captions = new Captions();
	/** The bookmark that each level hangs from. */
	readonly #open: (string | undefined)[] = [];
	#bookmarks = 0;

	constructor(printed: Printed, pictures: ReadonlyMap<ChartNode, ChartPicture>) {
		this.#printed = printed;
		this.#pictures = pictures;
	}

	get content(): Content[] {
		return [
			...this.#cover(),
			...this.#printed.sections.flatMap((nodes) => this.#nodes(nodes)),
			...this.#notes()
		];
	}

	#cover(): Content[] {
		const { title, audience, facts } = coverOf(this.#printed.document);
		return [
			{ text: pdfText(title), style: 'title' },
			...(audience ? [{ text: pdfText(audience), style: 'audience' }] : []),
			...facts.map(({ label, value }) => ({
				columns: [
					{ width: 80, text: label, bold: true },
					{ width: '*', text: pdfText(value) }
				],
				style: 'fact'
			}))
		];
	}

	#notes(): Content[] {
		const { footnotes } = this.#printed;
		if (footnotes.length === 0) return [];
		return [
			this.#heading({ type: 'heading', level: 1, content: words('Notes') }),
			...footnotes.map((content, index) => ({
				columns: [
					{ width: 24, text: `${index + 1}.`, id: `note-${index + 1}` },
					{ width: '*', text: pdfInlines(content), ...sideOf(plainText(content)) }
				],
				style: 'note'
			}))
		];
	}

	#nodes(nodes: readonly DocumentNode[]): Content[] {
		return withHeadings(nodes).flatMap(([headings, following, kept]) => {
			const set = headings.map((heading) => this.#heading(heading));
			const more = following.flatMap((node) => this.#node(node));
			return kept ? [{ stack: [...set, ...more], unbreakable: true }] : [...set, ...more];
		});
	}

	#node(node: DocumentNode): Content[] {
		switch (node.type) {
			case 'heading':
				return [this.#heading(node)];
			case 'paragraph':
				return [this.#paragraph(node.content, 'paragraph')];
			case 'quote':
				return [this.#quote(node.content)];
			case 'list': {
				const items = node.items.map((item) => ({ stack: this.#nodes(item) }));
				return [{ ...(node.ordered ? { ol: items } : { ul: items }), style: 'list' }];
			}
			case 'table':
				return [this.#table(node)];
			case 'chart':
				return [this.#chart(node)];
			case 'rule':
				return [
					{
						canvas: [{ type: 'line', x1: 0, y1: 0, x2: pdfPage.column, y2: 0, lineColor: '#b5afa2' }],
						margin: [0, 8, 0, 8]
					}
				];
			case 'bibliography':
				return this.#bibliography();
		}
	}

	#paragraph(content: readonly Inline[], style: string): Content {
		return { text: pdfInlines(content), style, ...sideOf(plainText(content)) };
	}

	#heading({ level, content }: Heading): Content {
		const text = plainText(content).replace(/\s+/g, ' ').trim();
		const id = `bookmark-${++this.#bookmarks}`;
		const parent = this.#open.slice(0, level).findLast((one) => one !== undefined);
		this.#open.length = level;
		this.#open[level] = id;
		const outlined: Outlined = {
			outline: true,
			outlineText: text || '…',
			outlineId: id,
			...(parent && { outlineParentId: parent })
		};
		return {
			text: pdfInlines(content),
			style: `heading${level}`,
			...outlined,
			...sideOf(text)
		};
	}

	#quote(nodes: readonly DocumentNode[]): Content {
		return {
			table: { widths: ['*'], body: [[{ stack: this.#nodes(nodes), italics: true }]] },
			layout: 'quote',
			margin: [0, 4, 0, 10]
		};
	}

	#table({ caption, head, rows, figures }: Table): Content {
		const cell = (content: readonly Inline[], column: number) => ({
			text: pdfInlines(content),
			...(figures.includes(column) && { alignment: 'right' as const })
		});
		const twentieths = 20;
		const widths = columnWidths({ head, figures }, pdfPage.column * twentieths).map(
			(width) => width / twentieths - 8
		);
		const border: [boolean, boolean, boolean, boolean] = [false, false, false, true];
		const titled = caption
			? [
					[
						{
							text: pdfText(`Table ${this.#captions.table()}. ${caption}`),
							bold: true,
							colSpan: head.length,
							border
						},
						...head.slice(1).map(() => ({ text: '', border }))
					]
				]
			: [];
		const body = [
			...titled,
			head.map((content, column) => ({ ...cell(content, column), bold: true })),
			...rows.map((row) => row.map(cell))
		];
		const headerRows = titled.length + 1;
		return {
			table: { headerRows, keepWithHeaderRows: 1, dontBreakRows: true, widths, body },
			layout: 'figures',
			style: 'table'
		};
	}

	/** What a chart shows stands below it in words too: a picture in a PDF of this kind has no text of its own. */
	#chart(chart: ChartNode): Content {
		const picture = this.#pictures.get(chart);
		const shown: Content[] = picture
			? [
					{
						image: `data:image/png;base64,${Buffer.from(picture.png).toString('base64')}`,
						width: pdfPage.column
					}
				]
			: [];
		return {
			stack: [
				{ text: pdfText(`Figure ${this.#captions.figure()}. ${chart.spec.title}`), style: 'caption' },
				...shown,
				{ text: pdfText([chart.alt, sourceLine(chart)].filter(Boolean).join(' ')), style: 'sources' }
			],
			unbreakable: true
		};
	}

	#bibliography(): Content[] {
		const { bibliography } = this.#printed;
		if (bibliography.length === 0) return [this.#paragraph(words('No source is cited.'), 'paragraph')];
		return bibliography.map((entry) => this.#paragraph(entry, 'entry'));
	}
}
