import { expect, test } from 'vitest';
import {
	distributionFinding,
	evidenceFinding,
	gapInWords,
	headline,
	indexFinding,
	levelFinding,
	movementOf
} from './finding.ts';
import { periodOf } from './period.ts';
import { noEvidence } from './counts.ts';
import { portfolioOf } from './portfolio.ts';
import { neverAssessed, standingOn, type Judgement } from './standing.ts';

const names = ['not initiated', 'minimal', 'intermediate', 'complete'];
const told = (...values: number[]) =>
	movementOf(
		values.map((value, index) => ({ value, when: String(2021 + index) })),
		(value) => names[value]!
	);

test.each([
	['has stayed at minimal since 2021', [1, 1, 1]],
	['rose from not initiated to intermediate in 2023', [0, 1, 2]],
	['fell from intermediate to not initiated in 2023', [2, 1, 0]],
	['fell to minimal in 2022 and has recovered to intermediate', [2, 1, 2]],
	['fell to not initiated in 2022 and has partly recovered, to minimal', [2, 0, 1]],
	['rose to complete in 2022 and fell back to minimal in 2023', [2, 3, 1]],
	['fell to not initiated in 2022 and has since risen to complete', [1, 0, 3]]
])('a line %s', (sentence, values) => {
	expect(told(...values)).toBe(sentence);
});

const judged = (assessedOn: string, level: 0 | 1 | 2 | 3): Judgement => ({
	id: 1,
	assessorId: 1,
	assessor: 'analyst-1',
	assessedOn,
	level,
	trajectory: 'steady',
	confidence: 'high'
});

test('the title of a recommendation says what its level did, and when it was last looked at if that is long ago', () => {
	const judgements = [judged('2021-12-31', 2), judged('2022-12-31', 1)];
	const title = (on: string) => levelFinding('C2', judgements, standingOn(judgements, on, 9));
	expect(title('2023-01-31')).toBe('C2 fell from intermediate to minimal in 2022');
	expect(title('2024-01-31')).toBe(
		'C2 fell from intermediate to minimal in 2022; not assessed since 31 December 2022'
	);
	expect(levelFinding('E3', [], neverAssessed)).toBe('E3 has never been assessed');
});

const portfolio = (...levels: (0 | 1 | 2 | 3 | null)[]) =>
	portfolioOf(levels.map((level) => ({ weight: 1, standing: { ...neverAssessed, level } })));

test('the head of an overview tells distribution, index and coverage in one breath', () => {
	expect(headline(portfolio(2, 1, 1, 0, null), 9)).toBe(
		'Of 5 recommendations, one is intermediate, two are minimal, one is not initiated and one has never been assessed. ' +
			'The index stands at 33 of 100, with 4 of 5 assessed in the last 9 months.'
	);
	expect(headline(portfolio(null, null), 9)).toBe('None of 2 has been assessed yet.');
});

test('the distribution says where most stand', () => {
	expect(distributionFinding(portfolio(1, 1, 0, null))).toBe(
		'Most stand at minimal, 2 of 4; none is complete'
	);
	expect(distributionFinding(portfolio(3, 3, 0))).toBe('Most stand at complete, 2 of 3');
	expect(distributionFinding(portfolio(0, 1, 2, 3))).toBe(
		'The largest group stands at not initiated, 1 of 4; one is complete'
	);
});

test('an index of few first assessments is no turn in its story', () => {
	const points = [portfolio(3, null, null), portfolio(2, 2, null), portfolio(1, 1, 1)].map(
		(point, index) => ({
			...point,
			label: `Q${index + 1} 2021`
		})
	);
	expect(indexFinding(points)).toBe('The index fell from 67 to 33 in Q3 2021');
	expect(indexFinding(points.slice(0, 1))).toBe('Too little is assessed for an index');
});

test('the evidence is told by its worst period and its latest', () => {
	const point = (date: string, up: number, down: number) => ({
		...periodOf(date, 'quarter'),
		evidence: { ...noEvidence, 1: up, [-2]: down }
	});
	expect(
		evidenceFinding([point('2022-01-01', 1, 6), point('2022-04-01', 0, 0), point('2026-04-01', 4, 2)])
	).toBe('Setbacks peaked in Q1 2022; in Q2 2026 advances outnumber setbacks, 4 to 2');
	expect(evidenceFinding([point('2022-01-01', 2, 0)])).toBe(
		'Nothing logged in this period set anything back'
	);
	expect(evidenceFinding([])).toBe('Nothing has been logged in this period');
});

test('a gap is told by its length and its ends, or since when if it lasts', () => {
	expect(gapInWords({ from: '2022-12-01', to: '2023-11-30', days: 364, isOpen: false })).toBe(
		'longest gap 12 months, from 1 December 2022 to 30 November 2023'
	);
	expect(gapInWords({ from: '2022-05-20', to: '2022-06-10', days: 21, isOpen: true })).toBe(
		'none since 20 May 2022, 21 days ago'
	);
});
