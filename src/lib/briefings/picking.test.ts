import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { recommendationChoicesSchema } from './block.ts';
import { afterDeed, readDeed } from './picking.ts';

const after = (text: string, pinned: number[] = [], dropped: number[] = []) => {
	const choices = v.parse(recommendationChoicesSchema, { pinned, dropped });
	const result = afterDeed(choices, [1, 2, 3, 4], readDeed(text)!);
	return [result.pinned, result.dropped];
};

describe('evidence that somebody', () => {
	test('pins comes after what was pinned before, and is no longer dropped', () => {
		expect(after('pin:9', [1], [9])).toEqual([[1, 9], []]);
		expect(after('unpin:1', [1, 2])).toEqual([[2], []]);
	});

	test('drops is no longer pinned', () => {
		expect(after('drop:1', [1, 2])).toEqual([[2], [1]]);
		expect(after('undrop:7', [], [7, 8])).toEqual([[], [8]]);
	});

	test('moves is pinned with all that stands above it', () => {
		expect(after('up:3')).toEqual([[1, 3], []]);
		expect(after('up:1')).toEqual([[1], []]);
		expect(after('down:1')).toEqual([[2, 1], []]);
		expect(after('down:1', [1, 2])).toEqual([[2, 1], []]);
		expect(after('up:3', [1, 2])).toEqual([[1, 3, 2], []]);
		expect(after('before:4:2')).toEqual([[1, 4], []]);
		expect(after('before:1:', [1, 2])).toEqual([[2, 3, 4, 1], []]);
	});

	test('pinned and cannot be seen now stays pinned', () => {
		expect(after('up:3', [1, 99])).toEqual([[1, 3, 99], []]);
	});
});

test('what is no act is not read', () => {
	for (const text of ['', 'pin', 'pin:x', 'burn:1', undefined]) expect(readDeed(text)).toBeUndefined();
});
