import type { DocumentNode, Inline } from './document.ts';

/** The node with the words of each paragraph, heading and cell changed; what has none stays the same object. */
export function withInlines(
	node: DocumentNode,
	change: (content: readonly Inline[]) => Inline[]
): DocumentNode {
	const within = (nodes: readonly DocumentNode[]) => nodes.map((one) => withInlines(one, change));
	switch (node.type) {
		case 'heading':
		case 'paragraph':
			return { ...node, content: change(node.content) };
		case 'quote':
			return { ...node, content: within(node.content) };
		case 'list':
			return { ...node, items: node.items.map(within) };
		case 'table':
			return { ...node, head: node.head.map(change), rows: node.rows.map((row) => row.map(change)) };
		default:
			return node;
	}
}
