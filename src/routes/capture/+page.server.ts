import { fail, redirect } from '@sveltejs/kit';
import { bookmarklet, captureSchema } from '#lib/feeds/capture.ts';
import { findPage, keepCapture } from '#lib/feeds/capture.server.ts';
import { listUnusedCaptures } from '#lib/feeds/captures.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { attempt, readForm } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Nothing is fetched or kept here: whoever follows a link has not asked for it yet. */
export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	authorise(actor, 'capture');
	const live = follow(event, []);
	const { searchParams, origin } = event.url;
	return {
		live,
		url: (searchParams.get('url') ?? '').slice(0, 2_000),
		bookmarklet: bookmarklet(origin),
		unused: await listUnusedCaptures(event.locals.db, actor)
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const { url = '', html = '' } = await readForm(request);
		const answer = await attempt(locals, { url, html }, captureSchema, async (input) => {
			const page = await findPage(locals.db, locals.user, input);
			return inTransaction(locals.db, (tx) => keepCapture(tx, locals.user, page));
		});
		if (answer.done) redirect(303, `/developments/new?capture=${answer.result.id}`);
		const { status, data } = answer.failure;
		return fail(status, { ...data, values: { url }, byHand: byHand(url) });
	}
};

/** The form of a development with the address in it, for what cannot be fetched. */
function byHand(url: string): string | undefined {
	const address = /^https?:/i.test(url) ? URL.parse(url) : URL.parse(`https://${url}`);
	return address && /^https?:$/.test(address.protocol)
		? `/developments/new?url=${encodeURIComponent(address.href)}`
		: undefined;
}
