import { mediaTypes } from '#lib/briefings/briefing.ts';
import { fileNameOf } from '#lib/briefings/export.server.ts';
import { getExport, getExportedFile } from '#lib/briefings/exports.server.ts';
import { Conflict } from '#lib/errors.ts';
import { attachment } from '../../../../../../../briefings/attachment.ts';
import { documentIdOf, inTheMaking, readBriefing } from '../../../../../../issues.server.ts';
import { none } from '../../../../../../parameters.ts';
import { readsFile } from '../../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../../refusal.ts';

/** The file; 202 with how far it has come while it is being made. */
export const GET = readsFile(none, async (event) => {
	const { db } = event.locals;
	const { id: briefingId, title } = await readBriefing(event);
	const id = documentIdOf(event.params);
	const { state, fault } = await getExport(db, briefingId, id);
	if (state === 'failed') throw new Conflict(fault ?? 'This document could not be made. Ask for it again.');
	if (state !== 'done') return inTheMaking(db, briefingId, id);
	const { file, format, issue } = await getExportedFile(db, briefingId, id);
	return attachment(file, mediaTypes[format], fileNameOf({ title, issue }, format));
});
export const fallback = onlyAllows('GET');
