import { expect, test } from 'vitest';
import { readTokens, splitTokens } from './tokens.ts';

test('texts are parted at semicolons, trimmed, and doubles are dropped whatever their case', () => {
	expect(splitTokens(['OSCE; UNECE', ' osce ', '', ';;', 'UN'])).toEqual(['OSCE', 'UNECE', 'UN']);
});

test('a form gives ticked tokens and typed text as one list', () => {
	const form = new FormData();
	form.append('actors', 'EU');
	form.append('actors', 'Russia;Ukraine');
	form.append('other', 'x');
	expect(readTokens(form, 'actors')).toEqual(['EU', 'Russia', 'Ukraine']);
});
