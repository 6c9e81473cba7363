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
 * The vertical axis of a panel: given limits win, else the data rounded outward to a tick. A scale of words keeps a
 * margin above and below, so that a step at the lowest or highest word is not cut off and marks have room.
 */
export function domainOf(panel: Panel, parts = 4): Domain {
	const { low, high } = extentOf(panel);
	if (panel.ticks) {
		const values = panel.ticks.map((tick) => tick.value);
		const [first, last] = [panel.min ?? Math.min(...values), panel.max ?? Math.max(...values)];
		const margin = (last - first) * 0.13;
		return { min: first - margin, max: last + margin * 1.25, ticks: values };
	}
	const whole = panel.series.every(
		(series) => !isPerPeriod(series) || series.values.every((v) => v === null || Number.isInteger(v))
	);
	const from = panel.min ?? Math.min(low, 0);
	const to = panel.max ?? (high === low && high === 0 ? 1 : high);
	const step = niceStep(to - from, parts, whole);
	const min = panel.min ?? Math.floor(from / step) * step;
	const max = panel.max ?? Math.ceil(to / step) * step;
	const ticks: number[] = [];
	for (let tick = Math.ceil(min / step) * step; tick <= max + step / 1e6; tick += step)
		ticks.push(Number(tick.toFixed(10)));
	return { min, max: max === min ? min + 1 : max, ticks };
}

/** The same charts, all drawn to the lowest and highest of them, so that small multiples can be compared. */
export function withSharedScale(specs: readonly ChartSpec[]): ChartSpec[] {
	const domains = specs.map((spec) => domainOf(spec.panels[0], 2));
	const min = Math.min(...domains.map((domain) => domain.min));
	const max = Math.max(...domains.map((domain) => domain.max));
	return specs.map((spec) => ({ ...spec, panels: [{ ...spec.panels[0], min, max }] }));
}
