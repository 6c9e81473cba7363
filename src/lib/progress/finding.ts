import { levelLabel } from '../assessments/assessment.ts';
import type { CalendarDate } from '../calendar.ts';
import type { Period } from '../charts/chart.ts';
import { totalOf, type EvidenceCounts } from './counts.ts';
import { dayInWords, durationInWords } from './period.ts';
import type { Portfolio } from './portfolio.ts';
import type { Judgement, Standing } from './standing.ts';

/** A value and when it began, in words that fit behind "in": "2022", "Q4 2023". */
type Turn = { value: number; when: string };

/**
 * What a line did, as the rest of a sentence: "fell to minimal in 2022 and has partly recovered, to intermediate".
 * Compares the first, highest, lowest and last value; what happened between is not told.
 */
export function movementOf(turns: readonly Turn[], name: (value: number) => string): string {
	const changes = turns.filter((turn, index) => turn.value !== turns[index - 1]?.value);
	const [first, last] = [changes[0], changes.at(-1)];
	if (!first || !last) return '';
	if (changes.length === 1) return `has stayed at ${name(first.value)} since ${first.when}`;
	const top = extreme(changes, (a, b) => a > b);
	const bottom = extreme(changes, (a, b) => a < b);
	const low = extreme(changes.slice(changes.indexOf(top)), (a, b) => a < b);
	if (last === top) {
		if (bottom === first) return `rose from ${name(first.value)} to ${name(last.value)} in ${last.when}`;
		return `fell to ${name(bottom.value)} in ${bottom.when} and has since risen to ${name(last.value)}`;
	}
	if (low.value === last.value) {
		if (top === first) return `fell from ${name(first.value)} to ${name(low.value)} in ${low.when}`;
		if (top.when === low.when)
			return `rose to ${name(top.value)} and fell back to ${name(low.value)}, both in ${top.when}`;
		return `rose to ${name(top.value)} in ${top.when} and fell back to ${name(low.value)} in ${low.when}`;
	}
	const fell = `fell to ${name(low.value)} in ${low.when}`;
	if (last.value >= top.value) return `${fell} and has recovered to ${name(last.value)}`;
	return `${fell} and has partly recovered, to ${name(last.value)}`;
}

/** The first turn that no other exceeds. */
function extreme(turns: readonly Turn[], exceeds: (a: number, b: number) => boolean): Turn {
	return turns.reduce((best, turn) => (exceeds(turn.value, best.value) ? turn : best));
}

/** Title of a recommendation's chart: "C1 fell to minimal in 2022 and has recovered to intermediate". */
export function levelFinding(subject: string, judgements: readonly Judgement[], now: Standing): string {
	if (now.level === null) return `${subject} has never been assessed`;
	const perDay = new Map<CalendarDate, number>();
	for (const { assessedOn, level } of judgements) perDay.set(assessedOn, level);
	const turns = [...perDay].map(([on, value]) => ({ value, when: on.slice(0, 4) }));
	const movement = movementOf(turns, (level) => levelLabel(level).toLowerCase());
	const doubt = now.isStale && now.assessedOn ? `; not assessed since ${dayInWords(now.assessedOn)}` : '';
	return `${subject} ${movement}${doubt}`;
}

/** Title of the index's chart. Only periods count in which at least half of the recommendations had a level. */
export function indexFinding(points: readonly (Portfolio & { label: string })[]): string {
	const turns = points
		.filter((point) => point.index !== null && point.assessed * 2 >= point.recommendations)
		.map((point) => ({ value: Math.round(point.index!), when: point.label }));
	if (turns.length === 0) return 'Too little is assessed for an index';
	return `The index ${movementOf(turns, String)}`;
}

const inWords = 'none one two three four five six seven eight nine ten eleven twelve'.split(' ');
/** Small numbers as words: "four", "26". */
export const numberInWords = (n: number) => inWords[n] ?? String(n);

/** Title of the distribution: where most stand, and how many are complete. */
export function distributionFinding({ recommendations, assessed, distribution }: Portfolio): string {
	if (recommendations === 0) return 'There is nothing to assess in this selection';
	if (assessed === 0) return `None of ${recommendations} has been assessed yet`;
	const { levels } = distribution;
	const most = levels.indexOf(Math.max(...levels));
	const share = levels[most]! * 2 > assessed ? 'Most stand' : 'The largest group stands';
	const complete =
		levels[3] === 0
			? 'none is complete'
			: `${numberInWords(levels[3])} ${levels[3] === 1 ? 'is' : 'are'} complete`;
	const tail = most === 3 ? '' : `; ${complete}`;
	return `${share} at ${levelLabel(most).toLowerCase()}, ${levels[most]} of ${recommendations}${tail}`;
}

/** "13 of 26 assessed in the last 9 months". */
export function coverageInWords({ current, recommendations }: Portfolio, staleAfterMonths: number): string {
	return `${current} of ${recommendations} assessed in the last ${staleAfterMonths} months`;
}

/** The sentence at the head of an overview: distribution, index and coverage together. */
export function headline(now: Portfolio, staleAfterMonths: number): string {
	if (now.assessed === 0) return `${distributionFinding(now)}.`;
	const { levels, notAssessed } = now.distribution;
	const named = ['complete', 'intermediate', 'minimal', 'not initiated']
		.map((name, index) => ({ name, n: levels[3 - index]! }))
		.filter(({ n }) => n > 0)
		.map(({ name, n }) => `${numberInWords(n)} ${n === 1 ? 'is' : 'are'} ${name}`);
	const never =
		notAssessed > 0
			? [`${numberInWords(notAssessed)} ${notAssessed === 1 ? 'has' : 'have'} never been assessed`]
			: [];
	const parts = [...named, ...never];
	const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]!;
	return `Of ${now.recommendations} recommendations, ${list}. The index stands at ${Math.round(now.index!)} of 100, with ${coverageInWords(now, staleAfterMonths)}.`;
}

/** Title of the heat map: when setbacks peaked, and how the latest period with evidence compares. */
export function evidenceFinding(points: readonly (Period & { evidence: EvidenceCounts })[]): string {
	const some = points
		.filter((point) => totalOf(point.evidence) > 0)
		.map(({ label, evidence }) => ({
			label,
			up: evidence[1] + evidence[2],
			down: evidence[-1] + evidence[-2]
		}));
	const last = some.at(-1);
	if (!last) return 'Nothing has been logged in this period';
	const worst = some.reduce((a, b) => (b.down > a.down ? b : a));
	if (worst.down === 0) return 'Nothing logged in this period set anything back';
	const peak = `Setbacks peaked in ${worst.label}`;
	if (worst === last) return peak;
	if (last.up === last.down) return `${peak}; in ${last.label} advances and setbacks are even`;
	const [more, fewer] = last.up > last.down ? ['advances', 'setbacks'] : ['setbacks', 'advances'];
	const [high, low] = [Math.max(last.up, last.down), Math.min(last.up, last.down)];
	return `${peak}; in ${last.label} ${more} outnumber ${fewer}, ${high} to ${low}`;
}

/** How continual contacts in a forum were: "Longest gap 12 months, from 1 December 2022 to 30 November 2023". */
export function gapInWords(gap: {
	from: CalendarDate;
	to: CalendarDate;
	days: number;
	isOpen: boolean;
}): string {
	if (gap.isOpen) return `none since ${dayInWords(gap.from)}, ${durationInWords(gap.days)} ago`;
	return `longest gap ${durationInWords(gap.days)}, from ${dayInWords(gap.from)} to ${dayInWords(gap.to)}`;
}
