import type { Scale } from 'chart.js';
import type { ChartSpec, Paint, SeriesOf } from './chart.ts';
import { cornersOf } from './datasets.ts';
import { positionOf } from './timeline.ts';

/** Each level in its own colour down to the foot of the panel: the same colours as everywhere else. */
export function fillSteps(
	context: CanvasRenderingContext2D,
	x: Scale,
	y: Scale,
	series: SeriesOf<'steps'>,
	spec: ChartSpec,
	paint: Paint,
	until?: string
) {
	const corners = cornersOf(series.points, spec, until);
	for (let index = 0; index + 1 < corners.length; index += 2) {
		const { x: from, y: value } = corners[index]!;
		if (value === null) continue;
		const colour = series.valueColours?.[Math.round(value)];
		if (!colour) continue;
		const left = x.getPixelForValue(from);
		const top = y.getPixelForValue(value);
		context.fillStyle = paint.colour(colour);
		context.fillRect(left, top, x.getPixelForValue(corners[index + 1]!.x) - left, y.bottom - 6 - top);
	}
}

export function fillBand(
	context: CanvasRenderingContext2D,
	x: Scale,
	y: Scale,
	series: SeriesOf<'band'>,
	spec: ChartSpec,
	paint: Paint,
	until?: string
) {
	const side = (pick: 'low' | 'high') =>
		cornersOf(
			series.points.map((point) => ({ on: point.on, value: point[pick] })),
			spec,
			until
		);
	const [lows, highs] = [side('low'), side('high')];
	for (let index = 0; index + 1 < lows.length; index += 2) {
		const [low, high] = [lows[index]!.y, highs[index]!.y];
		if (low === null || high === null || low === high) continue;
		const left = x.getPixelForValue(lows[index]!.x);
		const right = x.getPixelForValue(lows[index + 1]!.x);
		const top = y.getPixelForValue(high);
		const bottom = y.getPixelForValue(low);
		context.fillStyle = paint.faded(series.colour, 0.13);
		context.fillRect(left, top, right - left, bottom - top);
		context.strokeStyle = paint.faded(series.colour, 0.75);
		context.lineWidth = 1;
		context.setLineDash([3, 2]);
		for (const line of [top, bottom]) {
			context.beginPath();
			context.moveTo(left, line);
			context.lineTo(right, line);
			context.stroke();
		}
		context.setLineDash([]);
	}
}

/** What is out of date, hatched over whatever is drawn there. */
export function hatchStretches(
	context: CanvasRenderingContext2D,
	x: Scale,
	y: Scale,
	series: SeriesOf<'stretches'>,
	spec: ChartSpec,
	paint: Paint
) {
	const { periods } = spec;
	for (const span of series.spans) {
		if (!periods.length || span.to < periods[0]!.from || span.from > periods.at(-1)!.to) continue;
		const left = x.getPixelForValue(positionOf(span.from, periods));
		const right = x.getPixelForValue(positionOf(span.to, periods));
		context.fillStyle = paint.hatch(series.colour);
		context.fillRect(left, y.top + 16, right - left, y.bottom - y.top - 22);
	}
}
