import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { NotFound, Refused, RuleError } from '#lib/errors.ts';
import { pointerTo, problem } from '../problem.ts';
import { RequestFault } from './request-fault.ts';

/** Where a rule's fault lies, and the status that it has there if not its own. */
type Place = (error: RuleError) => { status?: number; errors?: unknown[] };

/** Of a read: `field` names a query parameter. */
export const faultAtParameter: Place = (error) => ({
	...(error instanceof Refused ? { status: 400 } : {}),
	...(error.field ? { errors: [{ parameter: error.field, detail: error.message }] } : {})
});

/** Of a write: what a field of the body names and nobody knows is a fault of the body; only the address itself is not found. */
export const faultAtField: Place = (error) => ({
	...(error instanceof NotFound && error.field ? { status: 422 } : {}),
	...(error.field ? { errors: [{ pointer: pointerTo(error.field), detail: error.message }] } : {})
});

/** What went wrong, as problem details. A bug flies on to `handleError`, which logs it and shows its id. */
export function refusal(event: RequestEvent, error: unknown, place: Place): Response {
	if (error instanceof RequestFault) return problem(error.failure, { ...at(event), ...error.more });
	if (!(error instanceof RuleError)) throw error;
	const { status, errors } = place(error);
	const more = { ...at(event), ...(errors ? { errors } : {}) };
	return status ? problem({ status, message: error.message }, more) : problem(error, more);
}

/** RFC 9457 `instance`: the address that was asked for, without its query. */
const at = ({ url }: RequestEvent) => ({ instance: url.pathname });

/** For every method that is not offered: 405, or for OPTIONS what is. */
export function onlyAllows(...methods: readonly string[]): RequestHandler {
	const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
	return (event) => {
		if (event.request.method === 'OPTIONS')
			return sharedWithOtherSites(event, new Response(null, { status: 204, headers: { allow } }));
		const refused = problem({ status: 405, message: `Only ${allow} can be done here.` }, at(event));
		refused.headers.set('allow', allow);
		return refused;
	};
}

/** Where everybody may read, scripts of other sites may too; they come without cookie, so as nobody. */
export function sharedWithOtherSites({ locals, request }: RequestEvent, response: Response): Response {
	const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
	if (isRead && locals.site.reading === 'public') response.headers.set('access-control-allow-origin', '*');
	return response;
}
