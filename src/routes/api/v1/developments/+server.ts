import { readLimit } from '#lib/developments/cursor.ts';
import { readFilter } from '#lib/evidence/filter.ts';
import { listDevelopments } from '#lib/evidence/queries.server.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { reads, WithHeaders } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { writes } from '../../writing.server.ts';
import { logDevelopment, loggedDevelopment } from '../../log-development.server.ts';
import { checkOrder, developmentParameters } from '../../parameters.ts';
import { pageOf } from '../../representation.ts';

export const GET = reads(developmentParameters, async ({ locals: { db }, url }) => {
	const { searchParams } = url;
	const filter = readFilter(searchParams);
	checkOrder(filter);
	const limit = readLimit(searchParams.get('limit'));
	const page = await listDevelopments(db, filter, { cursor: searchParams.get('cursor'), limit });
	if (page.developments.length === 0 && filter.publication) await getPublication(db, filter.publication);
	const body = pageOf(url, page);
	return body.next ? new WithHeaders(body, { link: `<${body.next}>; rel="next"` }) : body;
});

export const POST = writes('recordDevelopment', loggedDevelopment, logDevelopment);
export const fallback = onlyAllows('GET', 'POST');
