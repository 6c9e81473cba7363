import type { Colour, Period } from '../charts/chart.ts';
import type { Effect } from '../evidence/evidence.ts';
import { meanEffect } from './counts.ts';
import type { HeatCell } from './heat-map.server.ts';
import { effectColours } from './recommendation-chart.ts';

const marks: Record<Effect, string> = { [-2]: '▼', [-1]: '▾', 0: '·', 1: '▴', 2: '▲' };

export const heatLegend: { colour: Colour; label: string; mark: string }[] = [
	{ colour: effectColours[-2], mark: marks[-2], label: 'Strong setback' },
	{ colour: effectColours[-1], mark: marks[-1], label: 'Setback' },
	{ colour: effectColours[0], mark: marks[0], label: 'Mixed, or context' },
	{ colour: effectColours[1], mark: marks[1], label: 'Advance' },
	{ colour: effectColours[2], mark: marks[2], label: 'Strong advance' }
];

export type HeatInput = {
	publication: string;
	recommendations: readonly { id: number; code: string; title: string; theme: string; themeTitle: string }[];
	cells: readonly HeatCell[];
	periods: readonly Period[];
};

const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0');

/** Rows of the heat map: a cell's colour is the mean effect, its figure the number of developments. */
export function heatRows({ publication, recommendations, cells, periods }: HeatInput) {
	const found = new Map(cells.map((cell) => [`${cell.recommendationId} ${cell.start}`, cell]));
	return recommendations.map((recommendation) => ({
		key: recommendation.code,
		label: `${recommendation.code} ${recommendation.title}`,
		title: `${recommendation.code}: ${recommendation.title}`,
		href: `/publications/${publication}/${recommendation.code}`,
		group: recommendation.themeTitle,
		cells: periods.map((period) => {
			const cell = found.get(`${recommendation.id} ${period.from}`);
			const effect = cell && meanEffect(cell);
			if (!cell || effect === null || effect === undefined) return null;
			const n = cell.developments;
			return {
				colour: effectColours[effect],
				text: String(n),
				mark: marks[effect],
				title: `${recommendation.code}, ${period.label}: ${n} development${n === 1 ? '' : 's'}, net effect ${signed(cell.net)}`,
				href: `/developments?recommendation=${publication}/${recommendation.code}&from=${period.from}&to=${period.to}`
			};
		})
	}));
}
