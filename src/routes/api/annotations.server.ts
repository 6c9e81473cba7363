import * as v from 'valibot';
import { preferred } from '#lib/accept.ts';
import { annotate } from '#lib/annotations/annotation.server.ts';
import { annotationSchema, type AnnotationInput } from '#lib/annotations/annotation.ts';
import { getAnnotation, type ListedAnnotation } from '#lib/annotations/annotation-list.server.ts';
import { mediaType, toJsonLd } from '#lib/annotations/json-ld.ts';
import { fromJsonLd, type JsonLdInput } from '#lib/annotations/json-ld-input.ts';
import { withNames } from '#lib/annotations/mention.ts';
import { Refused } from '#lib/errors.ts';
import type { Reader, Transaction } from '#lib/server/database.ts';
import { listTeammates } from '#lib/users/queries.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { bodyFault } from './body.server.ts';
import type { Answer } from './answer.ts';

/** The media type under which JSON-LD goes to whoever asks. */
export function jsonLdType({ headers }: Request): string {
	const type = preferred(headers.get('accept'), ['application/ld+json', 'application/json']);
	return type === 'application/json' ? type : mediaType;
}

/** One annotation as JSON-LD, with its version as ETag. */
export async function readAnnotation(
	db: Reader,
	reader: Actor | null,
	id: number,
	{ request, url }: { request: Request; url: URL }
): Promise<Answer & { headers: Record<string, string> }> {
	const annotation = await getAnnotation(db, id, reader);
	const [named] = await withNamesIn(db, [annotation]);
	return {
		headers: { 'content-type': jsonLdType(request), etag: `"${annotation.version}"`, vary: 'accept' },
		body: toJsonLd(named!, url.origin)
	};
}

/** Annotations with people's names for their ids. */
export async function withNamesIn(db: Reader, annotations: ListedAnnotation[]): Promise<ListedAnnotation[]> {
	const names = new Map((await listTeammates(db)).map(({ id, name }) => [id, name]));
	return annotations.map((one) => ({ ...one, body: withNames(one.body, (id) => names.get(id)) }));
}

/** What is sent as JSON-LD as the input of `annotate`. @throws RequestFault 422 */
export function annotationOf(developmentId: number, sent: JsonLdInput): AnnotationInput {
	const checked = v.safeParse(annotationSchema, { developmentId, ...fromJsonLd(sent) });
	if (checked.success) return checked.output;
	throw bodyFault(
		checked.issues.map((issue) => {
			const field = issue.path?.[0]?.key;
			const isMissing = field === 'selectors' && issue.received === 'undefined';
			return {
				pointer:
					field === 'selectors' ? '/target/selector' : field === 'codingId' ? '/body' : `/${String(field)}`,
				detail: isMissing ? 'Send a TextQuoteSelector: the passage in its own words.' : issue.message
			};
		})
	);
}

/** Marks a passage that was sent as JSON-LD. @throws RequestFault 422 at the selector where it is not in the text */
export function annotateAs(tx: Transaction, actor: Actor, input: AnnotationInput) {
	return annotate(tx, actor, input).catch((error: unknown) => {
		if (!(error instanceof Refused && error.field === 'exact')) throw error;
		throw bodyFault([{ pointer: '/target/selector', detail: error.message }]);
	});
}
