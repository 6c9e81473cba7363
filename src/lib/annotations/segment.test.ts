import { expect, test } from 'vitest';
import { lanes, overlaps, segments } from './segment.ts';

const drawn = (length: number, ...highlights: [id: number, start: number, end: number][]) =>
	segments(
		length,
		highlights.map(([id, start, end]) => ({ id, start, end }))
	).map(({ start, end, ids }) => `${start}-${end} ${ids.join('+')}`.trim());

test('a text without highlights is one plain piece', () => {
	expect(drawn(10)).toEqual(['0-10']);
});

test('an empty text has no pieces', () => {
	expect(drawn(0, [1, 0, 5])).toEqual([]);
});

test('a highlight is one piece between two plain ones', () => {
	expect(drawn(10, [1, 3, 6])).toEqual(['0-3', '3-6 1', '6-10']);
});

test('two overlapping highlights make three pieces, the middle one both people’s', () => {
	expect(drawn(10, [1, 2, 6], [2, 4, 8])).toEqual(['0-2', '2-4 1', '4-6 1+2', '6-8 2', '8-10']);
});

test('a highlight within another stands after it', () => {
	expect(drawn(10, [7, 4, 5], [3, 2, 8])).toEqual(['0-2', '2-4 3', '4-5 3+7', '5-8 3', '8-10']);
});

test('two people’s highlights of the same passage are one piece with both, in the order given', () => {
	expect(drawn(10, [2, 3, 6], [1, 3, 6])).toEqual(['0-3', '3-6 2+1', '6-10']);
});

test('highlights side by side share an edge and nothing else', () => {
	expect(drawn(6, [1, 0, 3], [2, 3, 6])).toEqual(['0-3 1', '3-6 2']);
});

test('three overlapping highlights are told apart in every piece', () => {
	expect(drawn(9, [1, 0, 6], [2, 2, 8], [3, 4, 5])).toEqual([
		'0-2 1',
		'2-4 1+2',
		'4-5 1+2+3',
		'5-6 1+2',
		'6-8 2',
		'8-9'
	]);
});

test('what lies outside the text is cut off, and a highlight of nothing is left out', () => {
	expect(drawn(5, [1, -3, 2], [2, 4, 99], [3, 3, 3], [4, 7, 9], [5, 4, 1])).toEqual([
		'0-2 1',
		'2-4',
		'4-5 2'
	]);
});

test('the pieces put together are the text, however many highlights there are', () => {
	const many = Array.from({ length: 200 }, (_, i) => ({
		id: i,
		start: (i * 37) % 90,
		end: ((i * 37) % 90) + (i % 11)
	}));
	const pieces = segments(100, many);
	expect(pieces[0]!.start).toBe(0);
	expect(pieces.at(-1)!.end).toBe(100);
	expect(pieces.slice(1).every(({ start }, i) => start === pieces[i]!.end)).toBe(true);
});

test('highlights that overlap are drawn on lines of their own, and a line is used again once it is free', () => {
	const lines = lanes([
		{ id: 1, start: 0, end: 6 },
		{ id: 2, start: 2, end: 8 },
		{ id: 3, start: 4, end: 5 },
		{ id: 4, start: 6, end: 9 },
		{ id: 5, start: 8, end: 12 }
	]);
	expect([...lines]).toEqual([
		[1, 0],
		[2, 1],
		[3, 2],
		[4, 0],
		[5, 1]
	]);
});

test('each highlight knows which others share its text', () => {
	const pieces = segments(12, [
		{ id: 1, start: 0, end: 6 },
		{ id: 2, start: 2, end: 8 },
		{ id: 3, start: 8, end: 9 }
	]);
	expect(overlaps(pieces)).toEqual(
		new Map([
			[1, [2]],
			[2, [1]],
			[3, []]
		])
	);
});
