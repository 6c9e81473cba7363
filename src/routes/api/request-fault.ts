import type { Failure, PlacedFault } from '../problem.ts';

/** A fault of the request itself, with a status that no rule of the house has: 400, 412, 413, 415, 422, 428. */
export class RequestFault extends Error {
	readonly failure: Failure;
	/** Further members of the problem. */
	readonly more: Record<string, unknown>;
	constructor(
		status: number,
		message: string,
		more: { errors?: PlacedFault[] } & Record<string, unknown> = {}
	) {
		super(message);
		this.name = 'RequestFault';
		this.failure = { status, message };
		this.more = more;
	}
}

/** 400 for a query parameter. */
export function parameterFault(parameter: string, detail: string): RequestFault {
	return new RequestFault(400, detail, { errors: [{ parameter, detail }] });
}
