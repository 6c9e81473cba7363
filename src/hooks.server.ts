import {
	redirect,
	type Handle,
	type HandleServerError,
	type RequestEvent,
	type ServerInit
} from '@sveltejs/kit';
import { tellOwnersOfStale } from '#lib/assessments/stale.server.ts';
import { dropOldExports } from '#lib/briefings/exports.server.ts';
import { makeExports } from '#lib/briefings/exporter.server.ts';
import { NotAllowed, NotSignedIn, RuleError, statusOf, TooManyTries } from '#lib/errors.ts';
import { letGoOfFiles } from '#lib/exchange/let-go.server.ts';
import { workOffImports } from '#lib/exchange/importer.server.ts';
import { returnLapsed } from '#lib/evidence/assignments.server.ts';
import { dropOldPolls, pollFeeds } from '#lib/feeds/poller.server.ts';
import { learnSuggestions } from '#lib/feeds/suggest-learning.server.ts';
import { returnSnoozed } from '#lib/feeds/triage.server.ts';
import { inTransaction, openDatabase, type Database, type OpenDatabase } from '#lib/server/database.ts';
import { logBug } from '#lib/server/log.ts';
import { listen } from '#lib/server/notifications.ts';
import { makeRounds } from '#lib/server/rounds.ts';
import { onShutdown } from '#lib/server/shutdown.ts';
import { findActorByToken } from '#lib/users/api-token.server.ts';
import { countTokenGuess } from '#lib/users/attempts.server.ts';
import { findSession, sessionCookie } from '#lib/users/session.server.ts';
import { currentSite } from '#lib/users/site.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { discardBody } from './routes/api/body.server.ts';
import { compressed } from './routes/compressed.ts';
import { signInHref } from './routes/next.ts';
import { problem } from './routes/problem.ts';
import { clearSessionCookie, setSessionCookie } from './routes/session-cookie.server.ts';

/** What can be reached without an account, however reading is set. */
const alwaysOpen = /^\/(sign-in|sign-out|healthz|api\/v1\/(healthz|openapi\.json)|(invitation|shared)\/.+)$/;

const health = /^(\/api\/v1)?\/healthz$/;

export const handle: Handle = async ({ event, resolve }) => {
	const { locals, url } = event;
	const isApi = url.pathname.startsWith('/api/');
	locals.db = database();
	locals.user = null;
	locals.sessionId = null;
	locals.site = { reading: 'members' };
	// A watchdog's question is answered without asking the database anything else first.
	if (health.test(url.pathname)) return secured(event, await resolve(event));
	try {
		locals.site = await currentSite(locals.db);
		if (!isApi) refuseForeignForms(event);
		locals.user = (isApi ? await bearerOf(event) : undefined) ?? (await signedIn(event));
		refuseOutsiders(event);
	} catch (error) {
		if (isApi) return secured(event, await withoutBody(event, apiProblem(event, error)));
		if (!(error instanceof RuleError)) throw error;
		return secured(event, new Response(error.message, { status: statusOf(error) }));
	}
	const response = await withStatus(event, await resolve(event));
	return secured(event, isApi ? await withoutBody(event, response) : await compressed(event, response));
};

/** Changes are heard from the start. */
export const init: ServerInit = () => {
	const url = process.env.DATABASE_URL;
	if (!url) return;
	listen(url);
	inBackground('exports', url, 1, makeExports);
	inBackground('polls', url, 3, pollFeeds);
	inBackground('imports', url, 3, workOffImports);
};

/** Work that goes on beside the pages, on connections of its own: told to stop at the end, which waits for it. */
function inBackground(
	name: string,
	url: string,
	max: number,
	work: (db: Database, stop: AbortSignal) => Promise<void>
): void {
	const { db, close } = openDatabase(url, { max });
	const ending = new AbortController();
	const done = work(db, ending.signal);
	onShutdown(name, async () => {
		ending.abort();
		await done;
		await close();
	});
}

/** One pool for the process; kept across reloads of this module while developing. */
function database(): Database {
	const key = Symbol.for('stocktake.database');
	const holder = globalThis as { [key]?: OpenDatabase };
	if (!holder[key]) {
		const url = process.env.DATABASE_URL;
		if (!url) throw new Error('DATABASE_URL is not set: start with `npm start`, which sets it.');
		const opened = openDatabase(url);
		holder[key] = opened;
		onShutdown('database', opened.close);
		makeRounds('Learning what to suggest', 60, () => learnSuggestions(opened.db));
		makeRounds('Returning lapsed work to the pool', 60, () => inTransaction(opened.db, returnLapsed));
		makeRounds('Telling owners of what is stale', 60, () =>
			inTransaction(opened.db, (tx) => tellOwnersOfStale(tx))
		);
		makeRounds('Dropping old documents', 3600, () => inTransaction(opened.db, dropOldExports));
		makeRounds('Dropping old records of polls', 3600, () => dropOldPolls(opened.db));
		makeRounds('Letting go of imported files', 3600, () => inTransaction(opened.db, letGoOfFiles));
		makeRounds('Bringing back snoozed items', 60, () => inTransaction(opened.db, returnSnoozed));
	}
	return holder[key].db;
}

