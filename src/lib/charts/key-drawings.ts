import type { ChartSpec, Paint, Series } from './chart.ts';
import { keysOf } from './keys.ts';

const KEYS = { size: 13, line: 20 };

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

type Place = { left: number; top: number; width: number };

function layKeys(context: CanvasRenderingContext2D, paint: Paint, spec: ChartSpec, width: number) {
	context.font = `${KEYS.size}px ${paint.font}`;
	const keys = keysOf(spec.panels);
	const places = rowsOf(
		keys.map((key) => context.measureText(key.label).width + 36),
		width
	);
	return { keys, places, height: ((places.at(-1)?.row ?? 0) + 1) * KEYS.line };
}

/** How high the keys of a chart stand when they are this wide. */
export const heightOfKeys = (
	context: CanvasRenderingContext2D,
	paint: Paint,
	spec: ChartSpec,
	width: number
): number => layKeys(context, paint, spec, width).height;

/** What the colours and shapes of a chart mean, in rows. */
export function drawKeys(
	context: CanvasRenderingContext2D,
	paint: Paint,
	spec: ChartSpec,
	{ left, top, width }: Place
): void {
	const { keys, places } = layKeys(context, paint, spec, width);
	context.textBaseline = 'top';
	keys.forEach((key, index) => {
		const { x, row } = places[index]!;
		drawKey(context, paint, key, left + x, top + row * KEYS.line + 1);
		context.fillStyle = paint.colour('--ink-2');
		context.fillText(key.label, left + x + 18, top + row * KEYS.line);
	});
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
