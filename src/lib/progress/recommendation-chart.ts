import { levelLabel, levels, type Confidence } from '../assessments/assessment.ts';
import { addDays, addMonths, type CalendarDate } from '../calendar.ts';
import type { ChartSpec, DatedPoint, Period, Series, Strength } from '../charts/chart.ts';
import { effectLabels, formatEffect, type Effect } from '../evidence/evidence.ts';
import { totalOf, type EvidenceCounts } from './counts.ts';
import { levelFinding } from './finding.ts';
import { dayInWords } from './period.ts';
import { reversals, staleStretches, standingOn, type Judgement } from './standing.ts';

const counted = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;

export const strengthOf: Record<Confidence, Strength> = { low: 1, moderate: 2, high: 3 };

export const levelColours = ['--level-0', '--level-1', '--level-2', '--level-3'] as const;

export const effectColours = {
	[-2]: '--effect-minus-2',
	[-1]: '--effect-minus-1',
	0: '--effect-zero',
	1: '--effect-plus-1',
	2: '--effect-plus-2'
} as const satisfies Record<Effect, string>;

/** A development of kind reversal. */
export type ReversalMark = {
	id: number;
	title: string;
	occurredOn: CalendarDate;
	occurredPrecision: 'day' | 'month' | 'year';
};

export type RecommendationChart = {
	ref: { publication: string; code: string; title: string };
	judgements: readonly Judgement[];
	staleAfterMonths: number;
	/** The last day that counts. */
	until: CalendarDate;
	periods: readonly (Period & { evidence: EvidenceCounts })[];
	reversals: readonly ReversalMark[];
	/** Days on which feeds or sources were added, in words; drawn where given. */
	additions?: readonly { on: CalendarDate; words: string }[];
	/** Developments dated before the first period: not drawn. */
	earlier?: number;
};

/** A recommendation over time: the assessed level with its doubt, above the evidence by effect. */
export function recommendationChart(chart: RecommendationChart): ChartSpec {
	const { ref, judgements, staleAfterMonths, until, periods, additions = [], earlier = 0 } = chart;
	const known = judgements.filter((judgement) => judgement.assessedOn <= until);
	const now = standingOn(known, until, staleAfterMonths);
	const developments = periods.reduce((sum, period) => sum + totalOf(period.evidence), 0);
	const context = periods.reduce((sum, period) => sum + period.evidence[0], 0);
	return {
		id: `${ref.publication}-${ref.code}`,
		// With its name, since the title leaves the page with the picture.
		title: now.level === null ? `${ref.title}: never assessed` : levelFinding(`${ref.title}:`, known, now),
		summary: `Level of ${ref.code} as assessed, above ${counted(developments, 'development')} that ${developments === 1 ? 'bears' : 'bear'} on it, by effect. The level now: ${levelLabel(now.level).toLowerCase()}.`,
		periods: periods.map(({ key, label, from, to }) => ({ key, label, from, to })),
		panels: [
			{
				label: 'Level',
				weight: 1.25,
				min: 0,
				max: 3,
				ticks: levels.map((value) => ({ value, label: levelLabel(value) })),
				series: levelSeries(chart, known)
			},
			{
				label: 'Developments',
				mirrored: true,
				series: [
					...([-1, -2, 1, 2] as const).map((effect) => bars(periods, effect)),
					...(context > 0 ? [contextMarks(periods)] : []),
					...(additions.length > 0 ? [additionMarks(additions)] : [])
				]
			}
		],
		sources: [
			{
				label: `${counted(developments + earlier, 'development')} coded against ${ref.code}`,
				href: `/developments?recommendation=${ref.publication}/${ref.code}`
			},
			{ label: counted(known.length, 'assessment'), href: '#assessments' }
		],
		note: [
			`Hatched: the last assessment was more than ${staleAfterMonths} months old.`,
			'Bars count developments; they are never added up into a level.',
			additions.length > 0
				? 'After a source or feed was added (◆), more developments may only mean that more was read.'
				: '',
			earlier > 0
				? `${earlier} from before ${periods[0]?.label ?? 'then'} ${earlier === 1 ? 'is' : 'are'} listed below and not drawn.`
				: ''
		]
			.filter(Boolean)
			.join(' ')
	};
}

