import { captureSchema } from '#lib/feeds/capture.ts';
import { findPage, keepCapture } from '#lib/feeds/capture.server.ts';
import { checkBody, readJson } from '../../body.server.ts';
import { readCapture } from '../../captures.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { created, takes } from '../../writing.server.ts';

/** A page that is sent along, at its longest. */
const largestSent = 10 * 1024 ** 2;

export const POST = takes(
	'capture',
	async ({ request, locals }) =>
		findPage(locals.db, locals.user, checkBody(captureSchema, await readJson(request, largestSent))),
	async ({ tx, actor, input: page }) => {
		const { id } = await keepCapture(tx, actor, page);
		return created(`/api/v1/captures/${id}`, await readCapture(tx, id, actor));
	}
);
export const fallback = onlyAllows('POST');
