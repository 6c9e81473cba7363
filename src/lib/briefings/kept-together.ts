import { plainText, type DocumentNode, type Heading } from './document.ts';

/** Headings, what follows them at once, and whether both fit on one page for sure. */
export type Kept = [headings: Heading[], following: DocumentNode[], isKept: boolean];

/** Letters of a paragraph and rows of a table that stay with their heading. */
const most = { letters: 1500, rows: 15 };

/** Groups nodes so that no heading ends a page: each with the first of what it is about. A long list gives its first item. */
export function withHeadings(nodes: readonly DocumentNode[]): Kept[] {
	const groups: Kept[] = [];
	let headings: Heading[] = [];
	for (const node of nodes) {
		if (node.type === 'heading') headings.push(node);
		else if (headings.length === 0) groups.push([[], [node], false]);
		else {
			const [first, rest] = parted(node);
			groups.push([headings, [first], isShort(first)]);
			if (rest) groups.push([[], [rest], false]);
			headings = [];
		}
	}
	return headings.length > 0 ? [...groups, [headings, [], false]] : groups;
}

function parted(node: DocumentNode): [DocumentNode, DocumentNode?] {
	if (node.type !== 'list' || node.ordered || node.items.length < 2) return [node];
	return [
		{ ...node, items: node.items.slice(0, 1) },
		{ ...node, items: node.items.slice(1) }
	];
}

function isShort(node: DocumentNode): boolean {
	switch (node.type) {
		case 'paragraph':
			return plainText(node.content).length <= most.letters;
		case 'quote':
			return node.content.length === 1 && node.content.every(isShort);
		case 'list':
			return node.items.length === 1 && node.items[0]!.length === 1 && node.items[0]!.every(isShort);
		case 'table':
			return node.rows.length <= most.rows;
		default:
			return node.type === 'chart';
	}
}
