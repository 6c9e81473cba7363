import type { Confidence, Level, Trajectory } from '../assessments/assessment.ts';
import { addMonths, type CalendarDate } from '../calendar.ts';

/** An assessment, as far as series need it. */
export type Judgement = {
	id: number;
	assessorId: number;
	assessor: string;
	assessedOn: CalendarDate;
	level: Level;
	trajectory: Trajectory;
	confidence: Confidence;
};

/** Where a recommendation stands on a date. Never assessed is null, never 0. */
export type Standing = {
	level: Level | null;
	/** Lowest and highest level among the assessors' latest judgements that are not out of date. */
	low: Level | null;
	high: Level | null;
	trajectory: Trajectory | null;
	confidence: Confidence | null;
	assessedOn: CalendarDate | null;
	/** The level rests on an assessment that is out of date. A recommendation without a level is not stale. */
	isStale: boolean;
};

export const neverAssessed: Standing = {
	level: null,
	low: null,
	high: null,
	trajectory: null,
	confidence: null,
	assessedOn: null,
	isStale: false
};

/** Whether an assessment of `assessedOn` is older than `months` on the day `on`. */
export function isOutOfDate(assessedOn: CalendarDate, on: CalendarDate, months: number): boolean {
	return assessedOn < addMonths(on, -months);
}

/**
 * Where a recommendation stands at the end of the day `on`: the level of its latest assessment by then (of several on
 * one day the one recorded last), with the range among assessors whose latest judgement is at most `months` old.
 * `judgements` are in the order of assessedOn, then id.
 */
export function standingOn(judgements: readonly Judgement[], on: CalendarDate, months: number): Standing {
	const latest = judgements.findLast((judgement) => judgement.assessedOn <= on);
	if (!latest) return neverAssessed;
	const levels = latestOfEach(judgements, on)
		.filter((judgement) => !isOutOfDate(judgement.assessedOn, on, months))
		.map((judgement) => judgement.level);
	return {
		level: latest.level,
		low: levels.length > 0 ? (Math.min(...levels) as Level) : latest.level,
		high: levels.length > 0 ? (Math.max(...levels) as Level) : latest.level,
		trajectory: latest.trajectory,
		confidence: latest.confidence,
		assessedOn: latest.assessedOn,
		isStale: isOutOfDate(latest.assessedOn, on, months)
	};
}

function latestOfEach(judgements: readonly Judgement[], on: CalendarDate): Judgement[] {
	const latest = new Map<number, Judgement>();
	for (const judgement of judgements) {
		if (judgement.assessedOn <= on) latest.set(judgement.assessorId, judgement);
	}
	return [...latest.values()];
}

/** The stretches of time up to `until` in which the level was out of date, as whole days. */
export function staleStretches(
	judgements: readonly Judgement[],
	until: CalendarDate,
	months: number
): { from: CalendarDate; to: CalendarDate }[] {
	const known = judgements.filter((judgement) => judgement.assessedOn <= until);
	return known.flatMap((judgement, index) => {
		const from = addMonths(judgement.assessedOn, months);
		const to = known[index + 1]?.assessedOn ?? until;
		return from < to ? [{ from, to }] : [];
	});
}

/** Each fall of the level from one assessment to the next, with the level before and after. */
export function reversals(judgements: readonly Judgement[]): { on: CalendarDate; from: Level; to: Level }[] {
	const levelPerDay = new Map<CalendarDate, Level>();
	for (const judgement of judgements) levelPerDay.set(judgement.assessedOn, judgement.level);
	const days = [...levelPerDay];
	return days.flatMap(([on, to], index) => {
		const from = days[index - 1]?.[1];
		return from !== undefined && to < from ? [{ on, from, to }] : [];
	});
}
