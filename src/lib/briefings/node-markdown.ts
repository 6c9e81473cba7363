import type { ChartNode, DocumentNode, Inline, Note } from './document.ts';
import { isSafeAddress } from './markup.ts';

/** How markdown has what it has no form for. What `note` gives stands right behind the words that it belongs to. */
export type Writing = {
	/** How many levels headings stand below their own; none where it is not said. */
	headingsBelow?: number;
	/** What ends a line within a paragraph; a plain end where it is not said. */
	lineBreak?: string;
	note: (note: number) => string;
	chart: (chart: ChartNode) => string;
	bibliography: () => string;
};

/**
 * Nodes as markdown. `nodesOfMarkdown` reads the same nodes out of it, but for charts, bibliographies, captions of tables
 * and paths; and an address that stood as plain words comes back as a link.
 */
export function markdownOf(nodes: readonly DocumentNode[], writing: Writing): string {
	const parts: string[] = [];
	let before: DocumentNode | undefined;
	let isOther = false;
	for (const node of nodes) {
		// Two lists after one another would be read as one, unless their marks differ.
		isOther = node.type === 'list' && before?.type === 'list' && before.ordered === node.ordered && !isOther;
		const part = blockOf(node, writing, isOther);
		if (part) parts.push(part);
		before = node;
	}
	return parts.join('\n\n');
}

/** Footnotes as free text cites: `[@development-12, p. 3; @publication-1]`. */
export const citing =
	(notes: readonly Note[]): Writing['note'] =>
	(note) => {
		const cites = (notes[note]?.cites ?? []).map(
			({ source, locator }) => `@${source}${locator ? `, p. ${locator}` : ''}`
		);
		return cites.length > 0 ? ` [${cites.join('; ')}]` : '';
	};

function blockOf(node: DocumentNode, writing: Writing, isOther: boolean): string {
	switch (node.type) {
		case 'heading':
			return `${'#'.repeat(node.level + (writing.headingsBelow ?? 0))} ${inOneLine(node.content, writing)}`;
		case 'paragraph':
			return guarded(inlinesOf(node.content, writing));
		case 'quote':
			return prefixed(markdownOf(node.content, writing), '> ', '> ');
		case 'list':
			return listOf(node.items, node.ordered ? (isOther ? '1) ' : '1. ') : isOther ? '* ' : '- ', writing);
		case 'table':
			return tableOf(node, writing);
		case 'rule':
			return '***';
		case 'chart':
			return writing.chart(node);
		case 'bibliography':
			return writing.bibliography();
	}
}

const prefixed = (text: string, first: string, rest: string) =>
	text
		.split('\n')
		.map((line, at) => `${at === 0 ? first : rest}${line}`.trimEnd())
		.join('\n');

function listOf(items: readonly DocumentNode[][], mark: string, writing: Writing): string {
	const isLoose = items.some((nodes) => nodes.filter(({ type }) => type === 'paragraph').length > 1);
	return items
		.map((nodes) => prefixed(markdownOf(nodes, writing), mark, ' '.repeat(mark.length)))
		.join(isLoose ? '\n\n' : '\n');
}

function tableOf(node: Extract<DocumentNode, { type: 'table' }>, writing: Writing): string {
	const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const written = (cells: readonly Inline[][]) =>
		row(cells.map((cell) => inOneLine(cell, writing).replaceAll('|', '\\|')));
	const rule = row(node.head.map((_, at) => (node.figures.includes(at) ? '---:' : '---')));
	const caption = node.caption ? `${guarded(`*${escaped(node.caption)}*`)}\n\n` : '';
	return caption + [written(node.head), rule, ...node.rows.map(written)].join('\n');
}

const inOneLine = (content: readonly Inline[], writing: Writing) =>
	inlinesOf(content, { ...writing, lineBreak: '\n' }).replace(/\s*\n\s*/g, ' ');

function inlinesOf(content: readonly Inline[], writing: Writing): string {
	const runs = joined(content);
	let out = '';
	for (const [at, run] of runs.entries()) {
		if (run.type === 'break') out = `${out.trimEnd()}${writing.lineBreak ?? '\n'}`;
		else if (run.type === 'note') out += writing.note(run.note);
		else if (run.type === 'link') out += linkOf(run, writing);
		else out += wordsOf(run, out.at(-1) ?? '', firstOf(runs[at + 1]));
	}
	return out.replace(/\n{2,}/g, '\n').trim();
}

type Run = Extract<Inline, { type: 'text' }>;
const formOf = ({ strong, emphasis, code }: Run) => `${strong}${emphasis}${code}`;

/** Runs of one form that follow one another as one. */
function joined(content: readonly Inline[]): Inline[] {
	const runs: Inline[] = [];
	for (const part of content) {
		const last = runs.at(-1);
		if (part.type === 'text' && last?.type === 'text' && formOf(part) === formOf(last))
			runs[runs.length - 1] = { ...last, text: last.text + part.text };
		else runs.push(part);
	}
	return runs;
}

const firstOf = (next: Inline | undefined) => (next?.type === 'text' ? (next.text[0] ?? '') : '');

/** What leads to no page and no letter stands as its words. */
function linkOf({ href, content }: Extract<Inline, { type: 'link' }>, writing: Writing): string {
	const text = inOneLine(content, writing);
	return isSafeAddress(href) ? `[${text}](<${addressOf(href)}>)` : text;
}

const addressOf = (href: string) => href.replace(/[<>\n\\]/g, (sign) => encodeURIComponent(sign));

/** Marks stand close to the words; where markdown would not read them as marks, the words stand without. */
function wordsOf({ text, strong, emphasis, code }: Run, before: string, after: string): string {
	const mark = `${strong ? '**' : ''}${emphasis ? '*' : ''}`;
	const [, lead = '', core = '', trail = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? [];
	const words = code ? codeOf(core) : escaped(core);
	if (!mark || !core) return lead + words + trail;
	const opens = isLetter(core[0]!) || lead !== '' || !isLetter(before);
	const closes = isLetter(core.at(-1)!) || trail !== '' || !isLetter(after);
	return opens && closes ? `${lead}${mark}${words}${mark}${trail}` : lead + words + trail;
}

const isLetter = (sign: string) => /[^\s\p{P}\p{S}]/u.test(sign);

function codeOf(text: string): string {
	if (!text) return '';
	const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
	const pad = /^`|`$/.test(text) ? ' ' : '';
	return fence + pad + text + pad + fence;
}

const address = /(https?:\/\/[^\s<]+)/;

/** Signs that markdown would take for marks are kept from it; an address stays as it is. */
function escaped(text: string): string {
	return text
		.split(address)
		.map((part, at) => {
			if (at % 2 === 1) return part;
			return part
				.replace(/[\\`*[\]<~]/g, '\\$&')
				.replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
				.replace(/&(?=#?\w+;)/g, '\\&');
		})
		.join('');
}

/** Lines of a paragraph that would begin something else are kept from it. */
const guarded = (text: string) =>
	text
		.split('\n')
		.map((line) =>
			line
				.trim()
				.replace(/^[#>+=:|-]/, '\\$&')
				.replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
		)
		.join('\n');
