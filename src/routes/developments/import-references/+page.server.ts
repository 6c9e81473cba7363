import { attempt, readForm, respond } from '../../respond.server.ts';
import * as v from 'valibot';
import { findReferences, importReferences, readReferences } from '#lib/exchange/references.server.ts';
import { pickedSchema } from '#lib/exchange/references.ts';
import { authorise } from '#lib/users/user.ts';
import { member } from '../../member.server.ts';
import { readUpload } from '../../upload.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	authorise(member(event), 'recordDevelopment');
};

export const actions: Actions = {
	read: async ({ request, locals }) => {
		const { upload, failure } = await readUpload(request);
		if (!upload) return failure;
		const answer = await attempt(locals, {}, v.object({}), async () => {
			authorise(locals.user, 'recordDevelopment');
			return findReferences(locals.db, await readReferences(upload.file));
		});
		return answer.done ? { references: answer.result } : answer.failure;
	},
	keep: async ({ request, locals }) => {
		const values = await readForm(request, { lists: ['picked'] });
		const answer = await respond(locals, values, pickedSchema, importReferences);
		if (answer.done) return { kept: answer.result };
		return answer.failure;
	}
};
