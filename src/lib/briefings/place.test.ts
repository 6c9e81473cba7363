import { expect, test } from 'vitest';
import { placeBetween, placesFor } from './place.ts';

test('a block takes a place between its neighbours for as long as there is one', () => {
	expect(placesFor(2)).toEqual([1024, 2048]);
	expect(placeBetween(null, null)).toBe(1024);
	expect(placeBetween(null, 1024)).toBe(0);
	expect(placeBetween(2048, null)).toBe(3072);
	expect(placeBetween(1024, 2048)).toBe(1536);
	expect(placeBetween(-3, -1)).toBe(-2);
	expect(placeBetween(4, 5)).toBeUndefined();
	expect(placeBetween(4, 4)).toBeUndefined();
});
