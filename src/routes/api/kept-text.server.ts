import type { RequestEvent } from '@sveltejs/kit';
import type { KeptText } from '#lib/developments/kept-text.server.ts';
import { keptTextInput } from './annotation-shapes.ts';
import { checkBody, readJson, readText } from './body.server.ts';
import { parameterFault, RequestFault } from './request-fault.ts';

/** The largest text as it is sent, in bytes: 500,000 letters of four bytes, each perhaps escaped. */
const largest = 4 * 1024 ** 2;

/** A text as it is sent, plain or as JSON. @throws RequestFault 415, 413, 400 or 422 */
export async function readKeptText({ request }: RequestEvent) {
	const type = request.headers.get('content-type') ?? '';
	if (/^text\/plain\s*(;|$)/i.test(type))
		return checkBody(keptTextInput, { text: await readText(request, largest) });
	if (/^application\/json\s*(;|$)/i.test(type))
		return checkBody(keptTextInput, await readJson(request, largest));
	throw new RequestFault(415, 'Send the text as “Content-Type: text/plain”, or as “application/json”.');
}

export const keptTextOf = ({ version, text, origin, recordedAt, recordedBy }: KeptText) => ({
	version,
	text,
	origin,
	recordedAt: recordedAt.toISOString(),
	recordedBy
});

/** The version that an address asks for; undefined for the one in force. @throws RequestFault 400 */
export function versionAsked({ searchParams }: URL): number | undefined {
	const asked = searchParams.get('version');
	if (asked === null) return undefined;
	if (/^[1-9]\d{0,8}$/.test(asked)) return Number(asked);
	throw parameterFault('version', 'A version is a whole number, from 1.');
}
