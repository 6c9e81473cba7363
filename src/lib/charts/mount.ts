/** A chart on a page. Imported when one comes near the screen, never before. */
import { Chart, type BarElement } from './chart-js.ts';
import type { ChartSpec } from './chart.ts';
import { configOf } from './config.ts';
import { drawings, type Pointing } from './drawings.ts';
import { readPaint } from './theme.ts';

export type Mounted = {
	/** Draws what is pointed at and selected anew. */
	point: (pointing: Pointing) => void;
	/** Which period, and which series of bars, lies at these coordinates of the canvas? */
	at: (x: number, y: number) => { index: number; seriesKey: string | undefined } | undefined;
	/** Draws at no less than twice the density, hands the canvas over, and draws as before. */
	sharply: (use: () => void) => void;
	/** Horizontal pixel of the middle of a period. */
	pixelOf: (index: number) => number;
	destroy: () => void;
};

/** Draws the spec on the canvas, anew whenever the theme, the paper (print) or the width that labels need changes. */
export function mount(canvas: HTMLCanvasElement, spec: ChartSpec, until?: string): Mounted {
	const place = canvas.parentElement ?? document.body;
	let paint = readPaint(place);
	let pointing: Pointing = { cursor: null, selected: null };
	const plugins = [
		drawings(
			() => spec,
			() => paint,
			() => pointing,
			() => until
		)
	];
	const config = () =>
		configOf(spec, paint, { width: place.clientWidth, plugins, ...(until ? { until } : {}) });
	const chart = new Chart(canvas, config());
	let width = place.clientWidth;

	function redraw() {
		paint = readPaint(place);
		const fresh = config();
		chart.data = fresh.data;
		chart.options = fresh.options!;
		chart.update('none');
	}

	const stop = new AbortController();
	for (const query of ['(prefers-color-scheme: dark)', 'print']) {
		matchMedia(query).addEventListener('change', redraw, { signal: stop.signal });
	}
	const resized = new ResizeObserver(() => {
		if (Math.abs(place.clientWidth - width) < 2) return;
		width = place.clientWidth;
		redraw();
	});
	resized.observe(place);
	const themed = new MutationObserver(redraw);
	themed.observe(document.documentElement, { attributeFilter: ['data-theme'] });
	if (document.fonts.status !== 'loaded')
		void document.fonts.ready.then(() => !stop.signal.aborted && redraw());

	return {
		point(next) {
			if (next.cursor === pointing.cursor && next.selected === pointing.selected) return;
			pointing = next;
			chart.draw();
		},
		at(x, y) {
			const { left, right, top, bottom } = chart.chartArea;
			if (x < left || x > right || y < top || y > bottom) return undefined;
			const index = Math.round(chart.scales['x']?.getValueForPixel(x) ?? 0);
			const hit = chart
				.getSortedVisibleDatasetMetas()
				.find(
					(meta) =>
						meta.type === 'bar' &&
						(meta.data[index] as unknown as BarElement | undefined)?.inRange(x, y, false)
				);
			const label = hit && chart.data.datasets[hit.index]?.label;
			const bars = spec.panels
				.flatMap((panel) => panel.series)
				.find((series) => series.type === 'bars' && series.label === label);
			return { index: Math.min(spec.periods.length - 1, Math.max(0, index)), seriesKey: bars?.key };
		},
		sharply(use) {
			chart.options.devicePixelRatio = Math.max(2, devicePixelRatio);
			chart.resize();
			use();
			delete chart.options.devicePixelRatio;
			chart.resize();
		},
		pixelOf: (index) => chart.scales['x']?.getPixelForValue(index) ?? 0,
		destroy() {
			stop.abort();
			resized.disconnect();
			themed.disconnect();
			chart.destroy();
		}
	};
}
