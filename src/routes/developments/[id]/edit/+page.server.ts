import { fail, redirect } from '@sveltejs/kit';
import { editDevelopment } from '#lib/developments/commands.server.ts';
import { developmentSchema } from '#lib/developments/development.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict } from '#lib/errors.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import type { Reader } from '#lib/server/database.ts';
import { authorise, type Actor } from '#lib/users/user.ts';
import { follow } from '../../../live.ts';
import { member } from '../../../member.server.ts';
import { respond } from '../../../respond.server.ts';
import {
	differences,
	emptyValues,
	merge,
	readDevelopment,
	toInput,
	toValues,
	type DevelopmentValues
} from '../../development-form.ts';
import { listNames } from '../../names.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	authorise(actor, 'editDevelopment');
	const { db } = event.locals;
	const [development, names] = await Promise.all([
		getDevelopment(db, Number(event.params.id), actor),
		listNames(db)
	]);
	return {
		live: follow(event, []),
		id: development.id,
		title: development.title,
		begin: { values: toValues(development), formId: '', version: development.version },
		names,
		userId: actor.id
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, params } = event;
		const actor = member(event);
		const id = Number(params.id);
		const form = await request.formData();
		const typed = readDevelopment(form);
		const version = Number(form.get('version')) || 0;
		const theirs = toValues(await getDevelopment(locals.db, id, actor));
		const mine = merge(typed, theirs, (field) => form.get(`keep.${field}`) === 'theirs');
		let isStale = false;
		const answer = await respond(locals, toInput(mine), developmentSchema, (tx, editor, input) =>
			editDevelopment(tx, editor, id, version, input).catch((error: unknown) => {
				isStale = error instanceof Conflict && error.field === 'version';
				throw error;
			})
		);
		if (answer.done) redirect(303, `/developments/${id}?saved`);
		const conflict = isStale
			? await describeConflict(locals.db, id, actor, mine, form.get('base'))
			: undefined;
		return fail(answer.failure.status, { ...answer.failure.data, values: mine, conflict });
	}
};

async function describeConflict(
	db: Reader,
	id: number,
	actor: Actor,
	mine: DevelopmentValues,
	sentBase: FormDataEntryValue | null
) {
	const [current, history] = await Promise.all([
		getDevelopment(db, id, actor),
		listHistoryOfDevelopment(db, id, actor.id)
	]);
	const theirs = toValues(current);
	const base = readBase(sentBase) ?? mine;
	return {
		version: current.version,
		savedBy: history.find(({ what }) => /^edited(?! a)/.test(what))?.who ?? null,
		base: JSON.stringify(theirs),
		differences: differences(base, mine, theirs)
	};
}

/** What the editor began with, as the form sends it back; undefined where it is not of ours. */
function readBase(sent: FormDataEntryValue | null): DevelopmentValues | undefined {
	try {
		const base = JSON.parse(String(sent)) as Partial<DevelopmentValues> | null;
		return base && Array.isArray(base.actors) ? { ...emptyValues, ...base } : undefined;
	} catch (error) {
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}
