import * as v from 'valibot';
import { readLimit } from '#lib/developments/cursor.ts';
import { assigningSchema, mostDevelopments, type Assigning } from '#lib/evidence/assignment.ts';
import { assignCoders, planAssignments, type Plan } from '#lib/evidence/assignments.server.ts';
import { readFilter } from '#lib/evidence/filter.ts';
import { listPlaces } from '#lib/evidence/places.server.ts';
import { listCodersWithLoads } from '#lib/evidence/plan.server.ts';
import {
	listDevelopments,
	listDevelopmentsOf,
	type ListedDevelopment
} from '#lib/evidence/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { listFilterChoices } from '../../developments/choices.server.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { readForm, respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { db } = event.locals;
	const live = follow(event, ['assignments', 'development']);
	authorise(member(event), 'assignCoding');
	const { searchParams } = event.url;
	const filter = readFilter(searchParams);
	const cursor = searchParams.get('cursor');
	const only = keysOf(searchParams.getAll('development'));
	const [page, choices, coders] = await Promise.all([
		only.length > 0
			? listDevelopmentsOf(db, only).then((developments) => ({ developments, nextCursor: null }))
			: listDevelopments(db, filter, { cursor, limit: readLimit(searchParams.get('limit')) }),
		listFilterChoices(db),
		listCodersWithLoads(db)
	]);
	const places = await listPlaces(
		db,
		page.developments.map(({ id }) => id)
	);
	return {
		live,
		developments: page.developments.map(toRow),
		nextCursor: page.nextCursor,
		places,
		filter,
		choices,
		coders,
		only,
		most: mostDevelopments,
		isFirstPage: !cursor
	};
};

/** Keys as an address or a form gives them; whatever is none is left out. */
const keysOf = (texts: readonly string[]) => texts.filter((text) => /^[1-9]\d{0,14}$/.test(text)).map(Number);

const toRow = ({ id, title, occurredOn, occurredPrecision, kind, source, evidence }: ListedDevelopment) => ({
	id,
	title,
	occurredOn,
	occurredPrecision,
	kind,
	source: source.name,
	codings: evidence.length
});

/** A form sends text; what the schema asks for is numbers. */
const formSchema = v.pipe(
	v.looseObject({
		publication: v.optional(v.string()),
		developmentIds: v.array(v.string()),
		coderIds: v.array(v.string()),
		each: v.optional(v.string())
	}),
	v.transform(({ publication, developmentIds, coderIds, each }) => ({
		publication: publication ?? '',
		developmentIds: keysOf(developmentIds),
		coderIds: keysOf(coderIds),
		each: Number(each)
	})),
	assigningSchema
);

/** What the form says; with “all that match” the developments that the filters of the address pick. */
async function readAssigning(request: Request, locals: App.Locals, url: URL) {
	const values = await readForm(request, { lists: ['developmentIds', 'coderIds'] });
	if (!values.all) return values;
	const page = await listDevelopments(locals.db, readFilter(url.searchParams), { limit: mostDevelopments });
	return { ...values, developmentIds: page.developments.map(({ id }) => String(id)) };
}

export const actions: Actions = {
	preview: async ({ request, locals, url }) => {
		const values = await readAssigning(request, locals, url);
		const answer = await respond(locals, values, formSchema, async (tx, actor, input) => {
			authorise(actor, 'assignCoding');
			const [plan, developments] = await Promise.all([
				planAssignments(tx, input),
				listDevelopmentsOf(tx, input.developmentIds)
			]);
			return { input, plan: inWords(plan, developments, input) };
		});
		return answer.done ? { ...answer.result, values } : answer.failure;
	},

	assign: async ({ request, locals }) => {
		const values = await readForm(request, { lists: ['developmentIds', 'coderIds'] });
		const answer = await respond(locals, values, formSchema, assignCoders);
		if (!answer.done) return answer.failure;
		const { places, coders, pooled } = answer.result;
		const open = pooled.reduce((sum, one) => sum + one.places, 0);
		return { assigned: { places: places.length, coders: coders.length, open } };
	}
};

/** A plan with names: who gets what. */
function inWords(plan: Plan, developments: readonly ListedDevelopment[], { each }: Assigning) {
	const nameOf = new Map(plan.coders.map(({ id, name }) => [id, name]));
	const rows = developments.flatMap(({ id, title }) => {
		const coders = plan.places.filter((place) => place.developmentId === id);
		const open = plan.pooled.find((one) => one.developmentId === id)?.places ?? 0;
		if (coders.length + open === 0) return [];
		return [{ id, title, coders: coders.map(({ coderId }) => nameOf.get(coderId)!), open }];
	});
	const open = rows.reduce((sum, row) => sum + row.open, 0);
	return { each, coders: plan.coders, complete: plan.complete, places: plan.places.length, open, rows };
}
