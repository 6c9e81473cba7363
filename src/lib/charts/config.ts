import type { ChartConfiguration, ChartDataset, Plugin, ScaleOptionsByType } from 'chart.js';
import type { ChartSpec, DatedPoint, Panel, SeriesOf, Strength, Theme } from './chart.ts';
import { type Domain, domainOf } from './domain.ts';
import { formatNumber } from './table.ts';
import { axisLabels, isWithin, middleOf, positionOf, stepsWithin } from './timeline.ts';

export type Point = { x: number; y: number | null };
export type Config = ChartConfiguration<'bar' | 'line', Point[]>;
type Dataset = ChartDataset<'bar' | 'line', Point[]>;

const RADIUS: Record<Strength, number> = { 1: 3.5, 2: 4.25, 3: 5 };
/** How far a mark is filled: hollow, half, full. Readable without colour. */
const FILL: Record<Strength, number> = { 1: 0, 2: 0.5, 3: 1 };
const DASH: Record<Strength, number[]> = { 1: [2, 3], 2: [7, 3], 3: [] };

export type Paint = Theme & {
	/** The colour with the opacity of a strength, or any other opacity. */
	faded: (token: `--${string}`, opacity: number) => string;
	/** The colour laid on paper with that share: opaque. */
	mixed: (token: `--${string}`, share: number) => string;
	/** A hatch in that colour: a canvas pattern in a browser. */
	hatch: (token: `--${string}`) => CanvasPattern | string;
};

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
				return name ?? formatNumber(panel.mirrored ? Math.abs(number) : number, panel.unit);
			}
		},
		afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
			axis.ticks = ticks.map((value) => ({ value }));
		}
	};
}

function datasetsOf(spec: ChartSpec, panel: Panel, axis: string, paint: Paint, until?: string): Dataset[] {
	let areas = 0;
	return panel.series.flatMap((series): Dataset[] => {
		const common = { label: series.label, yAxisID: axis, xAxisID: 'x' };
		switch (series.type) {
			case 'bars':
				return [
					{
						...common,
						type: 'bar',
						stack: axis,
						grouped: false,
						data: perPeriod(series.values),
						backgroundColor:
							series.fill === 'hatched' ? paint.hatch(series.colour) : paint.colour(series.colour),
						borderColor:
							series.fill === 'hatched' ? paint.faded(series.colour, 0.8) : paint.colour('--paper'),
						borderWidth: series.fill === 'hatched' ? 0.75 : 0.5,
						borderSkipped: false,
						barPercentage: 1,
						categoryPercentage: 0.84,
						maxBarThickness: 44
					}
				];
			case 'areas':
				return [
					{
						...common,
						type: 'line',
						stack: axis,
						data: perPeriod(series.values),
						fill: areas++ === 0 ? 'origin' : '-1',
						backgroundColor:
							series.fill === 'hatched' ? paint.hatch(series.colour) : paint.colour(series.colour),
						borderColor: paint.colour('--paper'),
						borderWidth: 0.75,
						pointRadius: 0
					}
				];
			case 'line':
				return [lineDataset(series, common, paint)];
			case 'steps':
				return [stepDataset(spec, series, common, paint, until)];
			case 'points':
				return [pointDataset(spec, series, common, paint)];
			default:
				return []; // band, marks and stretches are drawn by the plugin in drawings.ts
		}
	});
}

function perPeriod(values: readonly (number | null)[]): Point[] {
	return values.map((y, x) => ({ x, y }));
}

function lineDataset(series: SeriesOf<'line'>, common: object, paint: Paint): Dataset {
	const isLonely = (index: number) => series.values[index - 1] == null && series.values[index + 1] == null;
	return {
		...common,
		type: 'line',
		data: perPeriod(series.values),
		borderColor: paint.colour(series.colour),
		backgroundColor: paint.colour(series.colour),
		borderWidth: series.dash ? 1.75 : 2.5,
		borderDash: series.dash ? [5, 4] : [],
		borderJoinStyle: 'round',
		spanGaps: false,
		pointRadius: series.values.map((_, index) => (isLonely(index) ? 3 : 0))
	} as Dataset;
}

/** Corners are written out, so that the line is exactly what is known: level, jump, level. */
export function cornersOf(
	points: readonly DatedPoint[],
	spec: Pick<ChartSpec, 'periods'>,
	until?: string
): (Point & { strength: Strength })[] {
	const steps = stepsWithin(points, spec.periods, until);
	const last = spec.periods.at(-1)?.to ?? '';
	const end =
		positionOf(until && until < last ? until : last, spec.periods) + (until && until < last ? 0 : 0.02);
	return steps.flatMap((point, index) => {
		const x = positionOf(point.on, spec.periods);
		const to = index + 1 < steps.length ? positionOf(steps[index + 1]!.on, spec.periods) : end;
		const strength = point.strength ?? 3;
		return [
			{ x, y: point.value, strength },
			{ x: to, y: point.value, strength }
		];
	});
}

function stepDataset(
	spec: ChartSpec,
	series: SeriesOf<'steps'>,
	common: object,
	paint: Paint,
	until?: string
): Dataset {
	const corners = cornersOf(series.points, spec, until);
	return {
		...common,
		type: 'line',
		data: corners.map(({ x, y }) => ({ x, y })),
		borderColor: paint.colour('--ink'),
		borderWidth: 2.25,
		borderJoinStyle: 'miter',
		pointRadius: 0,
		segment: {
			borderDash: ({ p0DataIndex }: { p0DataIndex: number }) => DASH[corners[p0DataIndex]?.strength ?? 3]
		}
	} as Dataset;
}

/** Judgements that fall on one another are set side by side. */
export function spreadPoints(
	points: readonly (Point & { strength: Strength })[],
	step: number
): (Point & { strength: Strength })[] {
	const groups = new Map<string, number>();
	const sizes = new Map<string, number>();
	const name = (point: Point) => `${point.x.toFixed(2)}|${point.y}`;
	for (const point of points) sizes.set(name(point), (sizes.get(name(point)) ?? 0) + 1);
	return points.map((point) => {
		const order = groups.get(name(point)) ?? 0;
		groups.set(name(point), order + 1);
		return { ...point, x: point.x + (order - (sizes.get(name(point))! - 1) / 2) * step };
	});
}

function pointDataset(spec: ChartSpec, series: SeriesOf<'points'>, common: object, paint: Paint): Dataset {
	const placed = series.points
		.map((point) => ({ ...point, on: middleOf(point.on, point.precision) }))
		.filter((point) => isWithin(point.on, spec.periods))
		.map((point) => ({
			x: positionOf(point.on, spec.periods),
			y: point.value,
			strength: point.strength ?? 2
		}));
	const points = spreadPoints(placed, spec.periods.length / 70);
	return {
		...common,
		type: 'line',
		showLine: false,
		clip: 8,
		data: points.map(({ x, y }) => ({ x, y })),
		pointStyle: 'circle',
		pointRadius: points.map(({ strength }) => RADIUS[strength]),
		pointBackgroundColor: points.map(({ strength }) => paint.mixed(series.colour, FILL[strength])),
		pointBorderColor: paint.colour(series.colour),
		pointBorderWidth: 1.5
	} as Dataset;
}
