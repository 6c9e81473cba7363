/*
 * GET in the API. An endpoint says what it takes and what it gives:
 *
 *	export const GET = reads(none, async ({ locals }) => ({ forums: await listForums(locals.db) }));
 *	export const fallback = onlyAllows('GET');
 */
import { createHash } from 'node:crypto';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { version } from '$app/environment';
import { today } from '#lib/calendar.ts';
import { currentSnapshot } from '#lib/server/snapshot.ts';
import { checkNames, type Parameters } from './parameters.ts';
import { toResponse, type Answer } from './answer.ts';
import { faultAtParameter, refusal, sharedWithOtherSites } from './refusal.ts';
import { remembered, type Made } from './remembered.server.ts';

type Read = (event: RequestEvent) => Promise<unknown>;

/**
 * A GET that answers everybody alike: the JSON of what `work` returns, remembered until something is written. Any query
 * parameter not among `parameters` is refused.
 */
export function reads(parameters: Parameters, work: Read): RequestHandler {
	return reading(parameters, async (event) => {
		const { locals, url, request } = event;
		const address = url.pathname + url.search;
		// Series end today, so an answer does not outlive its day.
		const of = `${await currentSnapshot(locals.db)} ${today()}`;
		const etag = `W/"${createHash('sha1').update(`${version} ${of} ${address}`).digest('base64url')}"`;
		if (request.headers.get('if-none-match') === etag)
			return new Response(null, { status: 304, headers: { etag, 'cache-control': revalidated(event) } });
		const { bytes, headers } = await remembered(address, of, async () => madeOf(await work(event)));
		return new Response(bytes, { headers: { ...headers, etag, 'cache-control': revalidated(event) } });
	});
}

/** A GET whose answer depends on who asks, or names its own version. */
export function readsAnew(parameters: Parameters, work: Read): RequestHandler {
	return reading(parameters, async (event) => {
		const { bytes, headers } = madeOf(await work(event));
		return new Response(bytes, { headers: { ...headers, 'cache-control': revalidated(event) } });
	});
}

/** As `readsAnew`, in the form that is asked for: `work` makes the letters that go out, and says what they are. */
export function readsInForm(
	parameters: Parameters,
	work: (event: RequestEvent) => Promise<{ text: string; headers: Record<string, string> }>
): RequestHandler {
	return reading(parameters, async (event) => {
		const { text, headers } = await work(event);
		return new Response(text, {
			headers: { vary: 'accept', 'cache-control': revalidated(event), ...headers }
		});
	});
}

/** A GET that answers with a table as a file, sent piece by piece as it is read. */
export function readsTable(
	name: string,
	parameters: Parameters,
	work: (event: RequestEvent) => Promise<AsyncIterable<string>>
): RequestHandler {
	return reading(parameters, async (event) => {
		const pieces = (await work(event))[Symbol.asyncIterator]();
		const sent = new ReadableStream<Uint8Array>({
			async pull(controller) {
				const { done, value } = await pieces.next();
				if (done) controller.close();
				else controller.enqueue(encoder.encode(value));
			},
			async cancel() {
				await pieces.return?.();
			}
		});
		return new Response(sent, {
			headers: {
				'content-type': 'text/csv; charset=utf-8',
				'content-disposition': `attachment; filename="${name}"`,
				'cache-control': revalidated(event)
			}
		});
	});
}

/** A GET that answers with a file, or says in JSON that it is still being made. */
export function readsFile(
	parameters: Parameters,
	work: (event: RequestEvent) => Promise<Response | Answer>
): RequestHandler {
	return reading(parameters, async (event) => {
		const answer = await work(event);
		return answer instanceof Response ? answer : toResponse(answer);
	});
}

function reading(parameters: Parameters, answer: (event: RequestEvent) => Promise<Response>): RequestHandler {
	return async (event) => {
		try {
			checkNames(parameters, event.url.searchParams);
			return sharedWithOtherSites(event, await answer(event));
		} catch (error) {
			return sharedWithOtherSites(event, refusal(event, error, faultAtParameter));
		}
	};
}

/** Kept by browsers, asked about each time. */
const revalidated = ({ locals }: RequestEvent) =>
	locals.site.reading === 'public' ? 'no-cache' : 'private, no-cache';

/** What a GET returns to set headers beside its JSON. */
export class WithHeaders {
	readonly body: unknown;
	readonly headers: Readonly<Record<string, string>>;
	constructor(body: unknown, headers: Readonly<Record<string, string>>) {
		this.body = body;
		this.headers = headers;
	}
}

const encoder = new TextEncoder();

function madeOf(result: unknown): Made {
	const { body, headers } = result instanceof WithHeaders ? result : new WithHeaders(result, {});
	const bytes = encoder.encode(JSON.stringify(body));
	const length = String(bytes.byteLength);
	return { bytes, headers: { 'content-type': 'application/json', 'content-length': length, ...headers } };
}
