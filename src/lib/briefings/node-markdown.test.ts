import { describe, expect, test } from 'vitest';
import { exampleInputs } from './briefing-examples.ts';
import { documentOf } from './compose.ts';
import type { CslItem, DocumentNode, Inline } from './document.ts';
import { citedIn, nodesOfMarkdown } from './markdown-nodes.ts';
import { citing, markdownOf } from './node-markdown.ts';
import { Notes } from './notes.ts';

const known = new Map<string, CslItem>(
	['development-11', 'development-12', 'publication-7'].map((id) => [id, { id, type: 'report' }])
);
const writing = (notes: Notes) => ({
	note: citing(notes.notes),
	chart: ({ alt }: { alt: string }) => `*${alt}*`,
	bibliography: () => ''
});

/** What comes back of nodes that are written and read again. */
function again(nodes: DocumentNode[]): DocumentNode[] {
	return nodesOfMarkdown(markdownOf(nodes, writing(new Notes(known))), new Notes(known));
}
const text = (words: string, form: object = {}): Inline => ({ type: 'text', text: words, ...form });
const paragraph = (...content: Inline[]): DocumentNode => ({ type: 'paragraph', content });

describe('nodes written as markdown read back the same', () => {
	const cases: Record<string, DocumentNode[]> = {
		'headings of each level': ([1, 2, 3] as const).map((level) => ({
			type: 'heading',
			level,
			content: [text(`Level ${level}`)]
		})),
		'words in every form': [
			paragraph(
				text('a '),
				text('b', { strong: true }),
				text(' c '),
				text('d', { emphasis: true }),
				text(' '),
				text('e', { strong: true, emphasis: true }),
				text(' and '),
				text('co`de', { code: true })
			)
		],
		'signs that look like marks': [
			paragraph(text('*a* _b_ `c` [d](e) <f> ~~g~~ \\h &amp; snake_case 2 * 3')),
			...['# a', '> a', '- a', '+ a', '1. a', '2) a', '=== a', '--- a', '| a | b |'].map((line) =>
				paragraph(text(line))
			)
		],
		'lines of a paragraph': [
			paragraph(text('one'), { type: 'break' }, text('- two'), { type: 'break' }, text('3. three'))
		],
		'links, whatever their address': [
			paragraph(
				text('see '),
				{ type: 'link', href: 'https://en.wikipedia.org/wiki/A_(b)?c=*d*', content: [text('A (b)')] },
				text(' there')
			)
		],
		'lists within lists, and two after one another': [
			{
				type: 'list',
				ordered: false,
				items: [
					[
						paragraph(text('a')),
						{ type: 'list', ordered: true, items: [[paragraph(text('b'))], [paragraph(text('c'))]] }
					],
					[paragraph(text('d'))]
				]
			},
			{ type: 'list', ordered: false, items: [[paragraph(text('e'))]] },
			{ type: 'list', ordered: true, items: [[paragraph(text('f'))]] },
			{ type: 'list', ordered: true, items: [[paragraph(text('g')), paragraph(text('h'))]] }
		],
		'quotes, rules and tables': [
			{ type: 'quote', content: [paragraph(text('a')), paragraph(text('b'))] },
			{ type: 'rule' },
			{
				type: 'table',
				caption: '',
				head: [[text('a|b')], [text('n')]],
				rows: [[[text('x', { strong: true })], [text('1')]]],
				figures: [1]
			}
		],
		'words in other scripts': [
			paragraph(text('Росія', { strong: true }), text(', Ελλάδα, '), text('שלום', { emphasis: true }))
		]
	};
	test.each(Object.entries(cases))('%s', (_, nodes) => {
		expect(again(nodes)).toEqual(nodes);
	});

	test('citations, with the page', () => {
		const notes = new Notes(known);
		const cited = [
			paragraph(
				text('It held'),
				...notes.cite({ source: 'development-11', locator: '3' }, { source: 'publication-7' }),
				text('. Then not'),
				...notes.cite({ source: 'development-12' })
			)
		];
		const markdown = markdownOf(cited, writing(notes));
		expect(markdown).toBe('It held [@development-11, p. 3; @publication-7]. Then not [@development-12]');
		const read = new Notes(known);
		expect(nodesOfMarkdown(markdown, read)).toEqual(cited);
		expect(read.notes).toEqual(notes.notes);
		expect(citedIn(markdown)).toEqual(['development-11', 'publication-7', 'development-12']);
	});

	test('marks that markdown would not read are left away, and never the words', () => {
		const nodes = [paragraph(text('“a”', { strong: true }), text('b'))];
		expect(markdownOf(nodes, writing(new Notes(known)))).toBe('“a”b');
	});

	test('what a briefing makes of a recommendation, but for its paths', () => {
		const block = { id: 1, kind: 'recommendation' as const, recommendationId: 1, choices: {}, text: '' };
		const document = documentOf({ ...exampleInputs, blocks: [block] });
		const { nodes } = document.sections[0]!;
		const markdown = markdownOf(nodes, { ...writing(new Notes(known)), note: citing(document.notes) });
		const notes = new Notes(new Map(document.sources.map((item) => [item.id, item])));
		const plain = JSON.parse(JSON.stringify(nodes, (key, value) => (key === 'path' ? undefined : value)));
		expect(nodesOfMarkdown(markdown, notes)).toEqual(plain);
		expect(notes.notes).toEqual(document.notes);
	});
});
