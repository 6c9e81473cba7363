import { expect, test } from 'vitest';
import * as v from 'valibot';
import { codingSchema, formatEffect } from './evidence.ts';

test('an effect is written with its sign, minus as people write it', () => {
	expect([-2, -1, 0, 1, 2].map(formatEffect)).toEqual(['−2', '−1', '0', '+1', '+2']);
});

test.each([3, -3, 0.5, '1', null])('%j is no effect', (effect) => {
	expect(v.safeParse(codingSchema, { recommendation: 'romano-2021/C1', effect }).success).toBe(false);
});

test.each(['C1', 'romano-2021/', '/C1', 'a/b/c', ''])('%j names no recommendation', (recommendation) => {
	expect(v.safeParse(codingSchema, { recommendation, effect: 1 }).success).toBe(false);
});
