import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/* The shipped files, counted by hand: nothing here knows how Stocktake does it. */

const read = (name: string): Record<string, string>[] =>
	parse(readFileSync(new URL(`../src/lib/exchange/sample/${name}.csv`, import.meta.url)), {
		columns: true,
		bom: true
	});

export const developments = read('developments');
export const evidence = read('evidence');
export const secondCodings = read('second-coder');
export const assessments = read('assessments');

/** Where a development stands in time: a month on its 1st, a year on its 1 July. */
const standsOn = new Map(
	developments.map((row) => {
		const [year, month] = row.occurred_on!.split('-');
		if (row.date_precision === 'year') return [row.id!, `${year}-07-01`];
		return [row.id!, row.date_precision === 'month' ? `${year}-${month}-01` : row.occurred_on!];
	})
);
export const dateOf = (id: string): string => standsOn.get(id)!;

/** `2022-03` → 2022-Q1 and 2022. */
export function periodKey(date: string, interval: 'month' | 'quarter' | 'year'): string {
	if (interval === 'month') return date.slice(0, 7);
	if (interval === 'year') return date.slice(0, 4);
	return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

type Counts = Record<string, number>;
export const noCounts = (): Counts => ({ '-2': 0, '-1': 0, '0': 0, '1': 0, '2': 0 });

/** Evidence by effect in each period; of one recommendation, or of all. */
export function countEvidence(interval: 'month' | 'quarter' | 'year', code?: string): Record<string, Counts> {
	const counted: Record<string, Counts> = {};
	for (const row of evidence) {
		if (code && row.recommendation_code !== code) continue;
		const key = periodKey(dateOf(row.development_id!), interval);
		counted[key] ??= noCounts();
		counted[key][String(Number(row.effect))]! += 1;
	}
	return counted;
}

const nineMonthsBefore = (day: string): string => {
	const [year, month, date] = day.split('-').map(Number) as [number, number, number];
	const last = new Date(Date.UTC(year, month - 9, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 10, Math.min(date, last))).toISOString().slice(0, 10);
};

/** Level, range and staleness (nine months) of a recommendation at the end of a day; null before its first assessment. */
export function standing(code: string, day: string) {
	const known = assessments
		.filter((row) => row.recommendation_code === code && row.as_of! <= day)
		.map((row, at) => ({ at, on: row.as_of!, level: Number(row.level), by: row.assessor! }))
		.sort((a, b) => (a.on === b.on ? a.at - b.at : a.on < b.on ? -1 : 1));
	const latest = known.at(-1);
	if (!latest) return null;
	const oldest = nineMonthsBefore(day);
	const ofEach = new Map(known.map((row) => [row.by, row]));
	const levels = [...ofEach.values()].filter((row) => row.on >= oldest).map((row) => row.level);
	const range = levels.length > 0 ? levels : [latest.level];
	return {
		level: latest.level,
		range: { low: Math.min(...range), high: Math.max(...range) },
		isStale: latest.on < oldest
	};
}
