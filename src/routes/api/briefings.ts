/* How briefings stand in the API's JSON, after `briefing-shapes.ts`. */
import type * as v from 'valibot';
import type { BriefingDocument } from '#lib/briefings/document.ts';
import type { ListedBriefing } from '#lib/briefings/list.server.ts';
import type { Briefing } from '#lib/briefings/queries.server.ts';
import type * as shapes from './briefing-shapes.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;

export function summaryOf(row: ListedBriefing): Shape<'briefingSummary'> {
	const { id, title, audience, state, periodFrom, periodTo, publications, createdBy, updatedAt, issue } = row;
	return {
		id,
		title,
		audience,
		state,
		period: { from: periodFrom, to: periodTo },
		publications: publications.map(({ slug }) => slug),
		createdBy,
		updatedAt: updatedAt.toISOString(),
		issue: issue && { number: issue.number, issuedAt: issue.issuedAt.toISOString() }
	};
}

export function briefingOf({ id, state, version }: Briefing, document: BriefingDocument) {
	return { id, state, version, ...document };
}
