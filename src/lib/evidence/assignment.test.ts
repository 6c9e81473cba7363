import { describe, expect, test } from 'vitest';
import { dueInWords, dueOn, spread, type Asked, type Coder, type Place } from './assignment.ts';

const fresh = (count: number): Asked[] =>
	Array.from({ length: count }, (_, at) => ({ id: at + 1, taken: [] }));
const idle = (...ids: number[]): Coder[] => ids.map((id) => ({ id, load: 0 }));
const loadsOf = (places: readonly Place[], coders: readonly Coder[]) =>
	coders.map(({ id, load }) => load + places.filter(({ coderId }) => coderId === id).length);
const codersOf = (places: readonly Place[], development: number) =>
	places.filter(({ developmentId }) => developmentId === development).map(({ coderId }) => coderId);

describe('spreading developments over coders', () => {
	test('gives forty developments two different coders each, twenty to each of four people', () => {
		const coders = idle(11, 12, 13, 14);
		const places = spread(fresh(40), coders, 2);
		expect(loadsOf(places, coders)).toEqual([20, 20, 20, 20]);
		for (const { id } of fresh(40)) expect(new Set(codersOf(places, id)).size).toBe(2);
	});

	test('lets loads differ by one where they cannot be equal', () => {
		const coders = idle(1, 2, 3);
		expect(loadsOf(spread(fresh(7), coders, 1), coders).sort()).toEqual([2, 2, 3]);
		expect(loadsOf(spread(fresh(10), coders, 2), coders).sort()).toEqual([6, 7, 7]);
	});

	test('counts what people have already', () => {
		const coders = [
			{ id: 1, load: 5 },
			{ id: 2, load: 0 },
			{ id: 3, load: 1 }
		];
		expect(loadsOf(spread(fresh(6), coders, 1), coders)).toEqual([5, 4, 3]);
		expect(loadsOf(spread(fresh(9), coders, 1), coders)).toEqual([5, 5, 5]);
	});

	test('lets every pair of four people work together', () => {
		const places = spread(fresh(6), idle(1, 2, 3, 4), 2);
		const pairs = fresh(6).map(({ id }) => codersOf(places, id).sort().join());
		expect(pairs.sort()).toEqual(['1,2', '1,3', '1,4', '2,3', '2,4', '3,4']);
	});

	test('with fewer coders than asked for gives each development all of them, once', () => {
		const places = spread(fresh(3), idle(1, 2), 4);
		for (const { id } of fresh(3)) expect(codersOf(places, id).sort()).toEqual([1, 2]);
		expect(spread(fresh(3), [], 2)).toEqual([]);
	});

	test('fills up what has coders already, and asks nobody twice', () => {
		const developments = [
			{ id: 1, taken: [7, 8] },
			{ id: 2, taken: [7] },
			{ id: 3, taken: [99] },
			{ id: 4, taken: [] }
		];
		const places = spread(developments, idle(7, 8), 2);
		expect(codersOf(places, 1)).toEqual([]);
		expect(codersOf(places, 2)).toEqual([8]);
		expect(codersOf(places, 3)).toHaveLength(1);
		expect(codersOf(places, 4).sort()).toEqual([7, 8]);
	});

	test('passes work on along a chain where only that makes it even', () => {
		// Developments 3 and 4 can go to coder 1 alone: 1 hands development 2 to coder 2, and 2 hands development 1 to 3.
		const developments = [
			{ id: 1, taken: [1, 9] },
			{ id: 2, taken: [3, 9] },
			{ id: 3, taken: [2, 3] },
			{ id: 4, taken: [2, 3] }
		];
		const coders = [
			{ id: 1, load: 0 },
			{ id: 2, load: 1 },
			{ id: 3, load: 1 }
		];
		const places = spread(developments, coders, 3);
		expect(codersOf(places, 1)).toHaveLength(1);
		expect(loadsOf(places, coders)).toEqual([2, 2, 2]);
	});
});

describe('the day on which an assignment is due', () => {
	test('is the last whole day before it returns to the pool', () => {
		expect(dueOn(new Date('2026-03-10T00:00:00Z'))).toBe('2026-03-09');
		expect(dueOn(new Date('2026-03-10T15:00:00Z'))).toBe('2026-03-10');
	});

	test('is said as people say it', () => {
		expect(dueInWords('2026-03-10', '2026-03-10')).toBe('due today');
		expect(dueInWords('2026-03-11', '2026-03-10')).toBe('due tomorrow');
		expect(dueInWords('2026-03-15', '2026-03-10')).toBe('due in 5 days');
		expect(dueInWords('2026-03-09', '2026-03-10')).toBe('overdue');
	});
});
