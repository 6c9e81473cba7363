import { mediaTypes } from '#lib/briefings/briefing.ts';
import { fileNameOf } from '#lib/briefings/export.server.ts';
import { getExportedFile } from '#lib/briefings/exports.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { member } from '../../../../../member.server.ts';
import { idIn } from '../../../opened.ts';
import { attachment } from '../../../../attachment.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	member(event);
	const { params, locals } = event;
	const id = idIn(params.id);
	const [{ title }, { file, format, issue }] = await Promise.all([
		getBriefing(locals.db, id),
		getExportedFile(locals.db, id, idIn(params.document))
	]);
	return attachment(file, mediaTypes[format], fileNameOf({ title, issue }, format));
};
