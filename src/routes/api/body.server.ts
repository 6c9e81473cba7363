import * as v from 'valibot';
import { pointerTo, type PlacedFault } from '../problem.ts';
import { RequestFault } from './request-fault.ts';

/** The largest body that the API takes, in bytes: some fifty codings at their longest. */
export const largestBody = 1024 * 1024;

const jsonTypes = /^application\/(json|ld\+json|merge-patch\+json)\s*(;|$)/i;

/** The JSON of a request. @throws RequestFault 415, 413 or 400 */
export async function readJson(request: Request, largest = largestBody): Promise<unknown> {
	const type = request.headers.get('content-type');
	if (!type || !jsonTypes.test(type)) {
		const sent = type ? `, not ${type.slice(0, 80)}` : '';
		throw new RequestFault(415, `Send JSON, with “Content-Type: application/json”${sent}.`);
	}
	const text = await readText(request, largest);
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new RequestFault(400, `The body is not JSON: ${error.message}.`);
	}
}

/** The letters of a request, of at most `largest` bytes. @throws RequestFault 413 or 400 */
export async function readText(request: Request, largest: number): Promise<string> {
	const announced = Number(request.headers.get('content-length') ?? 0);
	if (announced > largest) throw tooLarge(largest);
	const decoder = new TextDecoder('utf-8', { fatal: true });
	try {
		const chunks = await readChunks(request, largest);
		return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
	} catch (error) {
		if (isOverServerLimit(error)) throw tooLarge(largest);
		if (isBrokenOff(error)) throw new RequestFault(400, 'The body broke off.');
		if (!(error instanceof TypeError)) throw error;
		throw new RequestFault(400, 'The body is not UTF-8.');
	}
}

async function readChunks({ body }: Request, largest: number): Promise<Uint8Array[]> {
	const chunks: Uint8Array[] = [];
	const reader = body?.getReader();
	let size = 0;
	try {
		for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
			size += next.value.byteLength;
			if (size > largest) throw tooLarge(largest);
			chunks.push(next.value);
		}
	} finally {
		reader?.releaseLock();
	}
	return chunks;
}

/** A file that is the body of a request, as it comes in. @throws RequestFault 413 or 400 */
export async function* filePieces({ body }: Request): AsyncGenerator<Uint8Array> {
	const reader = body?.getReader();
	try {
		for (let next = await reader?.read(); next?.value; next = await reader?.read()) yield next.value;
	} catch (error) {
		if (isOverServerLimit(error))
			throw new RequestFault(413, 'The file is larger than this server takes (IMPORT_SIZE_LIMIT).');
		if (isBrokenOff(error)) throw new RequestFault(400, 'The body broke off.');
		throw error;
	} finally {
		reader?.releaseLock();
	}
}

/**
 * Reads what is left of a body that nobody wanted: cancelled, it would take the connection with it before the answer is
 * out; left lying, it would stop the next request on that connection.
 */
export async function discardBody({ body }: Request): Promise<void> {
	if (!body || body.locked) return;
	const reader = body.getReader();
	try {
		while (!(await reader.read()).done);
	} catch (error) {
		if (!isOverServerLimit(error) && !isBrokenOff(error)) throw error;
	}
}

/** SvelteKit's own limit; Node throws away the rest by itself. */
const isOverServerLimit = (error: unknown) => (error as { status?: unknown }).status === 413;
const isBrokenOff = (error: unknown) => (error as { code?: unknown }).code === 'ECONNRESET';

const tooLarge = (largest: number) =>
	new RequestFault(413, `The body is too large: at most ${largest / 1024 ** 2} MiB.`);

/** What a schema makes of a body. @throws RequestFault 422 naming each place, also a field that nobody knows */
export function checkBody<S extends v.GenericSchema>(schema: S, body: unknown): Given<v.InferOutput<S>> {
	if (Object.keys(entriesOf(schema)).length > 0 && !isRecord(body))
		throw bodyFault([{ pointer: '', detail: noObject }]);
	const checked = v.safeParse(schema, withEveryKey(schema, body));
	const faults = [...unknownFields(schema, body), ...(checked.issues ?? []).map(faultOf)];
	if (!checked.success || faults.length > 0) throw bodyFault(faults);
	return given(checked.output);
}

/** What a body says: a field that it leaves out is not there. */
export type Given<Output> = Output extends object
	? { [Key in keyof Output]: Exclude<Output[Key], undefined> }
	: Output;

function given<Output>(output: Output): Given<Output> {
	if (!isRecord(output)) return output as Given<Output>;
	return Object.fromEntries(
		Object.entries(output).filter(([, value]) => value !== undefined)
	) as Given<Output>;
}

const noObject = 'This has to be a JSON object: {…}.';

/** 422 with the faults of a body. */
export function bodyFault(errors: PlacedFault[]): RequestFault {
	const [first] = errors;
	const summary = errors.length === 1 && first ? first.detail : `${errors.length} fields need another look.`;
	return new RequestFault(422, summary, { errors });
}

function faultOf(issue: v.BaseIssue<unknown>): PlacedFault {
	const path = (issue.path ?? []).map((step) => step.key as string | number);
	const isMissing = issue.kind === 'schema' && issue.received === 'undefined' && issue.type === 'object';
	if (isMissing) return { pointer: pointerTo(...path), detail: 'This field is required.' };
	const isNoObject = issue.kind === 'schema' && issue.type === 'object';
	return { pointer: pointerTo(...path), detail: isNoObject ? noObject : issue.message };
}

type Parts = {
	entries?: Record<string, v.GenericSchema>;
	options?: unknown;
	item?: v.GenericSchema;
	wrapped?: v.GenericSchema;
	getter?: (input: unknown) => v.GenericSchema;
};

/** The fields of an object schema, through what wraps it; none for any other schema. */
export function entriesOf(schema: v.GenericSchema): Record<string, v.GenericSchema> {
	const { entries, wrapped, options } = schema as Parts;
	if (entries) return entries;
	if (wrapped) return entriesOf(wrapped);
	if (schema.type !== 'intersect') return {};
	return Object.assign({}, ...(options as v.GenericSchema[]).map(entriesOf)) as Record<
		string,
		v.GenericSchema
	>;
}

const isRecord = (body: unknown): body is Record<string, unknown> =>
	typeof body === 'object' && body !== null && !Array.isArray(body);

/** With missing fields as undefined, each says in its own words that it is missed. */
function withEveryKey(schema: v.GenericSchema, body: unknown): unknown {
	if (!isRecord(body)) return body;
	const keys = Object.keys(entriesOf(schema));
	return { ...Object.fromEntries(keys.map((key) => [key, undefined])), ...body };
}

/** A field by a wrong name would be lost in silence; so it is refused. */
function unknownFields(schema: v.GenericSchema, body: unknown, ...path: (string | number)[]): PlacedFault[] {
	const { getter, wrapped, item } = schema as Parts;
	if (getter) return unknownFields(getter(body), body, ...path);
	if (wrapped) return unknownFields(wrapped, body, ...path);
	if (item && Array.isArray(body)) return body.flatMap((one, at) => unknownFields(item, one, ...path, at));
	const entries = entriesOf(schema);
	const known = Object.keys(entries);
	if (schema.type === 'loose_object') return [];
	if (!isRecord(body) || known.length === 0) return [];
	return Object.entries(body).flatMap(([key, value]) =>
		Object.hasOwn(entries, key)
			? unknownFields(entries[key]!, value, ...path, key)
			: [
					{
						pointer: pointerTo(...path, key),
						detail: `There is no such field here. Known are: ${known.join(', ')}.`
					}
				]
	);
}
