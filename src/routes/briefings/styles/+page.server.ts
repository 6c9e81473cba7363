import * as v from 'valibot';
import { listCitationStyles, listHiddenStyles } from '#lib/briefings/citation-styles.server.ts';
import { addCitationStyle, hideCitationStyle, restoreCitationStyle } from '#lib/briefings/commands.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { readUpload } from '../../upload.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const user = member(event);
	const live = follow(event, ['citation_styles']);
	const { db } = event.locals;
	const [styles, hidden] = await Promise.all([listCitationStyles(db), listHiddenStyles(db)]);
	return { live, styles, hidden, mayAdd: may(user, 'addCitationStyle') };
};

const one = v.object({ id: idField });

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const { upload, failure } = await readUpload(request);
		if (!upload) return failure;
		const answer = await respond(locals, {}, v.object({}), (tx, actor) =>
			addCitationStyle(tx, actor, upload)
		);
		return answer.done ? { done: `Added “${answer.result.title}”.` } : answer.failure;
	},
	hide: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { id }) =>
			hideCitationStyle(tx, actor, id)
		);
		return answer.done ? { done: 'The style is hidden. Briefings that use it keep it.' } : answer.failure;
	},
	restore: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { id }) =>
			restoreCitationStyle(tx, actor, id)
		);
		return answer.done ? { done: 'The style can be chosen again.' } : answer.failure;
	}
};
