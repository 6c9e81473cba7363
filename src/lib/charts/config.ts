import type { ChartConfiguration, Plugin, ScaleOptionsByType } from 'chart.js';
import type { ChartSpec, Paint, Panel } from './chart.ts';
import { datasetsOf, type Point } from './datasets.ts';
import { type Domain, domainOf } from './domain.ts';
import { formatNumber } from './table.ts';
import { axisLabels } from './timeline.ts';

export type Config = ChartConfiguration<'bar' | 'line', Point[]>;

export type Options = {
	/** The width that will be drawn, in CSS pixels: decides how many labels fit and whether lines carry their names. */
	width: number;
	plugins?: Plugin<'bar' | 'line'>[];
	/** The last day known: step lines end there rather than run into the future. */
	until?: string;
};

/** A spec and a paint box in, a complete Chart.js configuration out. Knows no document. */
export function configOf(spec: ChartSpec, paint: Paint, options: Options): Config {
	const domains = spec.panels.map((panel, index) => domainOf(panel, { headroom: index > 0 }));
	const datasets = spec.panels.flatMap((panel, index) =>
		datasetsOf(spec, panel, `y${index}`, paint, options.until)
	);
	return {
		type: 'bar',
		data: { datasets },
		plugins: options.plugins ?? [],
		options: {
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			normalized: true,
			events: [],
			font: { family: paint.font, size: 12 },
			layout: { padding: { top: 6, right: roomForNames(spec, options.width) } },
			scales: {
				x: xScale(spec, paint, options.width),
				// Chart.js piles axes from the bottom up.
				...Object.fromEntries(
					spec.panels
						.map(
							(panel, index) =>
								[`y${index}`, yScale(panel, domains[index]!, spec.panels.length, paint)] as const
						)
						.toReversed()
				)
			}
		}
	} as Config;
}

/** Are lines labelled at their end (wide), or by the keys above (narrow)? */
export function namesLines(width: number): boolean {
	return width >= 480;
}

function roomForNames(spec: ChartSpec, width: number): number {
	const names = spec.panels.flatMap((panel) => panel.series.filter((series) => series.type === 'line'));
	if (names.length === 0 || !namesLines(width)) return 8;
	return 14 + Math.max(...names.map((series) => series.label.length)) * 6.4;
}

function xScale(spec: ChartSpec, paint: Paint, width: number): Partial<ScaleOptionsByType<'linear'>> {
	const labels = axisLabels(spec.periods, Math.max(2, Math.floor(width / 62)));
	const perPeriod = labels.size === spec.periods.length;
	const ticks = [...labels].map(([index, label]) => ({ value: perPeriod ? index : index - 0.5, label }));
	return {
		type: 'linear',
		offset: false,
		min: -0.5,
		max: spec.periods.length - 0.5,
		grid: {
			display: !perPeriod,
			offset: false,
			color: paint.colour('--rule'),
			drawTicks: true,
			tickLength: 5
		},
		border: { color: paint.colour('--rule-strong') },
		ticks: {
			align: perPeriod ? 'center' : 'start',
			autoSkip: false,
			maxRotation: 0,
			color: paint.colour('--ink-3'),
			font: { family: paint.font, size: 12 },
			callback: (value: number | string) => ticks.find((tick) => tick.value === Number(value))?.label ?? ''
		},
		afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
			axis.ticks = ticks.map(({ value }) => ({ value }));
		}
	} as unknown as Partial<ScaleOptionsByType<'linear'>>;
}

function yScale(panel: Panel, domain: Domain, count: number, paint: Paint) {
	const { min, max, ticks } = domain;
	return {
		type: 'linear',
		axis: 'y',
		position: 'left',
		...(count > 1 ? { stack: 'panels', stackWeight: panel.weight ?? 1 } : {}),
		min,
		max,
		border: { display: false },
		grid: {
			color: ({ tick }: { tick?: { value: number } }) =>
				paint.colour(tick?.value === 0 && !panel.ticks ? '--edge' : '--rule'),
			drawTicks: false
		},
		ticks: {
			autoSkip: false,
			padding: 8,
			color: paint.colour('--ink-3'),
			font: { family: paint.font, size: 12 },
			callback: (value: number | string) => {
				const number = Number(value);
				const name = panel.ticks?.find((tick) => tick.value === number)?.label;
				return name ?? formatNumber(panel.mirrored ? Math.abs(number) : number, panel);
			}
		},
		afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
			axis.ticks = ticks.map((value) => ({ value }));
		}
	};
}
