import { STATUS_CODES } from 'node:http';
import { RuleError, statusOf, TooManyTries } from '#lib/errors.ts';

/** A fault of one place: `pointer` (RFC 6901) into the body that was sent, or the name of a query parameter. */
export type PlacedFault = { pointer: string; detail: string } | { parameter: string; detail: string };

export type Failure = {
	status: number;
	message: string;
	/** Seconds until another try may succeed. */
	retryAfter?: number;
	/** Field of the body that the fault belongs to. */
	field?: string | undefined;
};

/** The API's answer to what went wrong: problem details after RFC 9457. `more` adds members, such as `errors`. */
export function problem(what: RuleError | Failure, more: Record<string, unknown> = {}): Response {
	const status = what instanceof RuleError ? statusOf(what) : what.status;
	const retryAfter =
		what instanceof RuleError && !(what instanceof TooManyTries) ? undefined : what.retryAfter;
	const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
	if (status === 401) headers.set('www-authenticate', 'Bearer realm="Stocktake"');
	if (retryAfter) headers.set('retry-after', String(retryAfter));
	const body = {
		type: 'about:blank',
		title: STATUS_CODES[status] ?? 'Failed',
		status,
		detail: what.message,
		...(what.field ? { errors: [{ pointer: pointerTo(what.field), detail: what.message }] } : {}),
		...more
	};
	return new Response(JSON.stringify(body), { status, headers });
}

/** `codings.0.effect` as a JSON pointer: `/codings/0/effect`. */
export function pointerTo(...path: readonly (string | number)[]): string {
	const steps = path.flatMap((step) => String(step).split('.'));
	return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
