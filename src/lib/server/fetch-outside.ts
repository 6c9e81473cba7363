import { lookup as lookUp } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { buildConnector, Dispatcher } from 'undici';
import packageFile from '../../../package.json' with { type: 'json' };
import { fetchesPrivate } from './configuration.ts';
import { readableEncodings, readBody, tooLarge } from './decoding.ts';
import { FetchRefused, mayReach, notPublic, readOutsideAddress } from './outside-address.ts';

export { FetchRefused } from './outside-address.ts';

export type OutsideRequest = {
	accept?: string;
	/** Sent to the host of the address and to no other that a redirect leads to. */
	headers?: Readonly<Record<string, string>>;
	/** Most bytes of the body, packed and unpacked. */
	maxBytes: number;
	/** For the whole of it: every redirect and the body to its end. */
	timeoutMs: number;
	signal?: AbortSignal;
};

export type OutsideAnswer = {
	/** As the last server said it; an answer like 404 is an answer and not an error. */
	status: number;
	/** Where the redirects ended. */
	url: string;
	/** The same, where every redirect on the way was for good; absent without one. */
	movedTo?: string;
	headers: Headers;
	/** Unpacked. */
	body: Uint8Array;
};

/** How names are resolved, and what may be reached; only tests have others. */
export type Outlook = {
	resolve: (hostname: string) => Promise<LookupAddress[]>;
	mayReach: (address: string) => boolean;
	allowsInside: boolean;
};

const mostRedirects = 5;
/** Without a byte for that long, the server has gone. */
const idleMs = 10_000;

const usual = (): Outlook => {
	const allowsInside = fetchesPrivate();
	return {
		resolve: (hostname) => lookUp(hostname, { all: true }),
		mayReach: (address) => mayReach(address, allowsInside),
		allowsInside
	};
};

/**
 * Fetches from the public internet and from nowhere else: at every hop only http and https, no address behind the
 * firewall, at most five redirects. The address that is connected to is the very one that was checked, so a name that
 * resolves to another a moment later gains nothing.
 * @throws FetchRefused with the reason in words.
 */
export async function fetchOutside(
	address: string,
	{ accept = '*/*', headers = {}, maxBytes, timeoutMs, signal }: OutsideRequest,
	outlook: Outlook = usual()
): Promise<OutsideAnswer> {
	const deadline = AbortSignal.timeout(timeoutMs);
	const ending = signal ? AbortSignal.any([signal, deadline]) : deadline;
	const idle = Math.min(idleMs, timeoutMs);
	// Not with the rest: it is a third of all that a start would load, and many never fetch.
	const { Agent, buildConnector: connecting, request } = await import('undici');
	const dispatcher = new Agent({
		headersTimeout: idle,
		bodyTimeout: idle,
		connect: bounded(connecting({ allowH2: false, timeout: idle, lookup: checkedLookup(outlook) }), maxBytes)
	});
	const first = readOutsideAddress(address, undefined, outlook.allowsInside);
	const seen = new Set<string>();
	let url = first;
	let isForGood = true;
	try {
		for (;;) {
			seen.add(url.href);
			const answer = await request(url, {
				dispatcher,
				signal: ending,
				headers: {
					...(staysWithin(first, url) ? headers : {}),
					accept,
					'accept-encoding': readableEncodings,
					'user-agent': userAgent()
				}
			});
			// Whoever reads the body hears of its error; left unread, it would end the process.
			answer.body.on('error', (error) => void error);
			const next = redirectOf(answer, url, outlook);
			if (!next) {
				const read = await readAnswer(answer, url, maxBytes);
				return isForGood && seen.size > 1 ? { ...read, movedTo: read.url } : read;
			}
			isForGood &&= answer.statusCode === 301 || answer.statusCode === 308;
			answer.body.destroy();
			if (seen.has(next.href))
				throw new FetchRefused('redirects', `${first.host} sends us round in a circle of redirects.`);
			if (seen.size > mostRedirects)
				throw new FetchRefused(
					'redirects',
					`${first.host} redirects more than ${mostRedirects} times in a row.`
				);
			url = next;
		}
	} catch (error) {
		throw inWords(error, url, { signal, deadline, timeoutMs });
	} finally {
		await dispatcher.destroy();
	}
}

const staysWithin = (first: URL, url: URL) =>
	url.host === first.host || (url.hostname === first.hostname && url.protocol === 'https:');

