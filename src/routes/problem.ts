import { RuleError, statusOf, TooManyTries } from '#lib/errors.ts';

const titles: Record<number, string> = {
	400: 'The request cannot be read',
	401: 'Sign in, or send a token',
	403: 'Not allowed',
	404: 'Not found',
	405: 'Method not allowed',
	409: 'Conflict',
	413: 'Too large',
	415: 'Unsupported media type',
	422: 'Refused',
	429: 'Too many tries',
	500: 'Unexpected error'
};

type Failure = { status: number; message: string; retryAfter?: number; field?: string | undefined };

/** The API's answer to what went wrong: problem details after RFC 9457. `more` adds members, such as `errors` by field. */
export function problem(what: RuleError | Failure, more: Record<string, unknown> = {}): Response {
	const status = what instanceof RuleError ? statusOf(what) : what.status;
	const retryAfter =
		what instanceof RuleError && !(what instanceof TooManyTries) ? undefined : what.retryAfter;
	const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
	if (status === 401) headers.set('www-authenticate', 'Bearer');
	if (retryAfter) headers.set('retry-after', String(retryAfter));
	const body = {
		type: 'about:blank',
		title: titles[status] ?? 'The request failed',
		status,
		detail: what.message,
		...(what.field ? { errors: { [what.field]: [what.message] } } : {}),
		...more
	};
	return new Response(JSON.stringify(body), { status, headers });
}
