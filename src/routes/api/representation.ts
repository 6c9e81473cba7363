/* How records stand in the API's JSON. The shapes of `shapes.ts` describe what comes out; TypeScript holds both together. */
import type * as v from 'valibot';
import type { ListedAssessment } from '#lib/assessments/queries.server.ts';
import type { Development } from '#lib/developments/queries.server.ts';
import type { Coding, DevelopmentPage, ListedDevelopment } from '#lib/evidence/queries.server.ts';
import type { DisputeRow } from '#lib/evidence/queue.ts';
import type { Publication } from '#lib/publications/queries.server.ts';
import type { ListedRecommendation } from '#lib/recommendations/queries.server.ts';
import type { RecommendationRef } from '#lib/recommendations/recommendation.ts';
import type { dispute } from './coding-shapes.ts';
import type * as shapes from './shapes.ts';

type Shape<Name extends keyof typeof shapes> = (typeof shapes)[Name] extends v.GenericSchema
	? v.InferOutput<(typeof shapes)[Name]>
	: never;

export function publicationOf({ id: _id, ...publication }: Publication): Shape<'publicationSummary'> {
	return publication;
}

export function recommendationOf(row: ListedRecommendation): Shape<'recommendationSummary'> {
	const { publication, code, kind, theme, themeTitle, title, statement, weight, horizon, version } = row;
	return {
		publication,
		code,
		kind,
		theme: { code: theme, title: themeTitle },
		title,
		statement,
		weight,
		horizon,
		version
	};
}

/** A development in a list: what it means rides along, who judged so does not. */
export function listedOf(development: ListedDevelopment): Shape<'developmentSummary'> {
	const { source, recordedAt, credibility, ...rest } = development;
	return {
		...rest,
		recordedAt: recordedAt.toISOString(),
		source: source.name,
		sourceKind: source.kind,
		sourceReliability: source.reliability,
		credibility: credibility as Shape<'developmentSummary'>['credibility']
	};
}

/** A page of the list at `url`, with the address of the next. */
export function pageOf(url: URL, page: DevelopmentPage): Shape<'developmentPage'> {
	const { developments, found, similar, nextCursor } = page;
	return {
		developments: developments.map(listedOf),
		next: nextCursor ? nextAddress(url, nextCursor) : null,
		found,
		similar: similar.map(listedOf)
	};
}

/** The address of the page that follows the one at `url`. */
export function nextAddress({ pathname, searchParams }: URL, cursor: string): string {
	const next = new URLSearchParams(searchParams);
	next.set('cursor', cursor);
	return `${pathname}?${next.toString()}`;
}

/** One development with every judgement of what it means. */
export function developmentOf(record: Development, codings: readonly Coding[]): Shape<'development'> {
	const { recordedAt, updatedAt, hiddenAt, credibility, ...rest } = record;
	return {
		...rest,
		credibility: credibility as Shape<'development'>['credibility'],
		recordedAt: recordedAt.toISOString(),
		updatedAt: updatedAt.toISOString(),
		hiddenAt: hiddenAt?.toISOString() ?? null,
		evidence: hiddenAt
			? []
			: codings
					.filter((coding) => coding.isEvidence)
					.map(({ publication, code, effect }) => ({ publication, code, effect })),
		codings: codings.map(codingOf)
	};
}

export function codingOf(row: Coding): Shape<'coding'> {
	const {
		recommendationId: _r,
		title: _t,
		coderId: _c,
		markerId,
		marker,
		revealedAt,
		decided,
		...rest
	} = row;
	return {
		...rest,
		marker: markerId === null ? null : { id: markerId, text: marker ?? '' },
		isRevealed: revealedAt !== null,
		recordedAt: row.recordedAt.toISOString(),
		decided: decided && { ...decided, at: decided.at.toISOString() }
	};
}

export function disputeOf({
	codingId: _id,
	development,
	...rest
}: DisputeRow): v.InferOutput<typeof dispute> {
	const { id, title, occurredOn, occurredPrecision } = development;
	return { ...rest, development: { id, title, occurredOn, occurredPrecision } };
}

export function assessmentOf(
	row: ListedAssessment,
	{ publication, code }: RecommendationRef
): Shape<'assessment'> {
	const { cites, recordedAt, level, ...rest } = row;
	return {
		...rest,
		publication,
		code,
		level: level as Shape<'assessment'>['level'],
		recordedAt: recordedAt.toISOString(),
		developments: cites
			.filter((cited) => !cited.isHidden)
			.map(({ id, title, occurredOn, occurredPrecision }) => ({ id, title, occurredOn, occurredPrecision }))
	};
}

/** `/api/v1/developments/12` */
export const addressOf = (developmentId: number) => `/api/v1/developments/${developmentId}`;
