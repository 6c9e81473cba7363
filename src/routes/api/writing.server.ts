/*
 * Writes in the API. An endpoint names the action, the schema of the body and what is done with it:
 *
 *	export const POST = writes('assess', assessmentSchema, async ({ tx, actor, input }) => created(address, record));
 */
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type * as v from 'valibot';
import { NotSignedIn } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { authorise, type Action, type Actor } from '#lib/users/user.ts';
import { checkBody, readJson, type Given } from './body.server.ts';
import { toResponse, type Answer } from './answer.ts';
import { faultAtField, refusal } from './refusal.ts';

export type Writing<Input> = { tx: Transaction; actor: Actor; input: Input; event: RequestEvent };

/** A write: checks the token, then the body against `schema`, and runs `work` in one transaction. */
export function writes<S extends v.GenericSchema>(
	action: Action,
	schema: S,
	work: (writing: Writing<Given<v.InferOutput<S>>>) => Promise<Answer>
): RequestHandler {
	return takes(action, async ({ request }) => checkBody(schema, await readJson(request)), work);
}

/** As `writes`, for what needs no body; one that is sent is not read. */
export function acts(action: Action, work: (writing: Writing<undefined>) => Promise<Answer>): RequestHandler {
	return takes(action, async () => undefined, work);
}

/** As `writes`, for what is sent in a form of its own: `read` makes the input of it. */
export function takes<Input>(
	action: Action,
	read: (event: RequestEvent) => Promise<Input>,
	work: (writing: Writing<Input>) => Promise<Answer>
): RequestHandler {
	return async (event) => {
		try {
			const actor = tokenOwner(event);
			authorise(actor, action);
			const input = await read(event);
			return toResponse(await inTransaction(event.locals.db, (tx) => work({ tx, actor, input, event })));
		} catch (error) {
			return refusal(event, error, faultAtField);
		}
	};
}

/**
 * Who writes. A browser sends its cookie along with requests that another site made it send, so a session alone never
 * writes here: a token does.
 */
function tokenOwner({ locals }: RequestEvent): Actor {
	const { user, sessionId } = locals;
	if (user && sessionId === null) return user;
	throw new NotSignedIn(
		'Writing takes a token: send “Authorization: Bearer stk_…” with one from the settings page.'
	);
}

/** 201 with the address of what was made. */
export const created = (location: string, body: unknown): Answer => ({
	status: 201,
	headers: { location },
	body
});
