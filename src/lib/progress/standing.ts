import type { Confidence, Level, Trajectory } from '../assessments/assessment.ts';
import { addMonths, type CalendarDate } from '../calendar.ts';
import { monthsBefore } from './period.ts';

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
	return assessedOn < monthsBefore(on, months);
}

/**
 * Where a recommendation stands at the end of the day `on`: the level of its latest assessment by then (of several on
 * one day the one recorded last), with the range among assessors whose latest judgement is at most `months` old.
 * `judgements` are in the order of assessedOn, then id.
 */
export function standingOn(judgements: readonly Judgement[], on: CalendarDate, months: number): Standing {
	return standingSince(judgements, on, monthsBefore(on, months));
}

/** The same, with the oldest day of an assessment that is not out of date already at hand. */
export function standingSince(
	judgements: readonly Judgement[],
	on: CalendarDate,
	oldest: CalendarDate
): Standing {
	let index = judgements.length - 1;
	while (index >= 0 && judgements[index]!.assessedOn > on) index--;
	const latest = judgements[index];
	if (!latest) return neverAssessed;
	let [low, high] = [latest.level, latest.level];
	const heard = [latest.assessorId];
	for (index--; index >= 0 && judgements[index]!.assessedOn >= oldest; index--) {
		const { assessorId, level } = judgements[index]!;
		if (heard.includes(assessorId)) continue;
		heard.push(assessorId);
		if (level < low) low = level;
		if (level > high) high = level;
	}
	return {
		level: latest.level,
		low,
		high,
		trajectory: latest.trajectory,
		confidence: latest.confidence,
		assessedOn: latest.assessedOn,
		isStale: latest.assessedOn < oldest
	};
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
