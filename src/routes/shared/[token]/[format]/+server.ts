import { redirect } from '@sveltejs/kit';
import { exportFormats, mediaTypes } from '#lib/briefings/briefing.ts';
import { fileNameOf } from '#lib/briefings/export.server.ts';
import { documentOfIssue } from '#lib/briefings/issued-documents.server.ts';
import { getIssue } from '#lib/briefings/issues.server.ts';
import { countMaking, openShare } from '#lib/briefings/shares.server.ts';
import { NotAllowed, NotFound } from '#lib/errors.ts';
import { attachment } from '../../../briefings/attachment.ts';
import { proofOf } from '../proof.server.ts';
import type { RequestHandler } from './$types';

/** The issue as a document, for whoever holds the link. One that takes long is waited for on the page of the link. */
export const GET: RequestHandler = async ({ params, locals: { db }, cookies, getClientAddress }) => {
	const format = exportFormats.find((one) => one === params.format);
	if (!format) throw new NotFound('There is no such format.');
	const opened = await openShare(db, params.token, { proof: proofOf(cookies, params.token) });
	if (opened.needsPassword) throw new NotAllowed('Give the password on the page of the link first.');
	const { id, content } = await getIssue(db, opened.briefingId, opened.number);
	const issue = { id, briefingId: opened.briefingId };
	const bytes = await documentOfIssue(db, issue, format, {
		countMaking: () => countMaking(db, getClientAddress())
	});
	if (!bytes) redirect(303, `/shared/${params.token}?waiting=${format}`);
	return attachment(bytes, mediaTypes[format], fileNameOf(content.document, format));
};
