import type { Colour, Paint, Period, Source } from './chart.ts';
import { wrap } from './picture.ts';
import { readPaint } from './theme.ts';

type Cell = { colour: Colour; ink?: Colour; text: string; mark?: string };
export type HeatPicture = {
	title: string;
	periods: readonly Period[];
	rows: readonly { label: string; group?: string | undefined; cells: readonly (Cell | null | undefined)[] }[];
	legend: readonly { colour: Colour; label: string; mark?: string }[];
	sources: readonly Source[];
};

const EDGE = 20;
const ROW = 22;
const CELL = 30;
const LABEL = 340;
const SCALE = 2;

/** A heat map on a canvas of its own, with its title, its key and its sources. `place`: where its colours hold. */
export function heatPictureOf(map: HeatPicture, place: HTMLElement, address: string): HTMLCanvasElement {
	const paint = readPaint(place);
	const serif = getComputedStyle(place).getPropertyValue('--serif') || 'serif';
	const width = Math.max(LABEL + map.periods.length * CELL, 640);
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d')!;
	const wrapped = (text: string, font: string) => {
		context.font = font;
		return wrap(text, width, (part) => context.measureText(part).width);
	};
	const [titleFont, smallFont] = [`600 20px ${serif}`, `12px ${paint.font}`];
	const title = wrapped(map.title, titleFont);
	const from = map.sources.map((source) => source.label).join('; ');
	const sources = wrapped(`Sources: ${from}. ${address}`, smallFont);
	const groups = new Set(map.rows.map((row) => row.group).filter(Boolean)).size;
	const top = EDGE + title.length * 26 + 32;
	const end = top + 2 * ROW + (map.rows.length + groups) * ROW;

	canvas.width = (width + 2 * EDGE) * SCALE;
	canvas.height = (end + 14 + sources.length * 17 + EDGE) * SCALE;
	context.scale(SCALE, SCALE);
	context.fillStyle = paint.colour('--paper');
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.textBaseline = 'middle';
	const write = (text: string, x: number, y: number, font: string, colour: Colour) => {
		context.font = font;
		context.fillStyle = paint.colour(colour);
		context.fillText(text, x, y);
	};
	title.forEach((text, index) => write(text, EDGE, EDGE + 13 + index * 26, titleFont, '--ink'));
	drawLegend(context, paint, map.legend, top - 16);
	map.periods.forEach((period, index) => {
		const [x, year] = [EDGE + LABEL + index * CELL, period.from.slice(0, 4)];
		if (year !== map.periods[index - 1]?.from.slice(0, 4))
			write(year, x, top + ROW / 2, `600 ${smallFont}`, '--ink-2');
		const short = period.label.replace(year, '').trim().slice(0, 3);
		write(short, x + 4, top + 1.5 * ROW, `11px ${paint.font}`, '--ink-3');
	});
	let y = top + 2 * ROW;
	map.rows.forEach((row, order) => {
		if (row.group && row.group !== map.rows[order - 1]?.group) {
			write(row.group, EDGE, y + ROW / 2, `600 ${smallFont}`, '--ink-2');
			y += ROW;
		}
		write(
			shortened(context, row.label, `13px ${paint.font}`),
			EDGE,
			y + ROW / 2,
			`13px ${paint.font}`,
			'--ink'
		);
		row.cells.forEach((cell, index) => {
			if (cell) drawCell(context, paint, cell, EDGE + LABEL + index * CELL, y);
		});
		y += ROW;
	});
	sources.forEach((text, index) => write(text, EDGE, end + 22 + index * 17, smallFont, '--ink-3'));
	return canvas;
}

function shortened(context: CanvasRenderingContext2D, text: string, font: string): string {
	context.font = font;
	let short = text;
	while (context.measureText(short).width > LABEL - 12) short = `${short.replace(/…$/, '').slice(0, -1)}…`;
	return short;
}

function drawCell(context: CanvasRenderingContext2D, paint: Paint, cell: Cell, x: number, y: number) {
	context.fillStyle = paint.colour(cell.colour);
	context.fillRect(x, y + 1, CELL - 2, ROW - 2);
	context.font = `600 11px ${paint.font}`;
	context.fillStyle = paint.colour(cell.ink ?? `--on-${cell.colour.slice(2)}`);
	context.textAlign = 'center';
	context.fillText(`${cell.text}${cell.mark ?? ''}`, x + CELL / 2 - 1, y + ROW / 2);
	context.textAlign = 'start';
}

function drawLegend(
	context: CanvasRenderingContext2D,
	paint: Paint,
	legend: HeatPicture['legend'],
	y: number
) {
	context.font = `13px ${paint.font}`;
	let x = EDGE;
	for (const { colour, label, mark = '' } of legend) {
		context.fillStyle = paint.colour(colour);
		context.fillRect(x, y - 6, 12, 12);
		context.fillStyle = paint.colour('--ink-2');
		const text = `${mark} ${label}`;
		context.fillText(text, x + 18, y);
		x += context.measureText(text).width + 36;
	}
}
