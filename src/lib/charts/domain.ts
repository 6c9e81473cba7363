import { type ChartSpec, isPerPeriod, type Panel } from './chart.ts';

export type Domain = { min: number; max: number; ticks: number[] };

/** A step of 1, 2 or 5 times a power of ten that parts the range into about `parts`; whole when the data are whole. */
export function niceStep(range: number, parts: number, whole: boolean): number {
	const rough = range / Math.max(1, parts);
	if (!(rough > 0)) return 1;
	const power = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
	return whole ? Math.max(1, Math.round(step)) : step;
}

/** Lowest and highest of what a panel stacks up or draws; always with zero for bars and areas. */
export function extentOf(panel: Panel): { low: number; high: number } {
	const stacked = panel.series.filter((series) => series.type === 'bars' || series.type === 'areas');
	const length = Math.max(0, ...stacked.map((series) => series.values.length));
	let [low, high] = stacked.length > 0 ? [0, 0] : [Infinity, -Infinity];
	for (let index = 0; index < length; index++) {
		let [down, up] = [0, 0];
		for (const series of stacked) {
			const value = series.values[index] ?? 0;
			if (value < 0) down += value;
			else up += value;
		}
		low = Math.min(low, down);
		high = Math.max(high, up);
	}
	for (const series of panel.series) {
		if (series.type === 'line') {
			for (const value of series.values) {
				if (value === null) continue;
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		} else if (!isPerPeriod(series) && (series.type === 'steps' || series.type === 'points')) {
			for (const { value } of series.points) {
				if (value === null) continue;
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
	}
	return Number.isFinite(low) ? { low, high } : { low: 0, high: 1 };
}

/**
 * The vertical axis of a panel. Given limits win. Else the axis ends a little beyond the data, with ticks at round numbers
 * within it. A scale of words keeps a margin above and below, so that a step at the lowest or highest word is not cut off
 * and marks have room. `headroom`: room for the name of a panel below another.
 */
export function domainOf(panel: Panel, { parts = 4, headroom = false } = {}): Domain {
	const { low, high } = extentOf(panel);
	if (panel.ticks) {
		const values = panel.ticks.map((tick) => tick.value);
		const [first, last] = [panel.min ?? Math.min(...values), panel.max ?? Math.max(...values)];
		const margin = (last - first) * 0.13;
		return { min: first - margin, max: last + margin * 1.25, ticks: values };
	}
	const from = panel.min ?? Math.min(low, 0);
	const to = panel.max ?? Math.max(high, from + 1);
	const step = niceStep(to - from, parts, isWhole(panel));
	const beyond = (to - from) * 0.06;
	const min = panel.min ?? (from < 0 ? from - beyond : from);
	const max = panel.max ?? Math.max(to + beyond, headroom ? to + (to - from) * 0.22 : to);
	const ticks: number[] = [];
	for (let tick = Math.ceil(min / step) * step; tick <= max + step / 1e6; tick += step) {
		ticks.push(Number(tick.toFixed(10)) + 0); // + 0: no negative zero
	}
	return { min, max, ticks };
}

function isWhole(panel: Panel): boolean {
	return panel.series.every(
		(series) =>
			!isPerPeriod(series) || series.values.every((value) => value === null || Number.isInteger(value))
	);
}

/** The same charts, all drawn to the lowest and highest of them, so that small multiples can be compared. */
export function withSharedScale(specs: readonly ChartSpec[]): ChartSpec[] {
	const domains = specs.map((spec) => domainOf(spec.panels[0], { parts: 2 }));
	const min = Math.min(...domains.map((domain) => domain.min));
	const max = Math.max(...domains.map((domain) => domain.max));
	return specs.map((spec) => ({ ...spec, panels: [{ ...spec.panels[0], min, max }] }));
}
