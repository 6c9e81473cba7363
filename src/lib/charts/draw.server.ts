import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Plugin } from 'chart.js';
import { fontFiles } from '../server/fonts.ts';
import type { ChartSpec, Paint } from './chart.ts';
import { Chart } from './chart-js.ts';
import { configOf } from './config.ts';
import { drawings } from './drawings.ts';
import { drawKeys, heightOfKeys } from './key-drawings.ts';
import { encodePng } from './png.server.ts';
import { printPaint } from './print-paint.ts';

/** In CSS pixels: what the words of a chart are readable at, when it fills a page's column of text. */
const WIDTH = 640;
const HEIGHT = 300;
/** Pixels for each CSS pixel: 1,440 across, 228 dots per inch of a column of 16 cm. */
const DENSITY = 2.25;
const GAP = 4;

/** A chart as a PNG, and its size in pixels. */
export type ChartPicture = { png: Uint8Array; width: number; height: number };

/**
 * The chart as on screen, on white paper: keys, then the drawing. Its title and its sources are left to the text around
 * it. The same spec gives the same bytes.
 */
export async function drawChart(spec: ChartSpec, until: string | null): Promise<ChartPicture> {
	const paint = preparePaint();
	const ruler = createCanvas(1, 1).getContext('2d') as unknown as CanvasRenderingContext2D;
	const keys = heightOfKeys(ruler, paint, spec, WIDTH) + GAP;
	const canvas = createCanvas(WIDTH, HEIGHT + keys);
	const known = until ?? undefined;
	const plugins = [
		paper(spec, paint),
		drawings(
			() => spec,
			() => paint,
			() => ({ cursor: null, selected: null }),
			() => known
		)
	];
	const { options, ...config } = configOf(spec, paint, { width: WIDTH, plugins, ...(until && { until }) });
	const padding = options?.layout?.padding as { top: number; right: number };
	const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
		...config,
		options: {
			...options,
			responsive: false,
			devicePixelRatio: DENSITY,
			layout: { padding: { ...padding, top: padding.top + keys } }
		}
	});
	const { width, height } = canvas;
	const pixels = canvas.data();
	// Chart.js clears the canvas when it lets go.
	chart.destroy();
	return { png: await encodePng(pixels, { width, height, dotsPerInch: 96 * DENSITY }), width, height };
}

/** White paper below the drawing, and the keys above it. */
function paper(spec: ChartSpec, paint: Paint): Plugin<'bar' | 'line'> {
	return {
		id: 'paper',
		beforeDraw({ ctx, width, height }) {
			ctx.save();
			ctx.fillStyle = paint.colour('--paper');
			ctx.fillRect(0, 0, width, height);
			drawKeys(ctx, paint, spec, { left: 0, top: 0, width });
			ctx.restore();
		}
	};
}

let prepared: Paint | undefined;

function preparePaint(): Paint {
	if (prepared) return prepared;
	// Names of our own, so that fonts of the machine never come between.
	GlobalFonts.registerFromPath(fontFiles.sans(), 'Stocktake Sans');
	GlobalFonts.registerFromPath(fontFiles.sansBold(), 'Stocktake Sans');
	GlobalFonts.registerFromPath(fontFiles.standIn(), 'Stocktake Stand-in');
	prepared = printPaint("'Stocktake Sans', 'Stocktake Stand-in'", hatched);
	return prepared;
}

function hatched(stroke: string): CanvasPattern {
	const tile = createCanvas(7, 7);
	const context = tile.getContext('2d');
	context.strokeStyle = stroke;
	context.lineWidth = 1;
	context.beginPath();
	for (const shift of [-7, 0, 7]) {
		context.moveTo(shift - 1, 8);
		context.lineTo(shift + 8, -1);
	}
	context.stroke();
	return context.createPattern(tile, 'repeat') as unknown as CanvasPattern;
}
