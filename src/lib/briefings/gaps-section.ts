import { levelLabel } from '../assessments/assessment.ts';
import { dayInWords, daysBetween, durationInWords } from '../progress/period.ts';
import { standingOn } from '../progress/standing.ts';
import { overviewChoicesSchema, readChoices } from './block.ts';
import { words, type DocumentNode, type Inline } from './document.ts';
import type { BlockInput, BriefingInputs } from './inputs.ts';
import { listed, named, onlyThose } from './listed.ts';

/** A recommendation is quiet when nothing was logged for it in so many days. */
const quietAfter = 180;

/** What is not known: never assessed, stale, or without a development for half a year. */
export function gapsSection(block: BlockInput, { recommendations, asOf }: BriefingInputs): DocumentNode[] {
	const { only } = readChoices(overviewChoicesSchema, block.choices);
	const about = onlyThose(recommendations, only);
	const placed = about.map((one) => ({
		one,
		now: standingOn(one.judgements, asOf.on, one.staleAfterMonths)
	}));
	const never = placed.filter(({ now }) => now.level === null).map(({ one }) => named(one));
	const stale = placed
		.filter(({ now }) => now.isStale)
		.map(({ one, now }) =>
			named(one, `${levelLabel(now.level).toLowerCase()}, last assessed on ${dayInWords(now.assessedOn!)}`)
		);
	const quiet = about.flatMap((one) => {
		if (!one.lastOccurredOn) return [named(one, 'no development logged')];
		const days = daysBetween(one.lastOccurredOn, asOf.on);
		return days > quietAfter ? [named(one, `none for ${durationInWords(days)}`)] : [];
	});
	const counted = (title: string, items: Inline[][]) => listed(`${title} (${items.length})`, items);
	const lists = [
		...counted('Never assessed', never),
		...counted('Stale assessments', stale),
		...counted('Without recent developments', quiet)
	];
	const nothing: DocumentNode = {
		type: 'paragraph',
		content: words(
			'Every recommendation is assessed, no assessment is stale, and each had a development within half a year.'
		)
	};
	return [{ type: 'heading', level: 1, content: words('Gaps') }, ...(lists.length > 0 ? lists : [nothing])];
}
