import { expect, test } from 'vitest';
import { approximate, verbatim } from './matching.ts';

test('the same words are listed by how long their surroundings agree, then by nearness', () => {
	const text = 'in Vienna they met; at Vienna they left; in Vienna they ate';
	const found = verbatim(text, 'Vienna', 'in ', ' they ate', 0);
	expect(found.map(({ start }) => start)).toEqual([44, 3, 23]);
});

const alone = (exact: string) => ({ exact, prefix: '', suffix: '' });

test('nearly the same words are found with both their ends', () => {
	const text = 'The Forum for Security Coperation met.';
	expect(approximate(text, alone('Security Cooperation'), 4, 0)[0]).toEqual({
		start: 14,
		end: 33,
		errors: 1
	});
});

test('what is further away than allowed is not found', () => {
	expect(approximate('The Forum met.', alone('Parliament'), 4, 0)).toEqual([]);
});

test('an edited passage is found far from where it was, by what was left of it or around it', () => {
	const filler = 'Wheat prices rose in Chicago as dry weather spread. '.repeat(2_000);
	const text = `${filler}Then the Permanent Council has adopted a budget in Vienna. ${filler}`;
	const [found] = approximate(text, alone('the Permanent Council adopted the budget in Vienna'), 10, 0);
	expect(found && text.slice(found.start, found.end)).toBe(
		'the Permanent Council has adopted a budget in Vienna'
	);
	const around = { exact: 'Council adopts', prefix: 'Then the Permanent ', suffix: 'ed a budget in Vienna' };
	expect(approximate(text, around, 10, 0)).not.toEqual([]);
});
