import { coverOf } from './cover.ts';
import { plainText, type ChartNode, type DocumentNode, type Inline, type Table } from './document.ts';
import { stylesheet } from './html-style.ts';
import { escapeMarkup as escape, isSafeAddress } from './markup.ts';
import { Captions, sourceLine, type Printed } from './printed.ts';
import { isRightToLeft, runsOf } from './script.ts';

/** The address of a chart's picture (a data URI in a file of its own); undefined where it is told in words only. */
export type PictureAddress = (chart: ChartNode) => string | undefined;

/** A whole page in one file: nothing is fetched, nothing is run. */
export function htmlOf(printed: Printed, addressOf: PictureAddress): string {
	const { title, locale } = printed.document;
	return `<!doctype html>
<html lang="${escape(locale)}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Stocktake">
<title>${escape(title)}</title>
<style>${stylesheet}</style>
</head>
<body>
${articleOf(printed, addressOf)}
</body>
</html>
`;
}

/** The document within a page: headings from h1, notes at the end with links both ways. Everything in it is escaped. */
export function articleOf(printed: Printed, addressOf: PictureAddress): string {
	const writer = new Writer(printed, addressOf);
	const sections = printed.sections
		.filter((nodes) => nodes.length > 0)
		.map((nodes) => `<section>\n${writer.nodes(nodes)}\n</section>`);
	return ['<article>', writer.cover(), ...sections, writer.footnotes(), '</article>']
		.filter(Boolean)
		.join('\n');
}

class Writer {
	readonly #printed: Printed;
	readonly #addressOf: PictureAddress;
	readonly #captions = new Captions();

	constructor(printed: Printed, addressOf: PictureAddress) {
		this.#printed = printed;
		this.#addressOf = addressOf;
	}

	cover(): string {
		const { title, audience, facts } = coverOf(this.#printed.document);
		const entries = facts.map(({ label, value }) => `<dt>${escape(label)}</dt><dd>${directed(value)}</dd>`);
		return [
			'<header>',
			`<h1${dir(title)}>${directed(title)}</h1>`,
			...(audience ? [`<p class="audience"${dir(audience)}>${directed(audience)}</p>`] : []),
			`<dl>${entries.join('\n')}</dl>`,
			'</header>'
		].join('\n');
	}

	footnotes(): string {
		const { footnotes } = this.#printed;
		if (footnotes.length === 0) return '';
		const items = footnotes.map((content, index) => {
			const number = index + 1;
			const back = `<a href="#ref-${number}" role="doc-backlink" aria-label="Back to the text of note ${number}">↩</a>`;
			return `<li id="note-${number}"${dir(plainText(content))}>${this.#inlines(content)} ${back}</li>`;
		});
		return `<section role="doc-endnotes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n<ol>\n${items.join('\n')}\n</ol>\n</section>`;
	}

	nodes(nodes: readonly DocumentNode[]): string {
		return nodes.map((node) => this.#node(node)).join('\n');
	}

	#node(node: DocumentNode): string {
		switch (node.type) {
			case 'heading':
				return `<h${node.level + 1}${dirOf(node.content)}>${this.#inlines(node.content)}</h${node.level + 1}>`;
			case 'paragraph':
				return `<p${dirOf(node.content)}>${this.#inlines(node.content)}</p>`;
			case 'quote':
				return `<blockquote>\n${this.nodes(node.content)}\n</blockquote>`;
			case 'list': {
				const tag = node.ordered ? 'ol' : 'ul';
				return `<${tag}>\n${node.items.map((item) => `<li>${this.#item(item)}</li>`).join('\n')}\n</${tag}>`;
			}
			case 'table':
				return this.#table(node);
			case 'chart':
				return this.#chart(node);
			case 'rule':
				return '<hr>';
			case 'bibliography':
				return this.#bibliography();
		}
	}

	/** A single paragraph stands in its item without one of its own. */
	#item(nodes: readonly DocumentNode[]): string {
		const [only, ...rest] = nodes;
		if (only?.type !== 'paragraph') return this.nodes(nodes);
		const first = `<span${dirOf(only.content)}>${this.#inlines(only.content)}</span>`;
		return rest.length > 0 ? `${first}\n${this.nodes(rest)}` : first;
	}

	#table({ caption, head, rows, figures }: Table): string {
		const cell = (tag: string, content: readonly Inline[], column: number) =>
			`<${tag}${figures.includes(column) ? ' class="figure"' : ''}>${this.#inlines(content)}</${tag.split(' ')[0]}>`;
		const cells = (tag: string, row: readonly Inline[][]) =>
			`<tr>${row.map((content, column) => cell(tag, content, column)).join('')}</tr>`;
		const title = caption ? `<caption>Table ${this.#captions.table()}. ${directed(caption)}</caption>\n` : '';
		return `<table>\n${title}<thead>\n${cells('th scope="col"', head)}\n</thead>\n<tbody>\n${rows.map((row) => cells('td', row)).join('\n')}\n</tbody>\n</table>`;
	}

	#chart(chart: ChartNode): string {
		const address = this.#addressOf(chart);
		const picture = address
			? `<img src="${escape(address)}" alt="${escape(chart.alt)}">`
			: `<p>${directed(chart.alt)}</p>`;
		const sources = sourceLine(chart);
		return [
			'<figure>',
			`<figcaption>Figure ${this.#captions.figure()}. ${directed(chart.spec.title)}</figcaption>`,
			picture,
			...(sources ? [`<p class="sources">${directed(sources)}</p>`] : []),
			'</figure>'
		].join('\n');
	}

	#bibliography(): string {
		const { bibliography } = this.#printed;
		if (bibliography.length === 0) return '<p>No source is cited.</p>';
		const entries = bibliography.map((entry) => `<li${dirOf(entry)}>${this.#inlines(entry)}</li>`);
		return `<ul class="bibliography">\n${entries.join('\n')}\n</ul>`;
	}

	#inlines(content: readonly Inline[]): string {
		return content.map((part) => this.#inline(part)).join('');
	}

	#inline(part: Inline): string {
		switch (part.type) {
			case 'break':
				return '<br>';
			case 'note': {
				const number = part.note + 1;
				return `<sup><a id="ref-${number}" href="#note-${number}" role="doc-noteref">${number}</a></sup>`;
			}
			case 'link': {
				const words = this.#inlines(part.content);
				return isSafeAddress(part.href)
					? `<a href="${escape(part.href)}" rel="nofollow noopener">${words}</a>`
					: words;
			}
			case 'text': {
				const words = part.code ? `<code>${escape(part.text)}</code>` : directed(part.text);
				const set = part.smallCaps ? `<span class="small-caps">${words}</span>` : words;
				const emphatic = part.emphasis ? `<em>${set}</em>` : set;
				return part.strong ? `<strong>${emphatic}</strong>` : emphatic;
			}
		}
	}
}

/** Escaped, with words of the other direction set apart from what stands around them. */
const directed = (text: string): string =>
	runsOf(text)
		.map((run) => (run.isRightToLeft ? `<bdi dir="rtl">${escape(run.text)}</bdi>` : escape(run.text)))
		.join('');

const dir = (text: string) => (isRightToLeft(text) ? ' dir="rtl"' : '');
const dirOf = (content: readonly Inline[]) => dir(plainText(content));
