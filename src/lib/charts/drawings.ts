import type { Chart, Plugin, Scale } from 'chart.js';
import { fillBand, fillSteps, hatchStretches } from './areas.ts';
import type { ChartSpec, Paint, Panel, SeriesOf } from './chart.ts';
import { namesLines } from './config.ts';
import { isWithin, middleOf, positionOf } from './timeline.ts';

/** What Chart.js has no element for: hatched stretches, the fill under steps, ranges, marks, names at line ends, the cursor. */
export type Pointing = { cursor: number | null; selected: number | null };
type Drawn = Chart<'bar' | 'line'>;

export function drawings(
	spec: () => ChartSpec,
	paint: () => Paint,
	pointing: () => Pointing,
	until: () => string | undefined
): Plugin<'bar' | 'line'> {
	const each = (
		chart: Drawn,
		draw: (panel: Panel, y: Scale, x: Scale, context: CanvasRenderingContext2D) => void
	) => {
		const x = chart.scales['x'];
		spec().panels.forEach((panel, index) => {
			const y = chart.scales[`y${index}`];
			if (x && y) draw(panel, y, x, chart.ctx);
		});
	};
	return {
		id: 'drawings',
		beforeDatasetsDraw(chart) {
			drawPointing(chart as Drawn, paint(), pointing());
			each(chart as Drawn, (panel, y, x, context) => {
				context.save();
				for (const series of panel.series) {
					if (series.type === 'steps') fillSteps(context, x, y, series, spec(), paint(), until());
					if (series.type === 'band') fillBand(context, x, y, series, spec(), paint(), until());
				}
				for (const series of panel.series) {
					if (series.type === 'stretches') hatchStretches(context, x, y, series, spec(), paint());
				}
				context.restore();
			});
		},
		afterDatasetsDraw(chart) {
			each(chart as Drawn, (panel, y, x, context) => {
				context.save();
				for (const series of panel.series) {
					if (series.type === 'neutral') drawNeutral(context, x, y, series, paint());
					if (series.type === 'marks') drawMarks(context, x, y, series, spec(), paint());
				}
				context.restore();
			});
			if (namesLines(chart.width)) nameLines(chart as Drawn, spec(), paint());
			namePanels(chart as Drawn, spec(), paint());
		}
	};
}

function drawPointing(chart: Drawn, paint: Paint, { cursor, selected }: Pointing) {
	const { ctx: context, chartArea, scales } = chart;
	const x = scales['x'];
	if (!x) return;
	context.save();
	for (const [index, opacity] of [
		[selected, 0.16],
		[cursor, 0.07]
	] as const) {
		if (index === null) continue;
		const left = x.getPixelForValue(index - 0.5);
		const right = x.getPixelForValue(index + 0.5);
		context.fillStyle = paint.faded(index === selected ? '--accent' : '--ink', opacity);
		context.fillRect(left, chartArea.top, right - left, chartArea.bottom - chartArea.top);
	}
	context.restore();
}

/** On the zero line, across what a bar would take. */
function drawNeutral(
	context: CanvasRenderingContext2D,
	x: Scale,
	y: Scale,
	series: SeriesOf<'neutral'>,
	paint: Paint
) {
	const zero = y.getPixelForValue(0);
	series.values.forEach((value, index) => {
		if (!value) return;
		const left = x.getPixelForValue(index - 0.42);
		const wide = x.getPixelForValue(index + 0.42) - left;
		context.fillStyle = paint.colour(series.colour);
		context.fillRect(left, zero - 2, wide, 4);
		context.strokeStyle = paint.colour('--edge');
		context.lineWidth = 0.75;
		context.strokeRect(left, zero - 2, wide, 4);
	});
}

function drawMarks(
	context: CanvasRenderingContext2D,
	x: Scale,
	y: Scale,
	series: SeriesOf<'marks'>,
	spec: ChartSpec,
	paint: Paint
) {
	context.font = `600 13px ${paint.font}`;
	context.textAlign = 'center';
	context.textBaseline = 'top';
	for (const point of series.points) {
		const on = middleOf(point.on, point.precision);
		if (!isWithin(on, spec.periods)) continue;
		const left = x.getPixelForValue(positionOf(on, spec.periods));
		context.strokeStyle = paint.faded(series.colour, 0.5);
		context.lineWidth = 1;
		context.beginPath();
		context.moveTo(left, y.top + 13);
		context.lineTo(left, y.bottom - 6);
		context.stroke();
		context.fillStyle = paint.colour(series.colour);
		context.fillText(series.symbol ?? '▼', left, y.top);
	}
}

/** Writes each line's name beside its last value, pushed apart where they would touch. */
function nameLines(chart: Drawn, spec: ChartSpec, paint: Paint) {
	const { ctx: context, chartArea } = chart;
	const names: { y: number; text: string; colour: string }[] = [];
	spec.panels.forEach((panel, index) => {
		const y = chart.scales[`y${index}`];
		for (const series of panel.series) {
			const last = series.type === 'line' ? series.values.findLast((value) => value !== null) : undefined;
			if (y && last != null)
				names.push({ y: y.getPixelForValue(last), text: series.label, colour: paint.colour(series.colour) });
		}
	});
	names.sort((a, b) => a.y - b.y);
	for (let index = 1; index < names.length; index++)
		names[index]!.y = Math.max(names[index]!.y, names[index - 1]!.y + 15);
	context.save();
	context.font = `600 12px ${paint.font}`;
	context.textBaseline = 'middle';
	for (const name of names) {
		context.fillStyle = name.colour;
		context.fillText(name.text, chartArea.right + 8, name.y);
	}
	context.restore();
}

/** With two panels, each says what it shows at its own top left. */
function namePanels(chart: Drawn, spec: ChartSpec, paint: Paint) {
	if (spec.panels.length < 2) return;
	const { ctx: context } = chart;
	context.save();
	context.font = `600 11.5px ${paint.font}`;
	context.textBaseline = 'top';
	context.fillStyle = paint.colour('--ink-2');
	spec.panels.forEach((panel, index) => {
		const y = chart.scales[`y${index}`];
		if (!y) return;
		context.strokeStyle = paint.colour('--paper');
		context.lineWidth = 4;
		context.strokeText(panel.label, chart.chartArea.left + 4, y.top + 1);
		context.fillText(panel.label, chart.chartArea.left + 4, y.top + 1);
	});
	context.restore();
}
