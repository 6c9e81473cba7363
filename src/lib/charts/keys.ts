import type { Panel, Series } from './chart.ts';

/** What is measured first, then the doubt behind it. */
const ranks: Partial<Record<Series['type'], number>> = { steps: -1, stretches: 1, band: 1 };

/** What a key names, in its order. A scale is named in full; marks, ranges and stretches only where there are any. */
export function keysOf(panels: readonly Panel[]): Series[] {
	return panels.flatMap(({ series }) =>
		series.filter(isThere).toSorted((a, b) => (ranks[a.type] ?? 0) - (ranks[b.type] ?? 0))
	);
}

function isThere(series: Series): boolean {
	if (series.type === 'stretches') return series.spans.length > 0;
	if (series.type === 'band') return series.points.some(({ low, high }) => low !== high);
	return !('points' in series) || series.points.length > 0;
}
