import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import {
	cancelImport,
	nameColumns,
	readAnew,
	redoImport,
	runImport,
	undoImport,
	WrongMapping
} from '#lib/exchange/file-import-commands.server.ts';
import { findSameFile, getImport } from '#lib/exchange/file-imports.server.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import type { Transaction } from '#lib/server/database.ts';
import { authorise, type Actor } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { readForm, respond } from '../../respond.server.ts';
import { columnsSchema, mappingOf, newPublication, readingSchema, runSchema } from './mapping-form.ts';
import { importId } from './record-id.ts';
import type { Actions, PageServerLoad } from './$types';

const shownFaults = 100;

export const load: PageServerLoad = async (event) => {
	const { locals, params } = event;
	authorise(member(event), 'importDevelopments');
	const id = importId(params);
	const live = follow(event, [`import:${id}`]);
	const { faults, ...record } = await getImport(locals.db, id);
	const [same, publications] = await Promise.all([
		findSameFile(locals.db, record),
		listPublications(locals.db)
	]);
	return {
		live,
		record: { ...record, faults: faults.slice(0, shownFaults), keptFaults: faults.length },
		same: same ?? null,
		publications: publications.map(({ id, slug, title }) => ({ id, slug, title }))
	};
};

type Command = (tx: Transaction, actor: Actor | null, id: number) => Promise<void>;

/** An action without fields. */
const simple =
	(command: Command) =>
	async ({ params, locals }: { params: { id: string }; locals: App.Locals }) => {
		const answer = await respond(locals, {}, v.object({}), (tx, actor) =>
			command(tx, actor, importId(params))
		);
		return answer.done ? undefined : answer.failure;
	};

export const actions: Actions = {
	read: async ({ request, params, locals }) => {
		const values = await readForm(request);
		const answer = await respond(
			locals,
			values,
			readingSchema,
			(tx, actor, { kind, encoding, delimiter, sheet }) =>
				readAnew(tx, actor, importId(params), {
					kind,
					encoding: encoding || undefined,
					delimiter: delimiter || undefined,
					sheet: sheet || undefined
				})
		);
		return answer.done ? undefined : answer.failure;
	},
	columns: async ({ request, params, locals }) => {
		const values = await readForm(request);
		try {
			const answer = await respond(locals, values, columnsSchema, (tx, actor, input) =>
				nameColumns(tx, actor, importId(params), {
					mapping: mappingOf(values),
					publicationId: Number(input.publication) || null,
					...(input.publication === newPublication && 'slug' in input
						? {
								publication: {
									slug: input.slug,
									title: input.title,
									year: input.year,
									authors: input.authors
										.split(';')
										.map((name) => name.trim())
										.filter(Boolean)
								}
							}
						: {})
				}).catch(keepFaults)
			);
			return answer.done ? undefined : answer.failure;
		} catch (error) {
			if (!(error instanceof FieldFaults)) throw error;
			return fail(422, { values, errors: error.errors });
		}
	},
	run: async ({ request, params, locals }) => {
		const values = await readForm(request);
		const answer = await respond(locals, values, runSchema, (tx, actor, input) =>
			runImport(tx, actor, importId(params), input)
		);
		return answer.done ? undefined : answer.failure;
	},
	cancel: simple(cancelImport),
	undo: simple(undoImport),
	redo: simple(redoImport)
};

/** Several fields at fault at a time, each with its own words. */
class FieldFaults extends Error {
	readonly errors: Record<string, string[]>;
	constructor(errors: Record<string, string[]>) {
		super();
		this.errors = errors;
	}
}

function keepFaults(error: unknown): never {
	if (!(error instanceof WrongMapping)) throw error;
	const fields = Object.entries(error.faults).map(([name, messages]) => [`field.${name}`, messages]);
	throw new FieldFaults(Object.fromEntries(fields) as Record<string, string[]>);
}
