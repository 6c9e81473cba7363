import { compareDocuments } from '#lib/briefings/compare.ts';
import { getIssue } from '#lib/briefings/issues.server.ts';
import { comparisonOf } from '../../../../../../../issues.ts';
import { issueNumberOf, readBriefing } from '../../../../../../../issues.server.ts';
import { none } from '../../../../../../../parameters.ts';
import { readsAnew } from '../../../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../../../refusal.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	const [before, after] = await Promise.all(
		[event.params.earlier, event.params.number].map((number) =>
			getIssue(event.locals.db, id, issueNumberOf(number))
		)
	);
	const sections = compareDocuments(before!.content.document, after!.content.document);
	return comparisonOf(id, before!.number, after!.number, sections);
});
export const fallback = onlyAllows('GET');
