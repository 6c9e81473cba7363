import type { Token } from 'markdown-it';
import { parseMarkdown } from '../markdown.ts';
import type { Cite, DocumentNode, Inline } from './document.ts';
import type { Notes } from './notes.ts';

/** Free text as nodes of a document. `[@development-12, p. 3; @publication-1]` cites sources in a footnote. */
export function nodesOfMarkdown(source: string, notes: Notes): DocumentNode[] {
	return blocksOf(new Walk(parseMarkdown(source)), notes);
}

/** Tokens with a place among them. */
class Walk {
	readonly #tokens: readonly Token[];
	#at = 0;
	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}
	next(): Token | undefined {
		return this.#tokens[this.#at++];
	}
}

/** Everything up to the token that closes what is open, or the end. */
function blocksOf(walk: Walk, notes: Notes): DocumentNode[] {
	const nodes: DocumentNode[] = [];
	for (let token = walk.next(); token && token.nesting !== -1; token = walk.next())
		nodes.push(...blockOf(token, walk, notes));
	return nodes;
}

function blockOf(token: Token, walk: Walk, notes: Notes): DocumentNode[] {
	switch (token.type) {
		case 'heading_open': {
			const level = Math.min(3, Number(token.tag.slice(1))) as 1 | 2 | 3;
			return [{ type: 'heading', level, content: wordsOf(walk, notes) }];
		}
		case 'paragraph_open':
			return [{ type: 'paragraph', content: wordsOf(walk, notes) }];
		case 'blockquote_open':
			return [{ type: 'quote', content: blocksOf(walk, notes) }];
		case 'bullet_list_open':
		case 'ordered_list_open':
			return [{ type: 'list', ordered: token.type === 'ordered_list_open', items: itemsOf(walk, notes) }];
		case 'table_open':
			return [tableOf(walk, notes)];
		case 'hr':
			return [{ type: 'rule' }];
		case 'fence':
		case 'code_block':
			return [{ type: 'paragraph', content: lines(token.content.trimEnd()) }];
		default:
			return token.nesting === 1 ? blocksOf(walk, notes) : [];
	}
}

/** The words of a paragraph, a heading or a cell, up to its end. */
function wordsOf(walk: Walk, notes: Notes): Inline[] {
	const content: Inline[] = [];
	for (let token = walk.next(); token && token.nesting !== -1; token = walk.next())
		content.push(...inlineOf(token.children ?? [], notes));
	return content;
}

function itemsOf(walk: Walk, notes: Notes): DocumentNode[][] {
	const items: DocumentNode[][] = [];
	for (let token = walk.next(); token?.type === 'list_item_open'; token = walk.next())
		items.push(blocksOf(walk, notes));
	return items;
}

function tableOf(walk: Walk, notes: Notes): DocumentNode {
	const rows: Inline[][][] = [];
	const figures: number[] = [];
	for (let token = walk.next(); token && token.type !== 'table_close'; token = walk.next()) {
		if (token.type === 'tr_open') rows.push([]);
		const isHead = token.type === 'th_open';
		if (isHead && String(token.attrGet('style')).includes('right')) figures.push(rows.at(-1)!.length);
		if (isHead || token.type === 'td_open') rows.at(-1)?.push(wordsOf(walk, notes));
	}
	const [head = [], ...body] = rows;
	return { type: 'table', caption: '', head, rows: body, figures };
}

const lines = (text: string): Inline[] =>
	text.split('\n').flatMap((line, index): Inline[] => {
		const run: Inline = { type: 'text', text: line, code: true };
		return index === 0 ? [run] : [{ type: 'break' }, run];
	});

function inlineOf(tokens: readonly Token[], notes: Notes): Inline[] {
	const open: { content: Inline[]; href?: string }[] = [{ content: [] }];
	let [strong, emphasis] = [0, 0];
	const form = () => ({
		...(strong > 0 && { strong: true as const }),
		...(emphasis > 0 && { emphasis: true as const })
	});
	for (const token of tokens) {
		const into = open.at(-1)!.content;
		if (token.type === 'text') into.push(...citing(token.content, form(), notes));
		else if (token.type === 'code_inline')
			into.push({ type: 'text', text: token.content, ...form(), code: true });
		else if (token.type === 'softbreak' || token.type === 'hardbreak') into.push({ type: 'break' });
		else if (token.tag === 'strong') strong += token.nesting;
		else if (token.tag === 'em') emphasis += token.nesting;
		else if (token.type === 'link_open')
			open.push({ content: [], href: String(token.attrGet('href') ?? '') });
		else if (token.type === 'link_close') {
			const { content, href } = open.pop()!;
			open.at(-1)!.content.push({ type: 'link', href: href!, content });
		} else if (token.content) into.push({ type: 'text', text: token.content, ...form() });
	}
	return open[0]!.content;
}

const citation = /\[(@[a-z]+-\d+(?:, [^;\]]{1,100})?(?:; ?@[a-z]+-\d+(?:, [^;\]]{1,100})?)*)\]/g;

function citing(text: string, form: object, notes: Notes): Inline[] {
	const content: Inline[] = [];
	let from = 0;
	for (const { 0: all, 1: inside, index } of text.matchAll(citation)) {
		const note = notes.cite(...inside!.split(/; ?/).map(citeOf));
		if (note.length === 0) continue;
		const before = text.slice(from, index).trimEnd();
		if (before) content.push({ type: 'text', text: before, ...form });
		content.push(...note);
		from = index + all.length;
	}
	if (from < text.length) content.push({ type: 'text', text: text.slice(from), ...form });
	return content;
}

/** The sources that a text cites, each once: `development-12`. */
export function citedIn(source: string): string[] {
	const cites = [...source.matchAll(citation)].flatMap(([, inside]) => inside!.split(/; ?/).map(citeOf));
	return [...new Set(cites.map((cite) => cite.source))];
}

function citeOf(text: string): Cite {
	const [source = '', ...rest] = text.split(', ');
	const locator = rest.join(', ').replace(/^pp?\.\s*/, '');
	return { source: source.slice(1), ...(locator && { locator }) };
}
