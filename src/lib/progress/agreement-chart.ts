import type { CalendarDate } from '../calendar.ts';
import type { ChartSpec, Period, Source } from '../charts/chart.ts';
import { fewestUnits, type Agreement, type Interval as Reach, type TooFew } from '../evidence/agreement.ts';
import { formatCoefficient, thresholds } from '../evidence/agreement-words.ts';
import { periodOf, periodsBetween, type Interval } from './period.ts';

type Dated = { start: CalendarDate; result: Agreement | TooFew };
type Measured = { label: string; value: number; interval: Reach | null };

/** Alpha period by period with its interval, and below it how much was coded twice. Too little is a gap, never a number. */
export function agreementChart(
	overTime: readonly Dated[],
	interval: Interval,
	sources: readonly Source[]
): ChartSpec {
	const results = new Map(overTime.map(({ start, result }) => [start, result]));
	const measured = overTime.find(({ result }) => result.kind === 'agreement');
	// What lies before the first number would only push the rest together; it is told below.
	const [first, last] = [(measured ?? overTime[0])?.start, overTime.at(-1)?.start];
	const periods = first && last ? periodsBetween(first, last, interval) : [];
	const measures = periods.map((period) => measureOf(period, results.get(period.from)));
	const lows = measures.map((measure) => measure?.interval?.low ?? null);
	const line = (key: string, label: string, values: (number | null)[]) =>
		({ type: 'line', key, label, colour: '--series-1', values }) as const;
	return {
		id: 'agreement-over-time',
		title: finding(measures, interval),
		summary: `Krippendorff’s alpha by the ${interval} in which developments occurred, with its 95% interval, and how many units were coded twice.`,
		periods,
		panels: [
			{
				label: 'Alpha',
				weight: 2,
				min: Math.min(0, ...lows.map((low) => low ?? 0)),
				max: 1,
				digits: 3,
				ticks: [0, thresholds.tentative, thresholds.reliable, 1].map((value) => ({
					value,
					label: String(value)
				})),
				series: [
					{ ...line('low', 'Lower end', lows), dash: true },
					{
						...line(
							'high',
							'Upper end',
							measures.map((measure) => measure?.interval?.high ?? null)
						),
						dash: true
					},
					line(
						'alpha',
						'Alpha',
						measures.map((measure) => measure?.value ?? null)
					)
				]
			},
			{
				label: 'Units coded twice',
				min: 0,
				series: [
					{
						type: 'bars',
						key: 'units',
						label: 'Units coded twice',
						colour: '--edge',
						values: periods.map((period) => results.get(period.from)?.units ?? 0)
					}
				]
			}
		],
		sources,
		note: noteOn(overTime, interval)
	};
}

function measureOf({ label }: Period, result: Agreement | TooFew | undefined): Measured | null {
	if (result?.kind !== 'agreement' || result.alphaOrdinal.value === null) return null;
	const { value, interval } = result.alphaOrdinal;
	return { label, value, interval };
}

function finding(measures: (Measured | null)[], interval: Interval): string {
	const known = measures.filter((measure) => measure !== null).toSorted((a, b) => a.value - b.value);
	const [lowest, highest] = [known[0], known.at(-1)];
	if (!lowest || !highest) return `No ${interval} has enough double codings for a number`;
	const at = ({ label, value }: Measured) => `${label} (${formatCoefficient(value)})`;
	if (lowest === highest) return `Only ${at(lowest)} has enough double codings for a number`;
	return `Agreement was lowest in ${at(lowest)} and highest in ${at(highest)}`;
}

function noteOn(overTime: readonly Dated[], interval: Interval): string {
	const few = overTime.filter(({ result }) => result.kind === 'too-few');
	const named = few.map(({ start, result }) => `${periodOf(start, interval).label} (${result.units})`);
	const gaps =
		few.length === 0
			? ''
			: few.length > 12
				? ` Fewer than ${fewestUnits} units in ${few.length} ${interval}s: no number there.`
				: ` Fewer than ${fewestUnits} units, and so no number: ${named.join(', ')}.`;
	return `Dashed: the 95% interval. From ${thresholds.reliable} on reliable, from ${thresholds.tentative} on tentative.${gaps}`;
}
