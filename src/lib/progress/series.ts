import type { CalendarDate } from '../calendar.ts';
import type { Period } from '../charts/chart.ts';
import { noEvidence, type EvidenceCounts } from './counts.ts';
import { monthsBefore, periodsBetween } from './period.ts';
import { portfolioOf, type Portfolio } from './portfolio.ts';
import { standingOn, standingSince, type Judgement, type Standing } from './standing.ts';
import { untilOf, type View } from './view.ts';

/** Counted evidence of the period that begins on `start`. */
export type Counted = { start: CalendarDate; counts: EvidenceCounts };

/** `on` is the day on which the level is read: the last of the period, or the last day that counts. */
export type ProgressPoint = Period &
	Standing & { on: CalendarDate; coverage: { current: number; of: number }; evidence: EvidenceCounts };

export type PortfolioPoint = Period & Portfolio & { on: CalendarDate; evidence: EvidenceCounts };

/** Everything that is judged about one recommendation. */
type Judged = { weight: number; staleAfterMonths: number; judgements: readonly Judgement[] };

/** A series begins at most this long before its first judgement or evidence, however early it is asked for. */
const leadMonths = 120;

/**
 * The periods of a view: from its `from`, or the first judgement or evidence, to its `to`, or the last day that counts;
 * further where evidence is dated later.
 */
export function periodsOf(view: View, judged: readonly Judged[], counted: readonly Counted[]): Period[] {
	const starts = [
		...counted.slice(0, 1).map((row) => row.start),
		...judged.flatMap(({ judgements }) => judgements.slice(0, 1).map((judgement) => judgement.assessedOn))
	].sort();
	const first = monthsBefore(starts[0] ?? untilOf(view), leadMonths);
	const from = view.from && view.from < first ? first : (view.from ?? starts[0]);
	const furthest = [untilOf(view), counted.at(-1)?.start ?? ''].sort().at(-1)!;
	const to = view.to && view.to < furthest ? view.to : furthest;
	return from ? periodsBetween(from, to, view.interval) : [];
}

/** One recommendation through the periods. */
export function progressSeries(
	view: View,
	judged: Judged,
	counted: readonly Counted[],
	periods: readonly Period[] = periodsOf(view, [judged], counted)
): ProgressPoint[] {
	const until = untilOf(view);
	const evidence = byStart(counted);
	return periods.map((period) => {
		const on = period.to < until ? period.to : until;
		const standing = standingOn(judged.judgements, on, judged.staleAfterMonths);
		const current = standing.level !== null && !standing.isStale ? 1 : 0;
		return { ...period, on, ...standing, coverage: { current, of: 1 }, evidence: evidence(period.from) };
	});
}

/** Several recommendations together through the periods. */
export function portfolioSeries(
	view: View,
	judged: readonly Judged[],
	counted: readonly Counted[],
	periods: readonly Period[] = periodsOf(view, judged, counted)
): PortfolioPoint[] {
	const until = untilOf(view);
	const evidence = byStart(counted);
	return periods.map((period) => {
		const on = period.to < until ? period.to : until;
		return { ...period, on, ...portfolioOn(judged, on), evidence: evidence(period.from) };
	});
}

/** Where several recommendations stand together on a day. */
export function portfolioOn(judged: readonly Judged[], on: CalendarDate): Portfolio {
	const months = judged[0]?.staleAfterMonths ?? 0;
	const oldest = monthsBefore(on, months);
	return portfolioOf(
		judged.map(({ weight, judgements, staleAfterMonths }) => ({
			weight,
			standing:
				staleAfterMonths === months
					? standingSince(judgements, on, oldest)
					: standingOn(judgements, on, staleAfterMonths)
		}))
	);
}

function byStart(counted: readonly Counted[]): (start: CalendarDate) => EvidenceCounts {
	const found = new Map(counted.map((row) => [row.start, row.counts]));
	return (start) => found.get(start) ?? noEvidence;
}
