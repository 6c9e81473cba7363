import { describe, expect, test } from 'vitest';
import { exampleInputs } from './briefing-examples.ts';
import { documentOf } from './compose.ts';
import { plainText, words } from './document.ts';
import { keepingSections, withText } from './live-text.ts';

const block = (id: number, changes: object) => ({
	id,
	kind: 'text' as const,
	recommendationId: null,
	choices: {},
	text: '',
	...changes
});
const document = documentOf({
	...exampleInputs,
	blocks: [
		block(1, { text: 'Before [@development-11].' }),
		block(2, { kind: 'recommendation', recommendationId: 1 })
	]
});
const shown = {
	document,
	citations: {
		placement: 'note' as const,
		notes: document.notes.map(({ cites }) => words(`As set: ${cites[0]!.source}`)),
		bibliography: []
	}
};

describe('a text that is being typed', () => {
	test('shows with its footnotes, and those after it are numbered anew', () => {
		const typed = 'It *held* [@development-11] and more [@development-77].';
		const now = withText(shown, 1, typed, [{ id: 'development-77', type: 'webpage', title: 'New' }]);
		expect(now.document.notes.map(({ cites }) => cites[0]!.source)).toEqual([
			'development-11',
			'development-77',
			'publication-7',
			'development-12',
			'development-11'
		]);
		expect(now.citations.notes.map(plainText)).toEqual([
			plainText(shown.citations.notes[0]!),
			'New',
			...shown.citations.notes.slice(1).map(plainText)
		]);
		expect(now.document.sections[0]?.nodes).toEqual([
			{
				type: 'paragraph',
				content: [
					{ type: 'text', text: 'It ' },
					{ type: 'text', text: 'held', emphasis: true },
					{ type: 'note', note: 0 },
					{ type: 'text', text: ' and more' },
					{ type: 'note', note: 1 },
					{ type: 'text', text: '.' }
				]
			}
		]);
	});

	test('is the document itself when it says what was saved', () => {
		expect(withText(shown, 1, 'Before [@development-11].', []).document).toEqual(document);
	});
});

test('sections that say the same stay the same objects', () => {
	const again = structuredClone(document);
	again.sections[0]!.nodes = [];
	const kept = keepingSections(document, again);
	expect(kept.sections[1]).toBe(document.sections[1]);
	expect(kept.sections[0]).toBe(again.sections[0]);
});
