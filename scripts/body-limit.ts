import type { IncomingMessage, ServerResponse } from 'node:http';

/** Where files come in that may be larger than any other request. */
const takesFiles = /^\/(import|api\/v1\/imports)\/?$/;

export type Limits = { usual: number; files: number };

/**
 * Holds requests to their limits, which differ by address; the build knows one limit for all, the largest.
 * @returns false where the request was answered, since it says itself that it is too large
 */
export function isWithin(request: IncomingMessage, response: ServerResponse, limits: Limits): boolean {
	const [path = ''] = (request.url ?? '').split('?', 1);
	const limit = takesFiles.test(path) ? limits.files : limits.usual;
	const announced = request.headers['content-length'];
	if (announced === undefined) {
		if (request.headers['transfer-encoding']) cutOff(request, limit);
		return true;
	}
	if (Number(announced) <= limit) return true;
	if (request.headers['x-sveltekit-action']) refuseForm(request, response, limit);
	else refuse(response, path, limit);
	// Read and forgotten: a browser shows the answer only once it has sent everything.
	request.resume();
	return false;
}

/** Ends a request of unknown length as soon as more has come than is taken. */
function cutOff(request: IncomingMessage, limit: number): void {
	const push = request.push.bind(request);
	let size = 0;
	request.push = (piece, encoding) => {
		size += piece ? (piece as Uint8Array).length : 0;
		if (size <= limit) return push(piece, encoding);
		request.destroy(Object.assign(new Error('The body is too large.'), { code: 'ECONNRESET' }));
		return false;
	};
}

const megabytes = (limit: number) => `${Math.floor(limit / 1024 ** 2) || limit / 1024 ** 2} MB`;

/** A form that a script sent shows the answer beside its file: a failed action, as SvelteKit packs one (devalue). */
function refuseForm({ headers }: IncomingMessage, response: ServerResponse, limit: number): void {
	const words = `larger than is taken here: at most ${megabytes(limit)}.`;
	const data = headers['content-type']?.startsWith('multipart/')
		? [{ values: 1, errors: 2 }, {}, { file: 3 }, [4], `The file is ${words} Choose a smaller one.`]
		: [{ values: 1, errors: 1, message: 2 }, {}, `This is ${words}`];
	response
		.writeHead(413, { 'content-type': 'application/json' })
		.end(JSON.stringify({ type: 'failure', status: 413, data: JSON.stringify(data) }));
}

function refuse(response: ServerResponse, path: string, limit: number): void {
	const most = megabytes(limit);
	const detail = takesFiles.test(path)
		? `The file is too large: at most ${most} (IMPORT_SIZE_LIMIT). Split it, or import it on the command line: npm run stocktake -- import.`
		: `This is too large: at most ${most} (BODY_SIZE_LIMIT).`;
	if (path.startsWith('/api/')) {
		const problem = { type: 'about:blank', title: 'Payload Too Large', status: 413, detail, instance: path };
		response.writeHead(413, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
		return;
	}
	const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Too large</title><p>${detail}</p><p><a href="${path.startsWith('/import') ? '/import' : '/'}">Back</a></p></html>`;
	response.writeHead(413, { 'content-type': 'text/html; charset=utf-8' }).end(page);
}
