import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { sourcesAs } from '#lib/briefings/source-file.server.ts';
import { isSourceFormat, sourceFormats } from '#lib/briefings/source-file.ts';
import { getIssue } from '#lib/briefings/issues.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { NotFound } from '#lib/errors.ts';
import type { Database } from '#lib/server/database.ts';
import { member } from '../../../member.server.ts';
import { idIn } from '../opened.ts';
import type { RequestHandler } from './$types';

/** The sources of a briefing as it stands, or with `issue` of what was issued, for Zotero and the like. */
export const GET: RequestHandler = async (event) => {
	member(event);
	const { id, format } = event.params;
	if (!isSourceFormat(format)) throw new NotFound('Sources come as json, bib or ris.');
	const issue = event.url.searchParams.get('issue');
	const sources = await sourcesOf(event.locals.db, idIn(id), issue === null ? null : idIn(issue));
	const name = issue === null ? `briefing-${id}` : `briefing-${id}-${idIn(issue)}`;
	return new Response(await sourcesAs(format, sources), {
		headers: {
			'content-type': sourceFormats[format].type,
			'content-disposition': `attachment; filename="${name}.${format}"`,
			'cache-control': 'private, no-store'
		}
	});
};

async function sourcesOf(db: Database, id: number, issue: number | null) {
	if (issue === null) return documentOf(await gatherInputs(db, id)).sources;
	await getBriefing(db, id);
	return (await getIssue(db, id, issue)).content.document.sources;
}
