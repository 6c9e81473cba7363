import { levelLabel } from '../assessments/assessment.ts';
import { totalOf } from '../progress/counts.ts';
import { dayInWords } from '../progress/period.ts';
import { moversOf, type Move } from '../progress/portfolio.ts';
import { standingOn } from '../progress/standing.ts';
import { words, type DocumentNode } from './document.ts';
import type { BriefingInputs, RecommendationInput } from './inputs.ts';
import { formatOccurred } from '../developments/occurred.ts';

/** What changed since the briefing looks back: levels that rose, fell or are first assessed, reversals, new evidence. */
export function changesSection(inputs: BriefingInputs): DocumentNode[] {
	const { since } = inputs.briefing;
	if (!since)
		return [
			{ type: 'heading', level: 1, content: words('What changed') },
			{
				type: 'paragraph',
				content: words('This briefing does not look back: no day to reckon changes from was chosen.')
			}
		];
	const changes = [
		...levelChanges(inputs.recommendations, since, inputs.asOf.on),
		...reversalsSince(inputs.recommendations, since),
		...newEvidence(inputs.recommendations)
	];
	const nothing: DocumentNode = {
		type: 'paragraph',
		content: words('Nothing changed: no level moved, and no evidence was added.')
	};
	return [
		{ type: 'heading', level: 1, content: words(`What changed since ${dayInWords(since)}`) },
		...(changes.length > 0 ? changes : [nothing])
	];
}

const nameOf = ({ code, title }: RecommendationInput) => `${code} ${title}`;

function levelChanges(of: readonly RecommendationInput[], since: string, until: string): DocumentNode[] {
	const members = of.map((member) => ({
		member,
		before: standingOn(member.judgements, since, member.staleAfterMonths),
		after: standingOn(member.judgements, until, member.staleAfterMonths)
	}));
	const { rose, fell } = moversOf(members);
	const moved = ({ member, from, to }: Move<RecommendationInput>) =>
		`${nameOf(member)}: ${levelLabel(from).toLowerCase()} → ${levelLabel(to).toLowerCase()}`;
	const first = members
		.filter(({ before, after }) => before.level === null && after.level !== null)
		.map(({ member, after }) => `${nameOf(member)}: ${levelLabel(after.level).toLowerCase()}`);
	return [
		...listed('Levels that rose', rose.map(moved)),
		...listed('Levels that fell', fell.map(moved)),
		...listed('Assessed for the first time', first)
	];
}

function reversalsSince(of: readonly RecommendationInput[], since: string): DocumentNode[] {
	const found = new Map<number, { mark: RecommendationInput['reversals'][number]; codes: string[] }>();
	for (const { reversals, code } of of)
		for (const mark of reversals) {
			if (mark.occurredOn <= since) continue;
			const known = found.get(mark.id);
			if (known) known.codes.push(code);
			else found.set(mark.id, { mark, codes: [code] });
		}
	const inOrder = [...found.values()].sort((a, b) => (a.mark.occurredOn < b.mark.occurredOn ? -1 : 1));
	return listed(
		'Reversals',
		inOrder.map(
			({ mark, codes }) =>
				`${formatOccurred({ on: mark.occurredOn, precision: mark.occurredPrecision })}: ${mark.title} (${codes.join(', ')})`
		)
	);
}

function listed(title: string, items: readonly string[]): DocumentNode[] {
	if (items.length === 0) return [];
	return [
		{ type: 'heading', level: 2, content: words(title) },
		{
			type: 'list',
			ordered: false,
			items: items.map((item) => [{ type: 'paragraph', content: words(item) }])
		}
	];
}

function newEvidence(of: readonly RecommendationInput[]): DocumentNode[] {
	const some = of.filter(({ newEvidence: counts }) => totalOf(counts) > 0);
	if (some.length === 0) return [];
	return [
		{ type: 'heading', level: 2, content: words('New evidence') },
		{
			type: 'table',
			caption: 'Developments that occurred since, by recommendation and effect',
			head: ['Recommendation', 'Advances', 'Sets back', 'Context'].map(words),
			rows: some.map((one) => {
				const counts = one.newEvidence;
				return [
					nameOf(one),
					String(counts[1] + counts[2]),
					String(counts[-1] + counts[-2]),
					String(counts[0])
				].map(words);
			}),
			figures: [1, 2, 3]
		}
	];
}
