import { levelLabel, levels, notAssessedLabel } from '../assessments/assessment.ts';
import { coverageInWords, headline } from '../progress/finding.ts';
import { distributionChart, indexChart, type PortfolioChart } from '../progress/portfolio-charts.ts';
import { portfolioOn, portfolioSeries } from '../progress/series.ts';
import { wholeView } from '../progress/view.ts';
import { overviewChoicesSchema, readChoices } from './block.ts';
import { chartsFrom } from './chart-reach.ts';
import { words, type DocumentNode, type Table } from './document.ts';
import type { BlockInput, BriefingInputs, PublicationInput, RecommendationInput } from './inputs.ts';
import { onlyThose } from './listed.ts';

/** Where each publication stands: the headline, the distribution of levels, and how they came there. */
export function positionSection(block: BlockInput, inputs: BriefingInputs): DocumentNode[] {
	const { charts, only } = readChoices(overviewChoicesSchema, block.choices);
	const about = onlyThose(inputs.recommendations, only);
	return [
		{ type: 'heading', level: 1, content: words('Where it stands') },
		...inputs.publications.flatMap((publication) => {
			const own = about.filter((one) => one.publication === publication.slug);
			if (own.length === 0) return [];
			const title: DocumentNode[] =
				inputs.publications.length > 1
					? [{ type: 'heading', level: 2, content: words(publication.title) }]
					: [];
			return [...title, ...positionOf(publication, own, inputs, charts)];
		})
	];
}

function positionOf(
	publication: PublicationInput,
	own: readonly RecommendationInput[],
	{ asOf, briefing }: BriefingInputs,
	charts: boolean
): DocumentNode[] {
	const now = portfolioOn(own, asOf.on);
	const nodes: DocumentNode[] = [
		{ type: 'paragraph', content: words(headline(now, publication.staleAfterMonths)) },
		distributionTable(own, asOf.on)
	];
	if (!charts || own.every(({ judgements }) => judgements.length === 0)) return nodes;
	const view = { ...wholeView, from: chartsFrom(briefing.period, publication, asOf.on), asOf: asOf.on };
	const chart: PortfolioChart = {
		publication: publication.slug,
		points: portfolioSeries(view, own, []),
		now,
		staleAfterMonths: publication.staleAfterMonths,
		sources: [{ label: `${own.reduce((sum, one) => sum + one.judgements.length, 0)} assessments` }]
	};
	if (chart.points.length < 2) return nodes;
	const { levels: counts, notAssessed } = now.distribution;
	const stand = levels.map((level) => `${levelLabel(level).toLowerCase()} ${counts[level]}`).join(', ');
	const index = now.index === null ? 'not computed' : `${Math.round(now.index)} of 100`;
	return [
		...nodes,
		{
			type: 'chart',
			spec: distributionChart(chart),
			until: asOf.on,
			alt: `Recommendations at each level through time. On the last day: ${stand}, not assessed ${notAssessed}.`
		},
		{
			type: 'chart',
			spec: indexChart(chart),
			until: asOf.on,
			alt: `Index and coverage through time. On the last day the index is ${index}, with ${coverageInWords(now, publication.staleAfterMonths)}.`
		}
	];
}

function distributionTable(own: readonly RecommendationInput[], on: string): Table {
	const themes = Map.groupBy(own, ({ theme }) => theme);
	const row = (label: string, members: readonly RecommendationInput[]) => {
		const { distribution, index } = portfolioOn(members, on);
		return [
			label,
			...distribution.levels.map(String).toReversed(),
			String(distribution.notAssessed),
			index === null ? '–' : String(Math.round(index))
		].map((text) => words(text));
	};
	return {
		type: 'table',
		caption: 'Levels by theme',
		head: ['Theme', ...levels.toReversed().map((level) => levelLabel(level)), notAssessedLabel, 'Index'].map(
			(text) => words(text)
		),
		rows: [
			...[...themes].map(([, members]) => row(members[0]!.themeTitle, members)),
			...(themes.size > 1 ? [row('All', own)] : [])
		],
		figures: [1, 2, 3, 4, 5, 6]
	};
}
