import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { importKinds } from '#lib/exchange/file-import.ts';
import { listImports } from '#lib/exchange/file-imports.server.ts';
import { keepFile } from '#lib/exchange/keep-file.server.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { largestImport } from '#lib/server/configuration.ts';
import { inTransaction } from '#lib/server/database.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { attempt, idField } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

const uploadSchema = v.object({
	kind: v.union([v.literal(''), v.picklist(importKinds, 'Choose what the file holds.')]),
	publication: v.union([v.literal(''), idField])
});

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	authorise(member(event), 'importDevelopments');
	const live = follow(event, ['import']);
	const before = Number(url.searchParams.get('before')) || undefined;
	const [page, publications] = await Promise.all([
		listImports(locals.db, { before }),
		listPublications(locals.db)
	]);
	return {
		live,
		...page,
		largest: largestImport(),
		isFirstPage: before === undefined,
		publications: publications.map(({ id, slug, title }) => ({ id, slug, title })),
		asked: {
			kind: url.searchParams.get('kind') ?? '',
			publication: url.searchParams.get('publication') ?? ''
		}
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const data = await request.formData();
		const file = data.get('file');
		const values = {
			kind: String(data.get('kind') ?? ''),
			publication: String(data.get('publication') ?? '')
		};
		if (!(file instanceof File) || file.size === 0)
			return fail(400, { values, errors: { file: ['Choose a file.'] } as Record<string, string[]> });
		const answer = await attempt(locals, values, uploadSchema, ({ kind, publication }) =>
			inTransaction(locals.db, (tx) =>
				keepFile(tx, locals.user, {
					name: file.name,
					bytes: file.stream(),
					kind: kind || undefined,
					publicationId: publication || null
				})
			)
		);
		if (!answer.done) return answer.failure;
		redirect(303, `/import/${answer.result.id}`);
	}
};
