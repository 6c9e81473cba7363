import type { CalendarDate } from '../calendar.ts';
import type { DismissReason } from './inbox-item.ts';

/** For how many weeks nothing came before something counts as silent: what can be chosen. */
export const silences = [4, 8, 13, 26, 52] as const;
export type Silence = (typeof silences)[number];

/** A quarter: shorter than most cycles of meetings, longer than a summer. */
export const usualSilence: Silence = 13;

/** The weeks in an address; the usual ones where it says none that can be chosen. */
export const readSilence = (given: string | null): Silence =>
	silences.find((weeks) => String(weeks) === given) ?? usualSilence;

/** A recommendation for which no development came. */
export type QuietRecommendation = {
	publication: string;
	code: string;
	title: string;
	theme: string;
	/** Day of the latest development that bears on it; null where there never was one. */
	lastOn: CalendarDate | null;
};

/** A source that reported regularly and stopped. */
export type QuietSource = {
	id: number;
	name: string;
	lastOn: CalendarDate;
	/** Days between two of its developments, as a rule: over its latest twenty. */
	usualDays: number;
};

/** A feed that brings nothing new. */
export type QuietFeed = { id: number; title: string; lastItemAt: Date | null; silentAfterDays: number };

/** What became of the items of a feed. */
export type FeedYield = {
	id: number;
	title: string;
	items: number;
	kept: number;
	dismissed: number;
	excluded: number;
	/** Why they were dismissed, the most frequent first. */
	reasons: { reason: DismissReason; count: number }[];
};

/**
 * Whether a source went quiet: silent for the asked weeks, and for more than three times its usual gap, since one that
 * reports twice a year is not quiet after a quarter.
 */
export const isQuiet = (
	{ silentDays, usualDays }: { silentDays: number; usualDays: number },
	weeks: number
) => silentDays >= weeks * 7 && silentDays > usualDays * 3;
