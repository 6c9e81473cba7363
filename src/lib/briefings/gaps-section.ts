import { levelLabel } from '../assessments/assessment.ts';
import { dayInWords, daysBetween, durationInWords } from '../progress/period.ts';
import { standingOn } from '../progress/standing.ts';
import { words, type DocumentNode } from './document.ts';
import type { BriefingInputs, RecommendationInput } from './inputs.ts';

/** A recommendation is quiet when nothing was logged for it in so many days. */
const quietAfter = 180;

/** What is not known: never assessed, stale, or without a development for half a year. */
export function gapsSection({ recommendations, asOf }: BriefingInputs): DocumentNode[] {
	const placed = recommendations.map((one) => ({
		one,
		now: standingOn(one.judgements, asOf.on, one.staleAfterMonths)
	}));
	const name = ({ code, title }: RecommendationInput) => `${code} ${title}`;
	const never = placed.filter(({ now }) => now.level === null).map(({ one }) => name(one));
	const stale = placed
		.filter(({ now }) => now.isStale)
		.map(
			({ one, now }) =>
				`${name(one)}: ${levelLabel(now.level).toLowerCase()}, last assessed on ${dayInWords(now.assessedOn!)}`
		);
	const quiet = recommendations.flatMap((one) => {
		if (!one.lastOccurredOn) return [`${name(one)}: no development logged`];
		const days = daysBetween(one.lastOccurredOn, asOf.on);
		return days > quietAfter ? [`${name(one)}: none for ${durationInWords(days)}`] : [];
	});
	const lists = [
		...listed('Never assessed', never),
		...listed('Stale assessments', stale),
		...listed('Without recent developments', quiet)
	];
	const nothing: DocumentNode = {
		type: 'paragraph',
		content: words(
			'Every recommendation is assessed, no assessment is stale, and each had a development within half a year.'
		)
	};
	return [{ type: 'heading', level: 1, content: words('Gaps') }, ...(lists.length > 0 ? lists : [nothing])];
}

function listed(title: string, items: readonly string[]): DocumentNode[] {
	if (items.length === 0) return [];
	return [
		{ type: 'heading', level: 2, content: words(`${title} (${items.length})`) },
		{
			type: 'list',
			ordered: false,
			items: items.map((item) => [{ type: 'paragraph', content: words(item) }])
		}
	];
}
