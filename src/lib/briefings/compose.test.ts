import { describe, expect, test } from 'vitest';
import { exampleEvidence, exampleInputs } from './briefing-examples.ts';
import { documentOf } from './compose.ts';
import { plainText, type BriefingDocument, type DocumentNode } from './document.ts';
import type { BriefingInputs } from './inputs.ts';

const withBlocks = (...blocks: Partial<BriefingInputs['blocks'][number]>[]): BriefingInputs => ({
	...exampleInputs,
	blocks: blocks.map((block, at) => ({
		id: at + 1,
		kind: 'text',
		recommendationId: null,
		choices: {},
		text: '',
		...block
	}))
});

/** The words of a document, a line for each heading, paragraph and item. */
function linesOf(nodes: readonly DocumentNode[]): string[] {
	return nodes.flatMap((node) => {
		if (node.type === 'heading' || node.type === 'paragraph') return [plainText(node.content)];
		if (node.type === 'quote') return linesOf(node.content);
		if (node.type === 'list') return node.items.flatMap(linesOf);
		if (node.type === 'table') return node.rows.map((row) => row.map(plainText).join(' | '));
		return [];
	});
}
const allLines = (document: BriefingDocument) => document.sections.flatMap(({ nodes }) => linesOf(nodes));

describe('a briefing', () => {
	test('says what moved since it looks back, first assessments apart', () => {
		const lines = allLines(documentOf(withBlocks({ kind: 'changes' })));
		expect(lines).toEqual([
			'What changed since 30 June 2022',
			'Levels that fell',
			'C1 Talk: intermediate → not initiated',
			'New evidence',
			'C1 Talk | 2 | 1 | 0'
		]);
	});

	test('cites the reversals that it tells of, and tells of the newest where there are many', () => {
		const marks = Array.from({ length: 22 }, (_, at) => ({
			id: 100 + at,
			title: `Reversal ${at}`,
			occurredOn: `2022-07-${String(at + 1).padStart(2, '0')}`,
			occurredPrecision: 'day' as const
		}));
		const { recommendations } = exampleInputs;
		const document = documentOf({
			...withBlocks({ kind: 'changes' }),
			recommendations: recommendations.map((one) => ({ ...one, reversals: marks })),
			cited: [exampleEvidence(121)]
		});
		const lines = allLines(document).slice(3);
		expect(lines.slice(0, 3)).toEqual(['Reversals', '2 earlier ones', '3 July 2022: Reversal 2 (C1, C2)']);
		expect(document.notes).toEqual([{ cites: [{ source: 'development-121' }] }]);
	});

	test('tells of the chosen recommendations alone where some are chosen', () => {
		const only = { choices: { only: [2] } };
		const lines = allLines(documentOf(withBlocks({ kind: 'changes', ...only }, { kind: 'gaps', ...only })));
		expect(lines).toEqual([
			'What changed since 30 June 2022',
			'Nothing changed: no level moved, and no evidence was added.',
			'Gaps',
			'Never assessed (1)',
			'C2 Listen',
			'Without recent developments (1)',
			'C2 Listen: no development logged'
		]);
	});

	test('names what was never assessed and what is silent', () => {
		expect(allLines(documentOf(withBlocks({ kind: 'gaps' })))).toEqual([
			'Gaps',
			'Never assessed (1)',
			'C2 Listen',
			'Without recent developments (2)',
			'C1 Talk: none for 10 months',
			'C2 Listen: no development logged'
		]);
	});

	test('gives a recommendation its statement, standing, evidence and dissent, with footnotes', () => {
		const document = documentOf(withBlocks({ kind: 'recommendation', recommendationId: 1 }));
		expect(allLines(document)).toEqual([
			'C1 Talk',
			'Talk to each other.',
			'Level: not initiated, steady, assessed on 1 November 2022 with moderate confidence.',
			'Evidence',
			'1 May 2022: Development 12. Why 12. Strongly sets back (−2).',
			'4 March 2022: Development 11. Why 11. Advances (+1).',
			'Dissent',
			'analyst-1: not initiated (1 November 2022, moderate confidence). Says analyst-1.',
			'analyst-2: minimal (1 October 2022, moderate confidence). Says analyst-2.'
		]);
		expect(document.notes).toEqual([
			{ cites: [{ source: 'publication-7', locator: '12' }] },
			{ cites: [{ source: 'development-12' }] },
			{ cites: [{ source: 'development-11' }] }
		]);
		expect(document.sources.map(({ id }) => id)).toEqual([
			'publication-7',
			'development-12',
			'development-11'
		]);
	});

	test('free text is markdown, and cites what is known', () => {
		const text =
			'It **held**, [see](https://osce.org) [@development-11, p. 3; @publication-7].\n\n- one\n- [@nobody-1]';
		const document = documentOf(withBlocks({ text }));
		expect(document.sections[0]?.nodes).toEqual([
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'It ' },
					{ type: 'text', text: 'held', strong: true },
					{ type: 'text', text: ', ' },
					{ type: 'link', href: 'https://osce.org', content: [{ type: 'text', text: 'see' }] },
					{ type: 'note', note: 0 },
					{ type: 'text', text: '.' }
				]
			},
			{
				type: 'list',
				ordered: false,
				items: [
					[{ type: 'paragraph', content: [{ type: 'text', text: 'one' }] }],
					[{ type: 'paragraph', content: [{ type: 'text', text: '[@nobody-1]' }] }]
				]
			}
		]);
		expect(document.notes).toEqual([
			{ cites: [{ source: 'development-11', locator: '3' }, { source: 'publication-7' }] }
		]);
	});

	test('is the same to the letter when made again', () => {
		expect(JSON.stringify(documentOf(exampleInputs))).toBe(
			JSON.stringify(documentOf(structuredClone(exampleInputs)))
		);
	});
});
