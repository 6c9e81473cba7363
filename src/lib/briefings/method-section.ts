import { dayInWords } from '../progress/period.ts';
import { words, type DocumentNode } from './document.ts';
import type { BriefingInputs } from './inputs.ts';

/** How the figures came about, for readers who have not seen the tracker. */
export function methodSection({ asOf, publications }: BriefingInputs): DocumentNode[] {
	const months = [...new Set(publications.map(({ staleAfterMonths }) => staleAfterMonths))].sort(
		(a, b) => a - b
	);
	const stale = months.length > 0 ? months.join(' or ') : '9';
	const recorded = `${asOf.recordedBy.slice(0, 16).replace('T', ' ')} UTC`;
	const paragraphs = [
		'Levels follow the Peace Accords Matrix scale: 0 not initiated, 1 minimal, 2 intermediate, 3 complete. A level is a dated judgement of an assessor with a confidence; levels may fall. What was never assessed is shown as not assessed and counts as nothing.',
		'Evidence is what a dated, sourced development means for a recommendation, from −2 (strongly sets back) through 0 (context) to +2 (strongly advances). It informs assessments and is never summed into a level.',
		`The index is the sum of levels ÷ (3 × number assessed) × 100, unweighted, and is read beside its coverage. An assessment older than ${stale} months is stale.`,
		`This briefing speaks of what had occurred by ${dayInWords(asOf.on)} and was recorded by ${recorded}.`
	];
	return [
		{ type: 'heading', level: 1, content: words('Method') },
		...paragraphs.map((text): DocumentNode => ({ type: 'paragraph', content: words(text) }))
	];
}
