import { diffArrays } from 'diff';
import { plainText, type BriefingDocument, type DocumentNode, type Inline } from './document.ts';

export type Line = { change: 'same' | 'added' | 'removed'; text: string };

/** What became of one block from one issue to the next. */
export type SectionChange = {
	blockId: number;
	/** First heading of the section, or what kind of block it is. */
	title: string;
	change: 'same' | 'added' | 'removed' | 'changed';
	lines: Line[];
};

/**
 * Two issues side by side, section by section in the order of the later one; sections that were taken out stand where
 * they were. Lines are paragraphs, rows and captions; a chart is told by what it says of itself.
 */
export function compareDocuments(before: BriefingDocument, after: BriefingDocument): SectionChange[] {
	const [was, is] = [before, after].map(({ sections }) => sections.map(({ blockId }) => blockId)) as [
		number[],
		number[]
	];
	return diffArrays(was, is).flatMap(({ value, removed }) =>
		value.flatMap((blockId): SectionChange[] => {
			// A block that moved is told where it stands now.
			if (removed && is.includes(blockId)) return [];
			return [compared(blockId, sectionOf(before, blockId), sectionOf(after, blockId))];
		})
	);
}

const sectionOf = ({ sections }: BriefingDocument, id: number) =>
	sections.find(({ blockId }) => blockId === id)?.nodes ?? null;

function compared(
	blockId: number,
	before: DocumentNode[] | null,
	after: DocumentNode[] | null
): SectionChange {
	const lines = diffArrays(linesOf(before ?? []), linesOf(after ?? [])).flatMap(({ value, added, removed }) =>
		value.map((text): Line => ({ change: added ? 'added' : removed ? 'removed' : 'same', text }))
	);
	return { blockId, title: titleOf(after ?? before ?? []), change: changeOf(before, after, lines), lines };
}

function changeOf(before: unknown, after: unknown, lines: readonly Line[]): SectionChange['change'] {
	if (!before) return 'added';
	if (!after) return 'removed';
	return lines.every(({ change }) => change === 'same') ? 'same' : 'changed';
}

function titleOf(nodes: readonly DocumentNode[]): string {
	const heading = nodes.find((node) => node.type === 'heading');
	return heading ? plainText(heading.content) : (linesOf(nodes)[0]?.slice(0, 80) ?? 'Text');
}

const joined = (cells: readonly Inline[][]) => cells.map(plainText).join(' | ');

/** The words of nodes, a line each. */
export function linesOf(nodes: readonly DocumentNode[]): string[] {
	return nodes.flatMap((node): string[] => {
		switch (node.type) {
			case 'heading':
			case 'paragraph':
				return [plainText(node.content)];
			case 'quote':
				return linesOf(node.content);
			case 'list':
				return node.items.flatMap(linesOf);
			case 'table':
				return [node.caption, joined(node.head), ...node.rows.map(joined)].filter(Boolean);
			case 'chart':
				return [node.alt];
			case 'rule':
			case 'bibliography':
				return [];
		}
	});
}
