import { levelLabel } from '../assessments/assessment.ts';
import { formatOccurred } from '../developments/occurred.ts';
import { effectLabels, formatEffect } from '../evidence/evidence.ts';
import { addCounts, noEvidence } from '../progress/counts.ts';
import { dayInWords } from '../progress/period.ts';
import { recommendationChart } from '../progress/recommendation-chart.ts';
import { standingOn, type Standing } from '../progress/standing.ts';
import { readChoices, recommendationChoicesSchema, type RecommendationChoices } from './block.ts';
import { words, type DocumentNode, type Inline } from './document.ts';
import type { BlockInput, BriefingInputs, EvidenceInput, RecommendationInput } from './inputs.ts';
import { named, pathOfDevelopment } from './listed.ts';
import type { Notes } from './notes.ts';
import { pickEvidence } from './pick.ts';
import { developmentKey, publicationKey } from './source-item.ts';

/** One recommendation: what was asked, where it stands and how sure that is, its chart, the evidence, the dissent. */
export function recommendationSection(
	block: BlockInput,
	inputs: BriefingInputs,
	notes: Notes
): DocumentNode[] {
	const of = inputs.recommendations.find(({ id }) => id === block.recommendationId);
	if (!of) return [];
	const choices = readChoices(recommendationChoicesSchema, block.choices);
	const now = standingOn(of.judgements, inputs.asOf.on, of.staleAfterMonths);
	const candidates = inputs.evidence.filter(({ recommendationId }) => recommendationId === of.id);
	const picked = pickEvidence(candidates, choices);
	return [
		{ type: 'heading', level: 1, content: named(of) },
		{ type: 'quote', content: [{ type: 'paragraph', content: statementOf(of, inputs, notes) }] },
		{ type: 'paragraph', content: standingInWords(of, now) },
		...(choices.chart ? chartOf(of, inputs, now) : []),
		...evidenceOf(picked, candidates.length, choices, notes),
		...(choices.dissent ? dissentOf(of, inputs.asOf.on, now) : [])
	];
}

function statementOf(of: RecommendationInput, { publications }: BriefingInputs, notes: Notes): Inline[] {
	const publication = publications.find(({ slug }) => slug === of.publication);
	if (!publication) return words(of.statement);
	const locator = of.page ? { locator: String(of.page) } : {};
	return [...words(of.statement), ...notes.cite({ source: publicationKey(publication.id), ...locator })];
}

function standingInWords(of: RecommendationInput, now: Standing): Inline[] {
	if (now.level === null || !now.assessedOn) return words('Not assessed yet.');
	const stale = now.isStale ? ` This is stale: it is more than ${of.staleAfterMonths} months old.` : '';
	const rest = `, ${now.trajectory}, assessed on ${dayInWords(now.assessedOn)} with ${now.confidence} confidence.${stale}`;
	return [
		{ type: 'text', text: `Level: ${levelLabel(now.level).toLowerCase()}`, strong: true },
		{ type: 'text', text: rest }
	];
}

function chartOf(of: RecommendationInput, { asOf }: BriefingInputs, now: Standing): DocumentNode[] {
	if (of.periods.length < 2) return [];
	const spec = recommendationChart({
		ref: of,
		judgements: of.judgements,
		staleAfterMonths: of.staleAfterMonths,
		until: asOf.on,
		periods: of.periods,
		reversals: of.reversals
	});
	const sum = of.periods.map(({ evidence }) => evidence).reduce(addCounts, noEvidence);
	return [
		{
			type: 'chart',
			spec,
			until: asOf.on,
			alt: `${spec.title}. Level on the last day: ${levelLabel(now.level).toLowerCase()}; ${sum[1] + sum[2]} developments advance it, ${sum[-1] + sum[-2]} set it back, ${sum[0]} are context.`
		}
	];
}

function evidenceOf(
	picked: readonly EvidenceInput[],
	candidates: number,
	{ most }: RecommendationChoices,
	notes: Notes
): DocumentNode[] {
	if (most === 0 && picked.length === 0) return [];
	const title: DocumentNode = { type: 'heading', level: 2, content: words('Evidence') };
	if (candidates === 0)
		return [
			title,
			{ type: 'paragraph', content: words('No development has been coded against it in this period.') }
		];
	if (picked.length === 0)
		return [title, { type: 'paragraph', content: words('No evidence passes what was chosen here.') }];
	const items = picked.map((one): DocumentNode[] => {
		const { effect, occurredOn, occurredPrecision, rationale, developmentId } = one;
		const when = formatOccurred({ on: occurredOn, precision: occurredPrecision });
		const why = rationale ? ` ${rationale}` : '';
		return [
			{
				type: 'paragraph',
				content: [
					{
						type: 'text',
						text: `${when}: ${one.title}.`,
						strong: true,
						path: pathOfDevelopment(developmentId)
					},
					{ type: 'text', text: `${why} ${effectLabels[effect]} (${formatEffect(effect)}).` },
					...notes.cite({ source: developmentKey(developmentId) })
				]
			}
		];
	});
	return [title, { type: 'list', ordered: false, items }];
}

/** Assessors who differ: the latest judgement of each that is not out of date. */
function dissentOf(of: RecommendationInput, on: string, now: Standing): DocumentNode[] {
	if (now.low === now.high) return [];
	const latest = new Map<number, RecommendationInput['judgements'][number]>();
	for (const judgement of of.judgements)
		if (judgement.assessedOn <= on) latest.set(judgement.assessorId, judgement);
	const fresh = [...latest.values()].filter(
		(judgement) => !standingOn([judgement], on, of.staleAfterMonths).isStale
	);
	return [
		{ type: 'heading', level: 2, content: words('Dissent') },
		{
			type: 'list',
			ordered: false,
			items: fresh.map(({ assessor, level, confidence, assessedOn, rationale }) => [
				{
					type: 'paragraph',
					content: [
						{ type: 'text', text: `${assessor}: ${levelLabel(level).toLowerCase()}`, strong: true },
						{
							type: 'text',
							text: ` (${dayInWords(assessedOn)}, ${confidence} confidence). ${rationale}`.trimEnd()
						}
					]
				}
			])
		}
	];
}
