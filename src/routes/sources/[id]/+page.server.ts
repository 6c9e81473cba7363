import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { editSource } from '#lib/developments/keep-sources.server.ts';
import { mergeSources, partSources } from '#lib/developments/merge-sources.server.ts';
import { sourceOfName } from '#lib/developments/names.server.ts';
import { sourceSchema } from '#lib/developments/source.ts';
import { findLikeSources, getSource } from '#lib/developments/sources.server.ts';
import { Refused } from '#lib/errors.ts';
import { listHistoryOfSource } from '#lib/history/queries.server.ts';
import { readTokens } from '#lib/ui/tokens.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { readForm, respond } from '../../respond.server.ts';
import { toSource } from '../source-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends, url, locals: { db, user } }) => {
	const id = Number(params.id);
	const live = follow({ depends }, [`source:${id}`]);
	const source = await getSource(db, id);
	const mayKeep = may(user, 'keepSources');
	const [history, alike] = await Promise.all([
		listHistoryOfSource(db, id),
		mayKeep && !source.mergedInto ? findLikeSources(db, id) : []
	]);
	const said = ['added', 'saved', 'merged', 'parted'].find((word) => url.searchParams.has(word));
	return { live, source, history, alike, mayKeep, said };
};

const version = v.pipe(v.string(), v.digits('Load the page again.'), v.transform(Number));

export const actions: Actions = {
	edit: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values = { ...toSource(form, readTokens(form, 'aliases')), version: String(form.get('version')) };
		const schema = v.intersect([sourceSchema, v.object({ version })]);
		const answer = await respond(locals, values, schema, (tx, actor, { version: seen, ...input }) =>
			editSource(tx, actor, Number(params.id), seen, input)
		);
		if (!answer.done) return answer.failure;
		redirect(303, `/sources/${params.id}?saved`);
	},

	merge: async ({ request, locals, params }) => {
		const schema = v.object({
			into: v.pipe(v.string(), v.trim(), v.minLength(1, 'Name a source.')),
			version
		});
		const answer = await respond(locals, await readForm(request), schema, async (tx, actor, input) => {
			const into = await sourceOfName(tx, input.into);
			if (!into)
				throw new Refused(`There is no source “${input.into}”. Choose one from the register.`, 'into');
			await mergeSources(tx, actor, { id: Number(params.id), intoId: into.id, version: input.version });
			return into.id;
		});
		if (!answer.done) return answer.failure;
		redirect(303, `/sources/${answer.result}?merged`);
	},

	part: async ({ locals, params }) => {
		const answer = await respond(locals, {}, v.object({}), (tx, actor) =>
			partSources(tx, actor, Number(params.id))
		);
		if (!answer.done) return answer.failure;
		redirect(303, `/sources/${params.id}?parted`);
	}
};
