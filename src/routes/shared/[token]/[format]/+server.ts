import { exportFormats } from '#lib/briefings/briefing.ts';
import { exportDocument } from '#lib/briefings/export.server.ts';
import { houseTemplateOf } from '#lib/briefings/house-templates.server.ts';
import { countDownload, openShare } from '#lib/briefings/shares.server.ts';
import { getIssue } from '#lib/briefings/issues.server.ts';
import { NotAllowed, NotFound } from '#lib/errors.ts';
import { attachment } from '../../../briefings/attachment.ts';
import { proofOf } from '../proof.server.ts';
import type { RequestHandler } from './$types';

/** The issue as a document, for whoever holds the link. */
export const GET: RequestHandler = async ({ params, locals: { db }, cookies, getClientAddress }) => {
	const format = exportFormats.find((one) => one === params.format);
	if (!format) throw new NotFound('There is no such format.');
	const opened = await openShare(db, params.token, { proof: proofOf(cookies, params.token) });
	if (opened.needsPassword) throw new NotAllowed('Give the password on the page of the link first.');
	await countDownload(db, getClientAddress());
	const { content } = await getIssue(db, opened.briefingId, opened.number);
	const template = await houseTemplateOf(db, opened.briefingId);
	const { bytes, mediaType, fileName } = await exportDocument(content.document, format, {
		citations: content.citations,
		template
	});
	return attachment(bytes, mediaType, fileName);
};