function levelSeries(chart: RecommendationChart, known: readonly Judgement[]): Series[] {
	const { staleAfterMonths, until } = chart;
	const series: Series[] = [
		{
			type: 'stretches',
			key: 'stale',
			label: 'Stale',
			colour: '--stale',
			spans: staleStretches(known, until, staleAfterMonths)
		},
		{
			type: 'band',
			key: 'range',
			label: 'Range between assessors',
			colour: '--level-2',
			points: rangePoints(known, until, staleAfterMonths)
		},
		{
			type: 'steps',
			key: 'level',
			label: 'Assessed level',
			colour: '--level-3',
			points: stepPoints(known),
			valueColours: levelColours
		},
		{
			type: 'points',
			key: 'assessors',
			label: 'Assessment',
			colour: '--ink-2',
			points: known.map((judgement) => ({
				on: judgement.assessedOn,
				value: judgement.level,
				strength: strengthOf[judgement.confidence],
				note: `${judgement.assessor}, ${judgement.trajectory}`,
				href: `#assessment-${judgement.id}`
			}))
		}
	];
	const marks = [...fallMarks(known), ...developmentMarks(chart)].sort((a, b) => (a.on < b.on ? -1 : 1));
	if (marks.length > 0)
		series.push({
			type: 'marks',
			key: 'reversals',
			label: 'Reversal',
			colour: '--effect-minus-2',
			symbol: '▼',
			points: marks
		});
	return series;
}

const fallMarks = (known: readonly Judgement[]): DatedPoint[] =>
	reversals(known).map(({ on, from, to }) => ({
		on,
		value: null,
		note: `Level moved back from ${levelLabel(from).toLowerCase()} to ${levelLabel(to).toLowerCase()}`
	}));

const developmentMarks = ({ reversals: marks, until }: RecommendationChart): DatedPoint[] =>
	marks
		.filter((mark) => mark.occurredOn <= until)
		.map((mark) => ({
			on: mark.occurredOn,
			precision: mark.occurredPrecision,
			value: null,
			note: mark.title,
			href: `/developments/${mark.id}`
		}));

/** One point a day: of several judgements on a day the one recorded last. */
function stepPoints(known: readonly Judgement[]): DatedPoint[] {
	const perDay = new Map<CalendarDate, DatedPoint>();
	for (const { assessedOn, level, confidence, trajectory } of known)
		perDay.set(assessedOn, {
			on: assessedOn,
			value: level,
			strength: strengthOf[confidence],
			note: trajectory
		});
	return [...perDay.values()];
}

/** The range wherever it may change: on each assessment, and on the day after one went out of date. */
function rangePoints(known: readonly Judgement[], until: CalendarDate, months: number) {
	const days = known.flatMap(({ assessedOn }) => [assessedOn, addDays(addMonths(assessedOn, months), 1)]);
	return [...new Set(days)]
		.filter((on) => on <= until)
		.sort()
		.flatMap((on) => {
			const { low, high } = standingOn(known, on, months);
			return low === null || high === null ? [] : [{ on, low, high }];
		});
}

function bars(periods: RecommendationChart['periods'], effect: Effect): Series {
	const sign = effect < 0 ? -1 : 1;
	return {
		type: 'bars',
		key: String(effect),
		label: `${effectLabels[effect]} (${formatEffect(effect)})`,
		colour: effectColours[effect],
		values: periods.map((period) => (period.evidence[effect] === 0 ? 0 : sign * period.evidence[effect]))
	};
}

function contextMarks(periods: RecommendationChart['periods']): Series {
	return {
		type: 'neutral',
		key: '0',
		label: `${effectLabels[0]} (0)`,
		colour: effectColours[0],
		values: periods.map((period) => period.evidence[0])
	};
}

function additionMarks(additions: NonNullable<RecommendationChart['additions']>): Series {
	return {
		type: 'marks',
		key: 'additions',
		label: 'Source or feed added',
		colour: '--ink-2',
		symbol: '◆',
		points: additions.map(({ on, words }) => ({ on, value: null, note: words }))
	};
}

/** What a chart of evidence is about at a glance, for rows of a table: counts up and down per period. */
export function upAndDown(counts: EvidenceCounts): { up: number; down: number } {
	return { up: counts[1] + counts[2], down: counts[-1] + counts[-2] };
}

/** "from 1 July to 30 September 2022" for a selection, in words. */
export function reachInWords(from: CalendarDate | null, to: CalendarDate | null): string {
	if (from && to) return `from ${dayInWords(from)} to ${dayInWords(to)}`;
	if (from) return `since ${dayInWords(from)}`;
	return to ? `until ${dayInWords(to)}` : '';
}
