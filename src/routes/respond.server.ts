/*
 * How a form action runs a command.
 *
 *	export const actions: Actions = {
 *		default: async ({ request, locals }) => {
 *			const values = await readForm(request, { lists: ['forums'] });
 *			const answer = await respond(locals, values, developmentSchema, recordDevelopment);
 *			if (!answer.done) return answer.failure;
 *			redirect(303, `/developments/${answer.result.id}`);
 *		}
 *	};
 *
 * `respond` checks the form against the schema, opens one transaction, runs the command as the signed-in user, and
 * turns what goes wrong into `fail(status, { values, errors, message })`:
 *
 *	values   what was typed, for `defaultValue={form?.values.title}` (passwords are left out)
 *	errors   by field: `error={form?.errors.title}`; a field inside a list is `codings.0.effect`
 *	message  what belongs to no field: `{#if form?.message}<Notice kind="error">{form.message}</Notice>{/if}`
 *
 * Any other shape of command fits by a closure: `(tx, actor, input) => editDevelopment(tx, actor, id, version, input)`.
 * For a command without fields the schema is `v.object({})`. A bug is not caught: it goes to `handleError`.
 * In a `load`, just let NotFound and the like fly: the hook gives the page their status.
 */
import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { NotSignedIn, RuleError, statusOf, TooManyTries } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';

export type FormValues = Record<string, string>;
export type FormFault<Values = Record<string, unknown>> = {
	values: Values;
	errors: Record<string, string[]>;
	message?: string;
};
export type Answer<Result, Values> =
	| { done: true; result: Result; failure?: undefined }
	| { done: false; failure: ActionFailure<FormFault<Values>> };

type Schema = v.GenericSchema<unknown, unknown>;

/**
 * The fields of a form: each a string, those named in `lists` a list of strings (checkboxes, tokens, selections).
 * Files are left out.
 */
export async function readForm<List extends string = never>(
	request: Request,
	{ lists = [] }: { lists?: readonly List[] } = {}
): Promise<FormValues & Record<List, string[]>> {
	const data = await request.formData();
	const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
	const single = [...new Set(data.keys())].flatMap((name) =>
		texts(name)
			.slice(0, 1)
			.map((text) => [name, text])
	);
	const several = lists.map((name) => [name, texts(name)]);
	return Object.fromEntries([...single, ...several]) as FormValues & Record<List, string[]>;
}

/** The key of a record, from a hidden field. */
export const idField = v.pipe(
	v.string('Which one?'),
	v.regex(/^[1-9]\d{0,14}$/, 'There is no such record.'),
	v.transform(Number)
);

/** Checks `values`, then runs `command` in a transaction as the signed-in user. See the top of this file. */
export async function respond<Values extends Record<string, unknown>, S extends Schema, Result>(
	locals: App.Locals,
	values: Values,
	schema: S,
	command: (tx: Transaction, actor: Actor, input: v.InferOutput<S>) => Promise<Result>
): Promise<Answer<Result, Values>> {
	return attempt(locals, values, schema, async (input) => {
		const { user } = locals;
		if (!user) throw new NotSignedIn('You are signed out. Sign in in another tab, then send this again.');
		return inTransaction(locals.db, (tx) => command(tx, user, input));
	});
}

/** As `respond`, for what nobody need be signed in for, and for work that opens its own transaction. */
export async function attempt<Values extends Record<string, unknown>, S extends Schema, Result>(
	locals: App.Locals,
	values: Values,
	schema: S,
	work: (input: v.InferOutput<S>) => Promise<Result>
): Promise<Answer<Result, Values>> {
	const refuse = (status: number, errors: Record<string, string[]>, message?: string) => {
		const fault: FormFault<Values> = {
			values: withoutPasswords(values),
			errors,
			...(message ? { message } : {})
		};
		return { done: false, failure: fail(status, fault) } as const;
	};
	const checked = v.safeParse(schema, values);
	if (!checked.success) {
		const { nested = {}, root } = v.flatten(checked.issues);
		return refuse(400, nested as Record<string, string[]>, root?.join(' '));
	}
	try {
		return { done: true, result: await work(checked.output) };
	} catch (error) {
		if (!(error instanceof RuleError)) throw error;
		if (error instanceof TooManyTries) locals.retryAfter = error.retryAfter;
		return error.field
			? refuse(statusOf(error), { [error.field]: [error.message] })
			: refuse(statusOf(error), {}, error.message);
	}
}

/** Passwords are typed again, never sent back. */
function withoutPasswords<Values extends Record<string, unknown>>(values: Values): Values {
	const kept = Object.entries(values).filter(([name]) => !/password/i.test(name));
	return Object.fromEntries(kept) as Values;
}