/** The owner of the bearer token, when one was sent. A wrong token is an error and not an outside reader. */
async function bearerOf({ request, locals, getClientAddress }: RequestEvent): Promise<Actor | undefined> {
	const sent = request.headers.get('authorization');
	if (sent === null) return undefined;
	const token = /^Bearer +(\S+)$/i.exec(sent)?.[1];
	const actor = token && (await findActorByToken(locals.db, token));
	if (actor) return actor;
	await countTokenGuess(locals.db, getClientAddress());
	throw new NotSignedIn(
		'This token is not valid. Send “Authorization: Bearer stk_…” with a token from the settings page.'
	);
}

async function signedIn(event: RequestEvent): Promise<Actor | null> {
	const id = event.cookies.get(sessionCookie);
	if (!id) return null;
	const session = await findSession(event.locals.db, id);
	if (!session) {
		clearSessionCookie(event);
		return null;
	}
	if (session.renewed) setSessionCookie(event, session.renewed);
	event.locals.sessionId = id;
	return session.actor;
}

function refuseOutsiders({ locals, url, request, isDataRequest }: RequestEvent): void {
	if (locals.user || locals.site.reading === 'public' || alwaysOpen.test(url.pathname)) return;
	const isPage = isDataRequest || request.headers.get('accept')?.includes('text/html');
	if (isPage && !url.pathname.startsWith('/api/')) redirect(303, signInHref(url));
	throw new NotSignedIn('Reading is for members only here: sign in, or send a token.');
}

/**
 * Forms of other sites do nothing here: the browser would send the session along. This is SvelteKit's own check, switched
 * off in svelte.config.js since it would answer the API's callers in its words; the API takes JSON, and no session
 * writes there.
 */
function refuseForeignForms({ request, url }: RequestEvent): void {
	if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
	if (request.headers.get('origin') === url.origin) return;
	throw new NotAllowed(`Cross-site ${request.method} form submissions are forbidden`);
}

async function withoutBody({ request }: RequestEvent, response: Response): Promise<Response> {
	if (request.body) await discardBody(request);
	return response;
}

function apiProblem(event: RequestEvent, error: unknown): Response {
	const failure =
		error instanceof RuleError ? error : { status: 500, message: inTheLog(logged(event, error)) };
	return problem(failure, { instance: event.url.pathname });
}

/** SvelteKit answers 500 to every error that is not its own; a rule that said no has a status of its own. */
async function withStatus({ locals, url }: RequestEvent, response: Response): Promise<Response> {
	const { failure, retryAfter: wait } = locals;
	if (wait && response.status === 429) response.headers.set('retry-after', String(wait));
	if (!failure || response.status < 400) return response;
	if (url.pathname.startsWith('/api/')) return problem(failure, { instance: url.pathname });
	const { status, retryAfter } = failure;
	const answer = new Response(response.body, { status, headers: response.headers });
	if (retryAfter) answer.headers.set('retry-after', String(retryAfter));
	return answer;
}

function secured({ url }: RequestEvent, response: Response): Response {
	const { headers } = response;
	if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	headers.set('x-content-type-options', 'nosniff');
	headers.set('x-frame-options', 'DENY');
	headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	if (url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
	// Pages differ by who reads them: no shared cache may keep one.
	if (!headers.has('cache-control') && headers.get('content-type')?.startsWith('text/html'))
		headers.set('cache-control', 'private, no-cache');
	return response;
}

/** Every error that no page caught passes here once: a rule that said no, SvelteKit's own 404 and the like, or a bug. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (error instanceof RuleError) {
		const failure = { status: statusOf(error), message: error.message };
		event.locals.failure =
			error instanceof TooManyTries ? { ...failure, retryAfter: error.retryAfter } : failure;
		return failure;
	}
	if (status < 500) {
		event.locals.failure = { status, message };
		return { message };
	}
	const id = logged(event, error);
	event.locals.failure = { status, message: inTheLog(id) };
	return { message: 'Something went wrong here.', id };
};

/** The route and not the address: a query or a link may hold a secret. */
const logged = ({ request, route }: RequestEvent, error: unknown) =>
	logBug(error, { method: request.method, route: route.id });
const inTheLog = (id: string) => `Something went wrong here. Its id in the log is ${id}.`;
