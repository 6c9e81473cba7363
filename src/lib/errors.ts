/** The rules that say no. Each class is mapped to a status once, in `routes`, and to a problem type in the API. */
export class RuleError extends Error {
	/** The form field that the fault belongs to, when it has one. */
	readonly field: string | undefined;
	constructor(message: string, field?: string) {
		super(message);
		this.name = new.target.name;
		this.field = field;
	}
}

/** 401: nobody is signed in, or the token is not valid. */
export class NotSignedIn extends RuleError {}

/** 403: this role may not do that. */
export class NotAllowed extends RuleError {}

/** 404: no such record, or it is hidden from this reader. */
export class NotFound extends RuleError {}

/** 409: somebody else changed the record, or it exists already. */
export class Conflict extends RuleError {}

/** 422: the input is well-formed and a rule of the method refuses it. */
export class Refused extends RuleError {}

/** 429: too many tries; `retryAfter` is in seconds. */
export class TooManyTries extends RuleError {
	readonly retryAfter: number;
	constructor(message: string, retryAfter: number) {
		super(message);
		this.retryAfter = retryAfter;
	}
}

/** The HTTP status of a rule that said no. */
export function statusOf(error: RuleError): number {
	if (error instanceof NotSignedIn) return 401;
	if (error instanceof NotAllowed) return 403;
	if (error instanceof NotFound) return 404;
	if (error instanceof Conflict) return 409;
	if (error instanceof TooManyTries) return 429;
	return 422;
}
