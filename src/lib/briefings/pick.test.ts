import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { recommendationChoicesSchema } from './block.ts';
import { exampleEvidence as evidence } from './briefing-examples.ts';
import type { EvidenceInput } from './inputs.ts';
import { discriminationOf, pickEvidence } from './pick.ts';

describe('evidence is picked', () => {
	const choices = (changes: object = {}) => v.parse(recommendationChoicesSchema, changes);
	const picked = (list: EvidenceInput[], changes: object) =>
		pickEvidence(list, choices(changes)).map(({ developmentId }) => developmentId);
	const list = [
		evidence(1, { effect: 2, kind: 'statement', reliability: 'E' }),
		evidence(2, { effect: -2, reliability: 'A' }),
		evidence(3, { effect: 1, occurredOn: '2022-12-01', elsewhere: [-2, -2] }),
		evidence(4, { effect: 0, kind: 'outcome' })
	];

	test('by weight: effect, reliability, rung', () => {
		expect(picked(list, {})).toEqual([2, 1, 3, 4]);
	});

	test('by direction, kind and reliability', () => {
		expect(picked(list, { direction: 'advances' })).toEqual([1, 3]);
		expect(picked(list, { direction: 'sets_back' })).toEqual([2]);
		expect(picked(list, { kinds: ['outcome'] })).toEqual([4]);
		expect(picked(list, { reliability: 'B' })).toEqual([2, 3, 4]);
	});

	test('by how much it discriminates, and by date', () => {
		expect(discriminationOf(list[2]!)).toBe(3);
		expect(picked(list, { order: 'discrimination', most: 2 })).toEqual([3, 2]);
		expect(picked(list, { order: 'newest', most: 1 })).toEqual([3]);
	});

	test('pinned first, as ordered, and dropped not at all', () => {
		expect(picked(list, { pinned: [4, 3], dropped: [2], most: 3 })).toEqual([4, 3, 1]);
		expect(picked(list, { pinned: [4, 3], most: 1 })).toEqual([4, 3]);
	});
});
