import { coverOf } from './cover.ts';
import { words, type ChartNode, type DocumentNode, type Inline } from './document.ts';
import { printable } from './markup.ts';
import { markdownOf, type Writing } from './node-markdown.ts';
import { Captions, sourceLine, type Printed } from './printed.ts';

const writing: Writing = {
	// Below the title.
	headingsBelow: 1,
	lineBreak: '\\\n',
	note: (note) => `[^${note + 1}]`,
	chart: () => '',
	bibliography: () => ''
};

/** The document as CommonMark with tables and footnotes (GitHub's). Charts are told in words. */
export function markdownFileOf(printed: Printed): string {
	const captions = new Captions();
	const body = printed.sections.flat().flatMap((node) => toldInWords(node, printed, captions));
	const notes = printed.footnotes.map((content, index) => {
		const note = markdownOf([{ type: 'paragraph', content }], writing);
		return `[^${index + 1}]: ${note.replaceAll('\n', '\n    ')}`;
	});
	const { title, ...cover } = coverOf(printed.document);
	const parts = [
		markdownOf([{ type: 'heading', level: 1, content: words(title) }], { ...writing, headingsBelow: 0 }),
		markdownOf([...coverNodes(cover), ...body], writing),
		notes.join('\n')
	];
	return `${printable(parts.filter(Boolean).join('\n\n'))}\n`;
}

function coverNodes({ audience, facts }: Omit<ReturnType<typeof coverOf>, 'title'>): DocumentNode[] {
	const items = facts.map(({ label, value }) => [
		paragraph([{ type: 'text', text: `${label}:`, strong: true }, ...words(` ${value}`)])
	]);
	return [
		...(audience ? [paragraph([{ type: 'text', text: audience, emphasis: true }])] : []),
		{ type: 'list', ordered: false, items }
	];
}

const paragraph = (content: Inline[]): DocumentNode => ({ type: 'paragraph', content });

/** Charts and the list of sources as nodes that markdown has a form for; tables with their number. */
function toldInWords(node: DocumentNode, printed: Printed, captions: Captions): DocumentNode[] {
	const within = (nodes: readonly DocumentNode[]) =>
		nodes.flatMap((one) => toldInWords(one, printed, captions));
	switch (node.type) {
		case 'chart':
			return chartNodes(node, captions.figure());
		case 'table':
			return [node.caption ? { ...node, caption: `Table ${captions.table()}. ${node.caption}` } : node];
		case 'quote':
			return [{ ...node, content: within(node.content) }];
		case 'list':
			return [{ ...node, items: node.items.map(within) }];
		case 'bibliography': {
			const items = printed.bibliography.map((entry) => [paragraph(entry)]);
			return items.length > 0
				? [{ type: 'list', ordered: false, items }]
				: [paragraph(words('No source is cited.'))];
		}
		default:
			return [node];
	}
}

function chartNodes(chart: ChartNode, number: number): DocumentNode[] {
	const sources = sourceLine(chart);
	return [
		paragraph([{ type: 'text', text: `Figure ${number}. ${chart.spec.title}`, strong: true }]),
		paragraph(words(chart.alt)),
		...(sources ? [paragraph(words(sources))] : [])
	];
}
