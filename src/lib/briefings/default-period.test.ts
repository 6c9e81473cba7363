import { expect, test } from 'vitest';
import { defaultPeriod } from './default-period.ts';

test('a new briefing covers the twelve months up to today', () => {
	const covers = { from: '2025-11-29', to: '2026-11-28', isEarlier: false };
	expect(defaultPeriod('2026-11-28', '2026-03-01')).toEqual(covers);
	expect(defaultPeriod('2026-11-28', '2025-11-29')).toEqual(covers);
	expect(defaultPeriod('2026-11-28', null)).toEqual(covers);
	expect(defaultPeriod('2024-02-29', null)).toEqual({
		from: '2023-03-01',
		to: '2024-02-29',
		isEarlier: false
	});
});

test('where nothing is known of these, it covers the last twelve months of which something is', () => {
	expect(defaultPeriod('2026-11-28', '2025-11-28')).toEqual({
		from: '2024-11-29',
		to: '2025-11-28',
		isEarlier: true
	});
	expect(defaultPeriod('2026-11-28', '2022-03-31')).toEqual({
		from: '2021-04-01',
		to: '2022-03-31',
		isEarlier: true
	});
});
