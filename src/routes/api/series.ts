/* How progress over time stands in the API's JSON, after `series-shapes.ts`. */
import type * as v from 'valibot';
import { periodOf, periodsBetween } from '#lib/progress/period.ts';
import type { HeatCell, HeatMapRow, Progress, progressOfPublication } from '#lib/progress/queries.server.ts';
import type { PortfolioPoint, ProgressPoint } from '#lib/progress/series.ts';
import { untilOf, type View } from '#lib/progress/view.ts';
import type * as shapes from './series-shapes.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;

const viewShown = (view: View) => ({ interval: view.interval, asOf: untilOf(view), basis: view.basis });

export function recommendationProgressOf(
	publication: string,
	{ recommendation, periods, judgements }: Progress,
	view: View
): Shape<'recommendationProgress'> {
	const { code, kind, theme, themeTitle, title, weight, staleAfterMonths } = recommendation;
	return {
		recommendation: {
			publication,
			code,
			kind,
			theme: { code: theme, title: themeTitle },
			title,
			weight,
			staleAfterMonths
		},
		...viewShown(view),
		series: periods.map(progressPointOf),
		assessments: judgements.map(({ id, assessor, assessedOn, level, trajectory, confidence }) => ({
			id,
			assessor,
			assessedOn,
			level,
			trajectory,
			confidence
		}))
	};
}

function progressPointOf(point: ProgressPoint): Shape<'recommendationProgress'>['series'][number] {
	const { low, high, coverage } = point;
	return {
		period: point.key,
		from: point.from,
		to: point.to,
		on: point.on,
		level: point.level,
		range: low === null || high === null ? null : { low, high },
		trajectory: point.trajectory,
		confidence: point.confidence,
		assessedOn: point.assessedOn,
		isStale: point.isStale,
		coverage: { ...coverage, share: coverage.current / coverage.of },
		evidence: point.evidence
	};
}

export function publicationProgressOf(
	publication: string,
	{ recommendations, periods }: Awaited<ReturnType<typeof progressOfPublication>>,
	view: View
): Shape<'publicationProgress'> {
	return {
		publication,
		...viewShown(view),
		recommendations: recommendations.length,
		series: periods.map(portfolioPointOf)
	};
}

function portfolioPointOf(point: PortfolioPoint): Shape<'publicationProgress'>['series'][number] {
	const { notAssessed, levels } = point.distribution;
	return {
		period: point.key,
		from: point.from,
		to: point.to,
		on: point.on,
		levels: { notAssessed, '0': levels[0], '1': levels[1], '2': levels[2], '3': levels[3] },
		assessed: point.assessed,
		index: point.index,
		weightedIndex: point.weightedIndex,
		coverage: { current: point.current, of: point.recommendations, share: point.coverage },
		evidence: point.evidence
	};
}

/** Cells in the order of the publication, then of time; periods from the first cell to the last, without holes. */
export function heatMapOf(publication: string, rows: readonly HeatMapRow[], view: View): Shape<'heatMap'> {
	const [first, last] = reachOf(rows.flatMap(({ cells }) => cells));
	const periods = first && last ? periodsBetween(first, last, view.interval) : [];
	const keys = new Map(periods.map((period) => [period.from, period.key]));
	return {
		publication,
		...viewShown(view),
		recommendations: rows.map(({ code, title, kind, theme }) => ({ code, title, kind, theme })),
		periods: periods.map(({ key, from, to }) => ({ period: key, from, to })),
		cells: rows.flatMap(({ code, cells }) =>
			cells.map(({ start, developments, net }) => ({
				code,
				period: keys.get(start) ?? periodOf(start, view.interval).key,
				developments,
				net
			}))
		)
	};
}

/** The first and the last day on which a cell begins. */
function reachOf(cells: readonly HeatCell[]): [first?: string, last?: string] {
	let [first, last] = [cells[0]?.start, cells[0]?.start];
	for (const { start } of cells) {
		if (start < first!) first = start;
		if (start > last!) last = start;
	}
	return first && last ? [first, last] : [];
}
