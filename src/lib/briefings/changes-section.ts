import { levelLabel } from '../assessments/assessment.ts';
import { formatOccurred } from '../developments/occurred.ts';
import { totalOf } from '../progress/counts.ts';
import { dayInWords } from '../progress/period.ts';
import { moversOf, type Move } from '../progress/portfolio.ts';
import { standingOn } from '../progress/standing.ts';
import { overviewChoicesSchema, readChoices } from './block.ts';
import { words, type DocumentNode, type Inline } from './document.ts';
import type { BlockInput, BriefingInputs, RecommendationInput } from './inputs.ts';
import { listed, named, onlyThose, pathOfDevelopment } from './listed.ts';
import type { Notes } from './notes.ts';
import { developmentKey } from './source-item.ts';

/** So many reversals are told one by one, the newest. */
export const toldReversals = 20;

/** What changed since the briefing looks back: levels that rose, fell or are first assessed, reversals, new evidence. */
export function changesSection(block: BlockInput, inputs: BriefingInputs, notes: Notes): DocumentNode[] {
	const { since } = inputs.briefing;
	if (!since)
		return [
			{ type: 'heading', level: 1, content: words('What changed') },
			{
				type: 'paragraph',
				content: words('This briefing does not look back: no day to reckon changes from was chosen.')
			}
		];
	const { only } = readChoices(overviewChoicesSchema, block.choices);
	const about = onlyThose(inputs.recommendations, only);
	const changes = [
		...levelChanges(about, since, inputs.asOf.on),
		...reversalsSince(about, since, notes),
		...newEvidence(about)
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

function levelChanges(of: readonly RecommendationInput[], since: string, until: string): DocumentNode[] {
	const members = of.map((member) => ({
		member,
		before: standingOn(member.judgements, since, member.staleAfterMonths),
		after: standingOn(member.judgements, until, member.staleAfterMonths)
	}));
	const { rose, fell } = moversOf(members);
	const inWords = (level: Parameters<typeof levelLabel>[0]) => levelLabel(level).toLowerCase();
	const moved = ({ member, from, to }: Move<RecommendationInput>) =>
		named(member, `${inWords(from)} → ${inWords(to)}`);
	const first = members
		.filter(({ before, after }) => before.level === null && after.level !== null)
		.map(({ member, after }) => named(member, inWords(after.level)));
	return [
		...listed('Levels that rose', rose.map(moved)),
		...listed('Levels that fell', fell.map(moved)),
		...listed('Assessed for the first time', first)
	];
}

function reversalsSince(of: readonly RecommendationInput[], since: string, notes: Notes): DocumentNode[] {
	const found = new Map<number, { mark: RecommendationInput['reversals'][number]; codes: string[] }>();
	for (const { reversals, code } of of)
		for (const mark of reversals) {
			if (mark.occurredOn <= since) continue;
			const known = found.get(mark.id);
			if (known) known.codes.push(code);
			else found.set(mark.id, { mark, codes: [code] });
		}
	const inOrder = [...found.values()].sort(
		(a, b) => a.mark.occurredOn.localeCompare(b.mark.occurredOn) || a.mark.id - b.mark.id
	);
	const told = inOrder.slice(-toldReversals).map(({ mark, codes }): Inline[] => {
		const { id, title, occurredOn: on, occurredPrecision: precision } = mark;
		return [
			...words(`${formatOccurred({ on, precision })}: ${title}`, pathOfDevelopment(id)),
			...words(` (${codes.join(', ')})`),
			...notes.cite({ source: developmentKey(id) })
		];
	});
	const more = inOrder.length - told.length;
	return listed('Reversals', more > 0 ? [words(`${more} earlier ones`), ...told] : told);
}

function newEvidence(of: readonly RecommendationInput[]): DocumentNode[] {
	const some = of.filter(({ newEvidence: counts }) => totalOf(counts) > 0);
	if (some.length === 0) return [];
	return [
		{ type: 'heading', level: 2, content: words('New evidence') },
		{
			type: 'table',
			caption: 'Developments that occurred since, by recommendation and effect',
			head: ['Recommendation', 'Advances', 'Sets back', 'Context'].map((text) => words(text)),
			rows: some.map((one) => {
				const counts = one.newEvidence;
				const figures = [counts[1] + counts[2], counts[-1] + counts[-2], counts[0]];
				return [named(one), ...figures.map((figure) => words(String(figure)))];
			}),
			figures: [1, 2, 3]
		}
	];
}
