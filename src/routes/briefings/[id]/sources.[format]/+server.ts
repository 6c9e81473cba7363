import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { sourcesAs } from '#lib/briefings/source-file.server.ts';
import { isSourceFormat, sourceFormats } from '#lib/briefings/source-file.ts';
import { NotFound } from '#lib/errors.ts';
import { member } from '../../../member.server.ts';
import type { RequestHandler } from './$types';

/** The sources of a briefing, for Zotero and the like. */
export const GET: RequestHandler = async (event) => {
	member(event);
	const { id, format } = event.params;
	if (!isSourceFormat(format)) throw new NotFound('Sources come as json, bib or ris.');
	if (!/^[1-9]\d{0,14}$/.test(id)) throw new NotFound('There is no such briefing.');
	const { sources } = documentOf(await gatherInputs(event.locals.db, Number(id)));
	return new Response(await sourcesAs(format, sources), {
		headers: {
			'content-type': sourceFormats[format].type,
			'content-disposition': `attachment; filename="briefing-${id}.${format}"`,
			'cache-control': 'private, no-store'
		}
	});
};
