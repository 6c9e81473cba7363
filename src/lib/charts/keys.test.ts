import { expect, test } from 'vitest';
import type { Series } from './chart.ts';
import { keysOf } from './keys.ts';

const named = { label: 'One', colour: '--stale' } as const;
const stale = (spans: { from: string; to: string }[]): Series => ({
	...named,
	type: 'stretches',
	key: 'stale',
	spans
});
const range = (high: number): Series => ({
	...named,
	type: 'band',
	key: 'range',
	points: [{ on: '2022-01-01', low: 1, high }]
});
const level: Series = { ...named, type: 'steps', key: 'level', points: [{ on: '2022-01-01', value: 1 }] };
const bars: Series = { ...named, type: 'bars', key: '-2', values: [0, 0] };

const keys = (...series: Series[]) => keysOf([{ label: 'Level', series }]).map(({ key }) => key);

test('the key names what is measured first, then its doubt', () => {
	expect(keys(stale([{ from: '2022-01-01', to: '2022-02-01' }]), range(2), level)).toEqual([
		'level',
		'stale',
		'range'
	]);
});

test('doubt is named only where there is any, a scale in full', () => {
	expect(keys(stale([]), range(1), bars)).toEqual(['-2']);
});
