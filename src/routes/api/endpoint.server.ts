/*
 * What every endpoint of the API has in common. An endpoint is one line per method:
 *
 *	export const GET = reads(forumParameters, async ({ locals }) => ({ forums: await listForums(locals.db) }));
 *	export const POST = writes('assess', assessmentSchema, async ({ tx, actor, input, event }) => created(…));
 *	export const fallback = onlyAllows('GET', 'POST');
 *
 * Rules that say no become problem details here; a bug flies on to `handleError`, which logs it and shows its id.
 */
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { NotFound, NotSignedIn, Refused, RuleError } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { authorise, type Action, type Actor } from '#lib/users/user.ts';
import { pointerTo, problem } from '../problem.ts';
import { checkBody, readJson } from './body.server.ts';
import { checkNames, type Parameters } from './parameters.ts';
import { RequestFault } from './request-fault.ts';

export type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** A GET: the JSON of what `work` returns. Any query parameter not among `parameters` is refused. */
export function reads(parameters: Parameters, work: (event: RequestEvent) => Promise<unknown>): RequestHandler {
	return async (event) => {
		try {
			checkNames(parameters, event.url.searchParams);
			const body = await work(event);
			return answer(event, body instanceof WithHeaders ? body : { body });
		} catch (error) {
			return open(event, refusal(event, error, atParameter));
		}
	};
}

/** What a GET returns to set headers beside its JSON. */
export class WithHeaders implements Answer {
	readonly body: unknown;
	readonly headers: Record<string, string>;
	constructor(body: unknown, headers: Record<string, string>) {
		this.body = body;
		this.headers = headers;
	}
}

export type Writing<Input> = { tx: Transaction; actor: Actor; input: Input; event: RequestEvent };

/** A write: checks the token, then the body against `schema`, and runs `work` in one transaction. */
export function writes<S extends v.GenericSchema>(
	action: Action,
	schema: S,
	work: (writing: Writing<v.InferOutput<S>>) => Promise<Answer>
): RequestHandler {
	return async (event) => {
		try {
			const actor = tokenOwner(event);
			authorise(actor, action);
			const input = checkBody(schema, await readJson(event.request));
			return answer(event, await inTransaction(event.locals.db, (tx) => work({ tx, actor, input, event })));
		} catch (error) {
			return refusal(event, error, atField);
		}
	};
}

/** As `writes`, for what needs no body; one that is sent is not read. */
export function acts(action: Action, work: (writing: Writing<undefined>) => Promise<Answer>): RequestHandler {
	return async (event) => {
		try {
			const actor = tokenOwner(event);
			authorise(actor, action);
			return answer(
				event,
				await inTransaction(event.locals.db, (tx) => work({ tx, actor, input: undefined, event }))
			);
		} catch (error) {
			return refusal(event, error, atField);
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
	throw new NotSignedIn('Writing takes a token: send “Authorization: Bearer stk_…” with one from the settings page.');
}

/** 201 with the address of what was made. */
export const created = (location: string, body: unknown): Answer => ({ status: 201, headers: { location }, body });

function answer(event: RequestEvent, { status = 200, headers = {}, body }: Answer): Response {
	return open(
		event,
		new Response(JSON.stringify(body), {
			status,
			headers: { 'content-type': 'application/json', 'cache-control': 'no-cache', ...headers }
		})
	);
}

/** Where everybody may read, scripts of other sites may read too; they get no cookie, so nobody's name either. */
function open({ locals, request }: RequestEvent, response: Response): Response {
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	if (isRead && locals.site.reading === 'public') response.headers.set('access-control-allow-origin', '*');
	return response;
}

/** For every method that is not offered: 405, or for OPTIONS what is. */
export function onlyAllows(...methods: readonly string[]): RequestHandler {
	const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
	return (event) => {
		if (event.request.method === 'OPTIONS')
			return open(event, new Response(null, { status: 204, headers: { allow } }));
		const refused = problem({ status: 405, message: `Only ${allow} can be done here.` }, at(event));
		refused.headers.set('allow', allow);
		return refused;
	};
}

/** RFC 9457 `instance`: the address that was asked for, without its query. */
const at = ({ url }: RequestEvent) => ({ instance: url.pathname });

type Place = (error: RuleError) => { status?: number; errors?: unknown[] };

const atParameter: Place = (error) => ({
	...(error instanceof Refused ? { status: 400 } : {}),
	...(error.field ? { errors: [{ parameter: error.field, detail: error.message }] } : {})
});

/** What a field of the body names and nobody knows is a fault of the body; only the address itself is not found. */
const atField: Place = (error) => ({
	...(error instanceof NotFound && error.field ? { status: 422 } : {}),
	...(error.field ? { errors: [{ pointer: pointerTo(error.field), detail: error.message }] } : {})
});

function refusal(event: RequestEvent, error: unknown, place: Place): Response {
	if (error instanceof RequestFault) return problem(error.failure, { ...at(event), ...error.more });
	if (!(error instanceof RuleError)) throw error;
	const { status, errors } = place(error);
	const more = { ...at(event), ...(errors ? { errors } : {}) };
	return status ? problem({ status, message: error.message }, more) : problem(error, more);
}