const userAgent = () => {
	const origin = process.env.ORIGIN;
	return `Stocktake/${packageFile.version}${origin ? ` (+${origin})` : ''}`;
};

/** More than headers and the marks between pieces of a body ever take. */
const overhead = 1_000_000;

/**
 * Connects as `connect` does, and breaks off once more came in than the body may have: what is neither header nor body (a
 * status line, early hints, extensions of chunks, all without end) is counted by nobody else.
 */
function bounded(connect: buildConnector.connector, maxBytes: number): buildConnector.connector {
	return (to, callback) =>
		connect(to, (...[error, socket]) => {
			if (!socket) return callback(error ?? new Error('No connection was made.'), null);
			callback(null, socket);
			socket.on('readable', () => {
				if (socket.bytesRead > maxBytes + overhead) socket.destroy(tooLarge(maxBytes));
			});
		});
}

/** Hands the addresses that were checked to the socket: those very ones, and none that was not. */
function checkedLookup(outlook: Outlook): LookupFunction {
	const answer = async (...[hostname, { all }, callback]: Parameters<LookupFunction>) => {
		const found = await reachable(hostname, outlook);
		if (found instanceof FetchRefused) callback(found, '');
		else if (all) callback(null, found);
		else callback(null, found[0].address, found[0].family);
	};
	return (...asked) => void answer(...asked);
}

async function reachable(
	hostname: string,
	{ resolve, mayReach: isAllowed }: Outlook
): Promise<[LookupAddress, ...LookupAddress[]] | FetchRefused> {
	try {
		const [first, ...others] = (await resolve(hostname)).filter(({ address }) => isAllowed(address));
		return first ? [first, ...others] : notPublic(hostname);
	} catch (cause) {
		const { code } = cause as NodeJS.ErrnoException;
		if (code === 'ENOTFOUND' || code === 'ENODATA')
			return new FetchRefused('unresolved', `There is no host by the name of ${hostname}.`, cause);
		const words = `The name ${hostname} could not be looked up just now (${code ?? 'no answer'}); it may be there a little later.`;
		return new FetchRefused('unreachable', words, cause);
	}
}

function redirectOf(
	{ statusCode, headers }: Dispatcher.ResponseData,
	base: URL,
	{ allowsInside }: Outlook
): URL | undefined {
	if (![301, 302, 303, 307, 308].includes(statusCode) || typeof headers.location !== 'string')
		return undefined;
	return readOutsideAddress(headers.location, base, allowsInside);
}

async function readAnswer(
	{ statusCode, headers: raw, body }: Dispatcher.ResponseData,
	url: URL,
	maxBytes: number
): Promise<OutsideAnswer> {
	const headers = new Headers();
	for (const [name, value] of Object.entries(raw))
		for (const one of [value ?? []].flat()) headers.append(name, one);
	if (Number(headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
	const bytes = await readBody(body, headers.get('content-encoding') ?? undefined, maxBytes);
	return { status: statusCode, url: url.href, headers, body: bytes };
}

type Limits = { signal: AbortSignal | undefined; deadline: AbortSignal; timeoutMs: number };

/** What went wrong on the way, as a person can understand it. */
function inWords(error: unknown, { host }: URL, { signal, deadline, timeoutMs }: Limits): FetchRefused {
	if (error instanceof FetchRefused) return error;
	if (signal?.aborted) return new FetchRefused('cancelled', 'It was called off.', error);
	const { code = '', message, name } = error as NodeJS.ErrnoException;
	if (deadline.aborted || /TIMEOUT|ETIMEDOUT/.test(code))
		return new FetchRefused(
			'timeout',
			deadline.aborted
				? `${host} did not send everything within ${Math.round(timeoutMs / 1_000) || 1} seconds.`
				: `${host} does not answer, or stopped in the middle of its answer.`,
			error
		);
	if (/^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET)$/.test(code))
		return new FetchRefused('unreachable', `${host} cannot be reached, or broke off.`, error);
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code))
		return new FetchRefused(
			'unreachable',
			`${host} has no certificate that can be trusted (${code}).`,
			error
		);
	if (name === 'HTTPParserError' || /^(HPE_|UND_ERR)/.test(code))
		return new FetchRefused('broken', `The answer of ${host} is not right HTTP (${message}).`, error);
	return new FetchRefused('unreachable', `${host} cannot be reached (${code || message}).`, error);
}
