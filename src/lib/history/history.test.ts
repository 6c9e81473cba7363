import { describe, expect, test } from 'vitest';
import { changedFields, describeChange } from './history.ts';

describe('a change in words', () => {
	test('names the effect before and after a coding', () => {
		const change = { action: 'codeEvidence', before: { effect: -1 }, after: { effect: -2 }, about: 'C1' };
		expect(describeChange(change)).toBe('coded C1: −1 → −2');
		expect(describeChange({ ...change, before: null })).toBe('coded C1: −2');
	});

	test('lists the fields that an edit touched', () => {
		const change = {
			action: 'editDevelopment',
			before: { title: 'A', kind: 'statement', actors: ['Russia'] },
			after: { title: 'B', kind: 'decision', actors: ['Russia', 'EU'] }
		};
		expect(describeChange(change)).toBe('edited the kind, the title and the actors');
		expect(changedFields(change)).toEqual([
			{ label: 'kind', was: 'Statement', became: 'Decision' },
			{ label: 'title', was: 'A', became: 'B' },
			{ label: 'actors', was: 'Russia', became: 'Russia; EU' }
		]);
	});

	test('says nothing was there rather than leave it blank', () => {
		const change = {
			action: 'editDevelopment',
			before: { sourceUrl: null },
			after: { sourceUrl: 'https://osce.org' }
		};
		expect(changedFields(change)).toEqual([{ label: 'address', was: null, became: 'https://osce.org' }]);
	});

	test('shows a date with its precision', () => {
		const change = {
			action: 'editDevelopment',
			before: { occurredOn: '2022-03-04', occurredPrecision: 'day' },
			after: { occurredOn: '2022-03-01', occurredPrecision: 'month' }
		};
		expect(changedFields(change)[0]).toEqual({ label: 'date', was: '4 March 2022', became: 'March 2022' });
	});
});
