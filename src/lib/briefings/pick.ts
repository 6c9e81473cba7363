import { kinds, reliabilities } from '../developments/development.ts';
import type { RecommendationChoices } from './block.ts';
import type { EvidenceInput } from './inputs.ts';

/**
 * How far a development sets a recommendation apart from the others that it bears on: the distance between its effect
 * here and its mean effect there, 0 to 4. What bears on one recommendation alone discriminates by its effect. After the
 * diagnosticity of evidence in the analysis of competing hypotheses (Heuer, Psychology of Intelligence Analysis, 1999,
 * ch. 8): what points the same way everywhere tells nothing apart.
 */
export function discriminationOf({ effect, elsewhere }: Pick<EvidenceInput, 'effect' | 'elsewhere'>): number {
	const mean = elsewhere.reduce<number>((sum, other) => sum + other, 0) / (elsewhere.length || 1);
	return Math.abs(effect - mean);
}

const rungOf = ({ kind }: EvidenceInput) => kinds.indexOf(kind);
const reliabilityOf = ({ reliability }: EvidenceInput) => reliabilities.indexOf(reliability);

type Compare = (a: EvidenceInput, b: EvidenceInput) => number;

const newestFirst: Compare = (a, b) =>
	a.occurredOn === b.occurredOn ? b.developmentId - a.developmentId : a.occurredOn < b.occurredOn ? 1 : -1;

const byWeight: Compare = (a, b) =>
	Math.abs(b.effect) - Math.abs(a.effect) ||
	reliabilityOf(a) - reliabilityOf(b) ||
	rungOf(b) - rungOf(a) ||
	a.credibility - b.credibility ||
	newestFirst(a, b);

const orders: Record<RecommendationChoices['order'], Compare> = {
	weight: byWeight,
	discrimination: (a, b) => discriminationOf(b) - discriminationOf(a) || byWeight(a, b),
	newest: newestFirst
};

function passes(one: EvidenceInput, choices: RecommendationChoices): boolean {
	const { direction, kinds: chosen, reliability, dropped } = choices;
	if (dropped.includes(one.developmentId)) return false;
	if (direction === 'advances' && one.effect <= 0) return false;
	if (direction === 'sets_back' && one.effect >= 0) return false;
	if (chosen.length > 0 && !chosen.includes(one.kind)) return false;
	return reliabilityOf(one) <= reliabilities.indexOf(reliability);
}

/**
 * The evidence that a block shows: what is pinned, as ordered, then what passes the choices, best first, up to `most`
 * in all. What is pinned is shown whatever the other choices say.
 */
export function pickEvidence(
	candidates: readonly EvidenceInput[],
	choices: RecommendationChoices
): EvidenceInput[] {
	const pinned = choices.pinned.flatMap((id) => candidates.find((one) => one.developmentId === id) ?? []);
	const rest = candidates
		.filter((one) => !choices.pinned.includes(one.developmentId) && passes(one, choices))
		.sort(orders[choices.order]);
	return [...pinned, ...rest].slice(0, Math.max(choices.most, pinned.length));
}
