/* How issues, their links and their documents stand in the API's JSON, after `issue-shapes.ts`. */
import type * as v from 'valibot';
import type { SectionChange } from '#lib/briefings/compare.ts';
import type { getExport } from '#lib/briefings/exports.server.ts';
import type { Frozen } from '#lib/briefings/freeze.server.ts';
import type { IssueHeading } from '#lib/briefings/issues.server.ts';
import type { Briefing } from '#lib/briefings/queries.server.ts';
import type { listShares } from '#lib/briefings/shares.server.ts';
import type * as shapes from './issue-shapes.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;

export function standingOf({ id, title, state, version, updatedAt }: Briefing): Shape<'briefingStanding'> {
	return { id, title, state, version, updatedAt: updatedAt.toISOString() };
}

export function headingOf(row: IssueHeading): Shape<'issueHeading'> {
	const { briefingId: briefing, number, asOf, issuedAt, issuedBy, contentHash, inputsHash } = row;
	const moments = { asOf: asOf.toISOString(), issuedAt: issuedAt.toISOString() };
	return { briefing, number, ...moments, issuedBy, contentHash, inputsHash };
}

export const issueOf = ({ content, ...row }: IssueHeading & { content: Frozen }) => ({
	...headingOf(row),
	content
});

export function comparisonOf(
	briefing: number,
	before: number,
	after: number,
	sections: SectionChange[]
): Shape<'comparison'> {
	return { briefing, before, after, sections };
}

type Share = Awaited<ReturnType<typeof listShares>>[number];

export function shareOf({ number, expiresAt, createdAt, revokedAt, ...rest }: Share): Shape<'share'> {
	return {
		...rest,
		issue: number,
		expiresAt: expiresAt?.toISOString() ?? null,
		createdAt: createdAt.toISOString(),
		revokedAt: revokedAt?.toISOString() ?? null
	};
}

type Export = Awaited<ReturnType<typeof getExport>>;

export function exportOf(row: Export): Shape<'exported'> {
	const { id, briefingId: briefing, issue, format, state, progress, fault, requestedAt, finishedAt } = row;
	return {
		id,
		briefing,
		issue,
		format,
		state,
		progress,
		fault,
		requestedAt: requestedAt.toISOString(),
		finishedAt: finishedAt?.toISOString() ?? null,
		file: state === 'done' ? `${documentAddress(briefing, id)}/file` : null
	};
}

export const briefingAddress = (briefing: number) => `/api/v1/briefings/${briefing}`;
export const documentAddress = (briefing: number, id: number) =>
	`${briefingAddress(briefing)}/documents/${id}`;
