import type { ChartSpec } from './chart.ts';
import { drawKeys, heightOfKeys } from './key-drawings.ts';
import { readPaint } from './theme.ts';

const EDGE = 20;
const TITLE = { size: 20, line: 26 };
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
	context.font = `${SOURCES.size}px ${paint.font}`;
	const from = spec.sources.map((source) => source.label).join('; ');
	const sources = wrap(`Sources: ${from}. ${address}`, width, measure);

	const keysTop = EDGE + title.length * TITLE.line + 6;
	const chartTop = keysTop + heightOfKeys(context, paint, spec, width) + 8;
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
	drawKeys(context, paint, spec, { left: EDGE, top: keysTop, width });
	context.drawImage(drawn, EDGE, chartTop, width, height);
	context.font = `${SOURCES.size}px ${paint.font}`;
	context.fillStyle = paint.colour('--ink-3');
	sources.forEach((text, index) => context.fillText(text, EDGE, sourcesTop + index * SOURCES.line));
	return picture;
}
