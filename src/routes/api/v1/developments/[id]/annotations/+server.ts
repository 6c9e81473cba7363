import { countAnnotations, listAnnotations } from '#lib/annotations/annotation-list.server.ts';
import { toCollection, toPage } from '#lib/annotations/json-ld.ts';
import { jsonLdInput } from '#lib/annotations/json-ld-input.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import {
	annotateAs,
	annotationOf,
	jsonLdType,
	readAnnotation,
	withNamesIn
} from '../../../../annotations.server.ts';
import { annotationParameters, idOf, pagingOf } from '../../../../parameters.ts';
import { readsInForm } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';

export const GET = readsInForm(
	annotationParameters,
	async ({ locals: { db, user }, params, url, request }) => {
		const { page, limit, isPage } = pagingOf(url);
		const { id, title } = await getDevelopment(db, idOf(params), user);
		const isShownOnly = true;
		const [total, annotations] = await Promise.all([
			countAnnotations(db, id, user, { isShownOnly }),
			listAnnotations(db, id, user, { limit, offset: (page - 1) * limit, isShownOnly })
		]);
		const own = `${url.origin}${url.pathname}`;
		const shelf = {
			url: url.searchParams.has('limit') ? `${own}?limit=${limit}` : own,
			label: `Annotations of “${title}”`,
			total,
			pageSize: limit
		};
		const items = await withNamesIn(db, annotations);
		const document = isPage ? toPage(shelf, page, items, url.origin) : toCollection(shelf, items, url.origin);
		return { text: JSON.stringify(document), headers: { 'content-type': jsonLdType(request) } };
	}
);

export const POST = writes('annotate', jsonLdInput, async ({ tx, actor, input, event }) => {
	const { id: developmentId } = await getDevelopment(tx, idOf(event.params), actor);
	const { id } = await annotateAs(tx, actor, annotationOf(developmentId, input));
	const { headers, body } = await readAnnotation(tx, actor, id, event);
	const answer = created(`/api/v1/annotations/${id}`, body);
	return { ...answer, headers: { ...headers, ...answer.headers } };
});
export const fallback = onlyAllows('GET', 'POST');
