import { levelLabel, levels, notAssessedLabel } from '../assessments/assessment.ts';
import type { ChartSpec, Period, Series, Source } from '../charts/chart.ts';
import { coverageInWords, distributionFinding, indexFinding } from './finding.ts';
import type { Portfolio } from './portfolio.ts';
import { levelColours } from './recommendation-chart.ts';

export type PortfolioChart = {
	/** Slug of the publication. */
	publication: string;
	points: readonly (Period & Portfolio)[];
	/** Where things stand now, or as of the chosen date. */
	now: Portfolio;
	staleAfterMonths: number;
	sources: readonly Source[];
};

const plain = ({ key, label, from, to }: Period): Period => ({ key, label, from, to });

/** How many stand at each level through time, stacked from complete to not assessed. */
export function distributionChart({ publication, points, now, sources }: PortfolioChart): ChartSpec {
	const assessed: Series[] = levels.toReversed().map((level) => ({
		type: 'bars',
		key: `level-${level}`,
		label: levelLabel(level),
		colour: levelColours[level],
		values: points.map((point) => point.distribution.levels[level])
	}));
	return {
		id: `${publication}-distribution`,
		title: distributionFinding(now),
		summary: `How many of ${now.recommendations} stand at each level at the end of each period, complete at the bottom; those never assessed on top, apart.`,
		periods: points.map(plain),
		panels: [
			{
				label: 'Recommendations',
				min: 0,
				max: now.recommendations,
				series: [
					...assessed,
					{
						type: 'bars',
						key: 'not-assessed',
						label: notAssessedLabel,
						colour: '--level-none-edge',
						fill: 'hatched',
						values: points.map((point) => point.distribution.notAssessed)
					}
				]
			}
		],
		sources
	};
}

const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10);
const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);

/** An index of a few first assessments says nothing about the whole: it is drawn where at least half have a level. */
const isTelling = ({ assessed, recommendations }: Portfolio) => assessed * 2 >= recommendations;

/** The index with its coverage beside it; the weighted index only where the weights make a difference. */
export function indexChart({
	publication,
	points,
	now,
	staleAfterMonths,
	sources
}: PortfolioChart): ChartSpec {
	const isWeighted = points.some((point) => rounded(point.index) !== rounded(point.weightedIndex));
	const series: Series[] = [
		{
			type: 'line',
			key: 'index',
			label: 'Index',
			colour: '--index',
			values: points.map((point) => (isTelling(point) ? rounded(point.index) : null))
		},
		...(isWeighted
			? [
					{
						type: 'line' as const,
						key: 'weighted-index',
						label: 'Weighted index',
						colour: '--series-4' as const,
						dash: true,
						values: points.map((point) => (isTelling(point) ? rounded(point.weightedIndex) : null))
					}
				]
			: []),
		{
			type: 'line',
			key: 'coverage',
			label: 'Coverage',
			colour: '--coverage',
			dash: true,
			values: points.map((point) => percent(point.coverage))
		}
	];
	return {
		id: `${publication}-index`,
		title: indexFinding(points),
		summary: `Index from 0 (nothing initiated) to 100 (all complete), and coverage: the share assessed within ${staleAfterMonths} months. Now ${coverageInWords(now, staleAfterMonths)}.`,
		periods: points.map(plain),
		panels: [{ label: 'Index, and coverage in %', min: 0, max: 100, series }],
		sources,
		note: `Index = sum of levels ÷ (3 × assessed) × 100. Drawn where at least half have a level; where coverage is low, the index rests on old assessments.${isWeighted ? '' : ' All weights are equal, so the weighted index is the same.'}`
	};
}
