import { expect, test } from 'vitest';
import { backwards, distances } from './edit-distance.ts';

/** The textbook recurrence, a cell at a time. */
function oneCellAtATime(pattern: string, text: string): number[] {
	let column = Array.from({ length: pattern.length + 1 }, (_, row) => row);
	return [
		pattern.length,
		...text.split('').map((letter) => {
			const next = [0];
			for (let row = 1; row <= pattern.length; row++) {
				const replaced = column[row - 1]! + (pattern[row - 1] === letter ? 0 : 1);
				next.push(Math.min(replaced, column[row]! + 1, next[row - 1]! + 1));
			}
			column = next;
			return next.at(-1)!;
		})
	];
}

test('“survey” is within two edits of “surgery” at its last three letters (Navarro 2001, A guided tour, fig. 5)', () => {
	expect([...distances('survey', 'surgery')]).toEqual([6, 5, 4, 3, 3, 2, 2, 2]);
});

test('a match may begin anywhere', () => {
	expect([...distances('abc', 'xxabcx')]).toEqual([3, 3, 3, 2, 1, 0, 1]);
});

test.each([31, 32, 33, 63, 64, 65, 96, 130])(
	'a pattern of %i letters is counted as the textbook does',
	(length) => {
		const letters = (count: number, step: number) =>
			Array.from({ length: count }, (_, i) => 'abca'[((i * step) ^ (i >> 3)) & 3]).join('');
		const pattern = letters(length, 5);
		for (const step of [1, 3, 5, 7]) {
			const text = letters(200, step);
			expect([...distances(pattern, text)]).toEqual(oneCellAtATime(pattern, text));
		}
	}
);

test('nothing is no edits away from anything, and no text is as many edits away as there are letters', () => {
	expect([...distances('', 'ab')]).toEqual([0, 0, 0]);
	expect([...distances('ab', '')]).toEqual([2]);
});

test('backwards and backwards again is the same text, half characters and all', () => {
	expect(backwards(backwards('a😀b'))).toBe('a😀b');
});
