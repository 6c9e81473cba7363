import { expect, test } from 'vitest';
import { approximate, verbatim } from './matching.ts';

test('the same words are listed by how long their surroundings agree, then by nearness', () => {
	const text = 'in Vienna they met; at Vienna they left; in Vienna they ate';
	const found = verbatim(text, 'Vienna', 'in ', ' they ate', 0);
	expect(found.map(({ start }) => start)).toEqual([44, 3, 23]);
});

test('nearly the same words are found with both their ends', () => {
	const text = 'The Forum for Security Coperation met.';
	expect(approximate(text, 'Security Cooperation', 4, 0)[0]).toEqual({ start: 14, end: 33, errors: 1 });
});

test('what is further away than allowed is not found', () => {
	expect(approximate('The Forum met.', 'Parliament', 4, 0)).toEqual([]);
});
