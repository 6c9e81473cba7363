import type { ChartDataset } from 'chart.js';
import type { ChartSpec, DatedPoint, Paint, Panel, SeriesOf, Strength } from './chart.ts';
import { isWithin, middleOf, positionOf, stepsWithin } from './timeline.ts';

export type Point = { x: number; y: number | null };
type Dataset = ChartDataset<'bar' | 'line', Point[]>;
type StrongPoint = Point & { strength: Strength };

const RADIUS: Record<Strength, number> = { 1: 3.5, 2: 4.25, 3: 5 };
/** How far a mark is filled: hollow, half, full. Readable without colour. */
const FILL: Record<Strength, number> = { 1: 0, 2: 0.5, 3: 1 };
const DASH: Record<Strength, number[]> = { 1: [2, 3], 2: [7, 3], 3: [] };

/** The series of a panel as Chart.js draws them. Ranges, marks and stretches are drawn by drawings.ts instead. */
export function datasetsOf(
	spec: ChartSpec,
	panel: Panel,
	axis: string,
	paint: Paint,
	until?: string
): Dataset[] {
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
						data: pointsOf(series.values),
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
						data: pointsOf(series.values),
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
				return [];
		}
	});
}

function pointsOf(values: readonly (number | null)[]): Point[] {
	return values.map((y, x) => ({ x, y }));
}

function lineDataset(series: SeriesOf<'line'>, common: object, paint: Paint): Dataset {
	const isLonely = (index: number) => series.values[index - 1] == null && series.values[index + 1] == null;
	return {
		...common,
		type: 'line',
		data: pointsOf(series.values),
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
): StrongPoint[] {
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
export function spreadPoints(points: readonly StrongPoint[], step: number): StrongPoint[] {
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
