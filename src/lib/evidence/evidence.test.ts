import { expect, test } from 'vitest';
import * as v from 'valibot';
import { codingSchema, describeStanding, formatEffect } from './evidence.ts';

test('an effect is written with its sign, minus as people write it', () => {
	expect([-2, -1, 0, 1, 2].map(formatEffect)).toEqual(['−2', '−1', '0', '+1', '+2']);
});

test.each([3, -3, 0.5, '1', null])('%j is no effect', (effect) => {
	expect(v.safeParse(codingSchema, { recommendation: 'romano-2021/C1', effect }).success).toBe(false);
});

test.each(['C1', 'romano-2021/', '/C1', 'a/b/c', ''])('%j names no recommendation', (recommendation) => {
	expect(v.safeParse(codingSchema, { recommendation, effect: 1 }).success).toBe(false);
});

test('a rationale of 100,000 characters is too long, and says how long it may be', () => {
	const result = v.safeParse(codingSchema, {
		recommendation: 'a/B',
		effect: 1,
		rationale: 'a'.repeat(100_000)
	});
	expect(result.issues?.[0]).toMatchObject({ message: 'Too long: at most 5000 characters.' });
});

test.each([
	[{ state: 'submitted', revealedAt: null }, 'submitted, seen by you alone until a second coder’s is in'],
	[{ state: 'submitted' }, 'submitted, not decided'],
	[{ state: 'adopted', isEvidence: true }, 'adopted, the evidence in force'],
	[{ state: 'adopted' }, 'adopted, of one effect with the evidence in force'],
	[
		{ state: 'adopted', isEvidence: true, isAdjudication: true },
		'written to decide between the coders, the evidence in force'
	],
	[{ state: 'disputed' }, 'disputed, waits for an editor'],
	[{ state: 'rejected' }, 'rejected']
] as const)('%j stands as: %s', (changes, words) => {
	const coding = { isEvidence: false, isAdjudication: false, revealedAt: new Date(), ...changes };
	expect(describeStanding(coding)).toBe(words);
});
