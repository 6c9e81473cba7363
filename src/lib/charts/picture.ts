import type { ChartSpec, Paint, Series } from './chart.ts';
import { keysOf } from './keys.ts';
import { readPaint } from './theme.ts';

const EDGE = 20;
const TITLE = { size: 20, line: 26 };
const KEYS = { size: 13, line: 20 };
const SOURCES = { size: 12, line: 17 };

/** Parts a text into lines no wider than `width`. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && measure(longer) > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === '' ? lines : [...lines, line];
}

/** Sets things of these widths one after another, beginning a new row where the next does not fit. */
export function rowsOf(widths: readonly number[], width: number): { x: number; row: number }[] {
	let [x, row] = [0, 0];
	return widths.map((wide) => {
		if (x > 0 && x + wide > width) [x, row] = [0, row + 1];
		const place = { x, row };
		x += wide;
		return place;
	});
}

/** A canvas with the title, the keys, the drawing and the sources: a chart that can leave its page. */
export function pictureOf(spec: ChartSpec, drawn: HTMLCanvasElement, address: string): HTMLCanvasElement {
	const place = drawn.parentElement ?? document.body;
	const paint = readPaint(place);
	const serif = getComputedStyle(place).getPropertyValue('--serif') || 'serif';
	const [width, height] = [drawn.clientWidth, drawn.clientHeight];
	const scale = drawn.width / width;
	const picture = document.createElement('canvas');
	const context = picture.getContext('2d')!;
	const measure = (text: string) => context.measureText(text).width;

	context.font = `600 ${TITLE.size}px ${serif}`;
	const title = wrap(spec.title, width, measure);
	context.font = `${KEYS.size}px ${paint.font}`;
	const keys = keysOf(spec.panels);
	const places = rowsOf(
		keys.map((key) => measure(key.label) + 36),
		width
	);
	context.font = `${SOURCES.size}px ${paint.font}`;
	const from = spec.sources.map((source) => source.label).join('; ');
	const sources = wrap(`Sources: ${from}. ${address}`, width, measure);

	const keysTop = EDGE + title.length * TITLE.line + 6;
	const chartTop = keysTop + ((places.at(-1)?.row ?? 0) + 1) * KEYS.line + 8;
	const sourcesTop = chartTop + height + 14;
	picture.width = Math.round((width + 2 * EDGE) * scale);
	picture.height = Math.round((sourcesTop + sources.length * SOURCES.line + EDGE) * scale);

	context.scale(scale, scale);
	context.fillStyle = paint.colour('--paper');
	context.fillRect(0, 0, picture.width, picture.height);
	context.textBaseline = 'top';
	context.fillStyle = paint.colour('--ink');
	context.font = `600 ${TITLE.size}px ${serif}`;
	title.forEach((text, index) => context.fillText(text, EDGE, EDGE + index * TITLE.line));
	context.font = `${KEYS.size}px ${paint.font}`;
	keys.forEach((key, index) => {
		const { x, row } = places[index]!;
		const [left, top] = [EDGE + x, keysTop + row * KEYS.line];
		drawKey(context, paint, key, left, top + 1);
		context.fillStyle = paint.colour('--ink-2');
		context.fillText(key.label, left + 18, top);
	});
	context.drawImage(drawn, EDGE, chartTop, width, height);
	context.font = `${SOURCES.size}px ${paint.font}`;
	context.fillStyle = paint.colour('--ink-3');
	sources.forEach((text, index) => context.fillText(text, EDGE, sourcesTop + index * SOURCES.line));
	return picture;
}

/** Each kind of series by its own shape, so that keys of one colour are told apart. */
function drawKey(context: CanvasRenderingContext2D, paint: Paint, key: Series, left: number, top: number) {
	const isHatched = key.type === 'stretches' || ('fill' in key && key.fill === 'hatched');
	context.fillStyle = isHatched ? paint.hatch(key.colour) : paint.colour(key.colour);
	if (key.type === 'points') {
		context.beginPath();
		context.arc(left + 6, top + 6, 5, 0, 2 * Math.PI);
		context.fill();
	} else if (key.type === 'line') {
		context.fillRect(left, top + 5, 13, 2.5);
	} else if (key.type === 'neutral') {
		context.fillRect(left, top + 4, 12, 4);
	} else if (key.type === 'marks') {
		context.fillText(key.symbol ?? '▼', left, top - 1);
	} else if (key.type === 'band') {
		context.fillStyle = paint.faded(key.colour, 0.13);
		context.fillRect(left, top, 12, 12);
		context.fillStyle = paint.faded(key.colour, 0.75);
		context.fillRect(left, top, 12, 1);
		context.fillRect(left, top + 11, 12, 1);
	} else if (key.type === 'steps' && key.valueColours) {
		key.valueColours.forEach((colour, index) => {
			context.fillStyle = paint.colour(colour);
			context.fillRect(left + index * 3.5, top + 8 - index * 2.6, 3.5, 4 + index * 2.6);
		});
	} else context.fillRect(left, top, 12, 12);
}
