import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';

const compress = promisify(gzip);
/** Below it an answer fits into one packet anyway. */
const worthIt = 1_400;
/** Below it, handing the work to another thread costs more than the work. */
const small = 16_000;

/**
 * A page as few bytes, for whoever takes it: a page of charts has ten times as many without. Answers of the API go out
 * as they are, since their programs are near and count milliseconds.
 */
export async function compressed({ request, url }: RequestEvent, response: Response): Promise<Response> {
	const { headers } = response;
	if (request.method !== 'GET' || url.pathname.startsWith('/api/') || !isPage(response)) return response;
	headers.append('vary', 'accept-encoding');
	const isKnown = headers.has('etag') && request.headers.get('if-none-match') === headers.get('etag');
	if (isKnown || !/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) return response;
	const page = new Uint8Array(await response.arrayBuffer());
	if (page.byteLength < worthIt) return new Response(page, response);
	const bytes = page.byteLength < small ? gzipSync(page) : await compress(page);
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(bytes.byteLength));
	return new Response(new Uint8Array(bytes), { status: response.status, headers });
}

/** HTML, or the data of a page that is there already. */
function isPage({ headers, body }: Response): boolean {
	const type = headers.get('content-type') ?? '';
	return body !== null && !headers.has('content-encoding') && /^(text\/html|application\/json)/.test(type);
}
