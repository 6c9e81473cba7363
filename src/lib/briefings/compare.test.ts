import { expect, test } from 'vitest';
import { exampleInputs } from './briefing-examples.ts';
import { compareDocuments } from './compare.ts';
import { documentOf } from './compose.ts';
import type { BlockInput } from './inputs.ts';

const text = (id: number, words: string): BlockInput => ({
	id,
	kind: 'text',
	recommendationId: null,
	choices: {},
	text: words
});
const made = (...blocks: BlockInput[]) => documentOf({ ...exampleInputs, blocks });

test('an issue is told apart from the one before, block by block', () => {
	const before = made(text(1, 'Stays.'), text(2, 'One.\n\nTwo.'), text(3, 'Goes.'));
	const after = made(text(1, 'Stays.'), text(2, 'One.\n\nThree.'), text(4, 'Comes.'));
	expect(compareDocuments(before, after).map(({ blockId, change }) => [blockId, change])).toEqual([
		[1, 'same'],
		[2, 'changed'],
		[3, 'removed'],
		[4, 'added']
	]);
	expect(compareDocuments(before, after)[1]?.lines).toEqual([
		{ change: 'same', text: 'One.' },
		{ change: 'removed', text: 'Two.' },
		{ change: 'added', text: 'Three.' }
	]);
});

test('a block that only moved is the same, where it stands now', () => {
	const [a, b] = [text(1, 'First.'), text(2, 'Second.')];
	expect(compareDocuments(made(a, b), made(b, a)).map(({ blockId, change }) => [blockId, change])).toEqual([
		[2, 'same'],
		[1, 'same']
	]);
});
