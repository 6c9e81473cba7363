import { expect, test } from 'vitest';
import { handsOf, underlined } from './hand.ts';

test('each of eighteen people has a colour and line of their own, whatever order they come in', () => {
	const ids = Array.from({ length: 18 }, (_, at) => 100 - at);
	const hands = handsOf(ids);
	expect(new Set([...hands.values()].map(({ colour, line }) => `${colour} ${line}`)).size).toBe(18);
	expect(handsOf([...ids].reverse())).toEqual(hands);
	expect(hands.get(83)).toEqual({ colour: '--series-1', line: 'solid' });
});

test('neighbours differ in line as well as in colour', () => {
	const [first, second] = [...handsOf([1, 2]).values()];
	expect(first).not.toMatchObject({ line: second!.line });
});

test('lines stand below one another, the first nearest to the text; a fifth is not drawn', () => {
	const hand = { colour: '--series-2', line: 'solid' } as const;
	expect(underlined([{ ...hand, lane: 0 }])).toBe(
		'background-image: linear-gradient(var(--series-2), var(--series-2)); background-position: 0 calc(100% - 0px); padding-bottom: 4px'
	);
	const two = underlined([0, 2, 4].map((lane) => ({ ...hand, lane })));
	expect(two).toContain('background-position: 0 calc(100% - 8px), 0 calc(100% - 0px); padding-bottom: 12px');
});
