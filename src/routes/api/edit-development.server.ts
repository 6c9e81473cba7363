import * as v from 'valibot';
import { editDevelopment } from '#lib/developments/commands.server.ts';
import { developmentSchema, type DevelopmentInput } from '#lib/developments/development.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict } from '#lib/errors.ts';
import { checkBody, entriesOf } from './body.server.ts';
import type { Answer, Writing } from './writing.server.ts';
import { readDevelopment, withVersion } from './log-development.server.ts';
import { RequestFault } from './request-fault.ts';

const fields = Object.keys(entriesOf(developmentSchema));

/** A JSON merge patch (RFC 7396): the fields to change, and the version that was read. Names are checked here, values when merged. */
export const developmentPatch = v.object({
	...Object.fromEntries(fields.map((field) => [field, v.optional(v.unknown())])),
	version: v.optional(v.pipe(v.number('The version is a number.'), v.safeInteger(), v.minValue(1)))
});
type Patch = v.InferOutput<typeof developmentPatch> & { [field: string]: unknown };

/** Changes the fields that are sent; null empties one. @throws RequestFault 428 without a version, 412 or 409 for a stale one */
export async function patchDevelopment(
	id: number,
	{ tx, actor, input, event }: Writing<Patch>
): Promise<Answer> {
	const { version: inBody, ...patch } = input;
	const current = await getDevelopment(tx, id, actor);
	const inHeader = versionOf(event.request.headers.get('if-match'), current.version);
	const version = inHeader ?? inBody;
	if (version === undefined)
		throw new RequestFault(
			428,
			'Say which version you read: as “version” in the body, or as If-Match with the ETag.'
		);
	if (version !== current.version) throw stale(inHeader !== undefined, current.version);
	await editDevelopment(tx, actor, id, version, merged(current, patch)).catch((error: unknown) => {
		throw error instanceof Conflict && error.field === 'version' ? stale(inHeader !== undefined) : error;
	});
	return withVersion({ body: await readDevelopment(tx, actor, id) });
}

function versionOf(ifMatch: string | null, current: number): number | undefined {
	if (ifMatch === null) return undefined;
	if (ifMatch.trim() === '*') return current;
	const version = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim())?.[1];
	if (version) return Number(version);
	throw new RequestFault(400, 'If-Match is the ETag of the development, such as "3".');
}

function stale(isPrecondition: boolean, currentVersion?: number): RequestFault {
	const detail =
		'Somebody else saved this development since you read it. Read it again, then send your change.';
	return new RequestFault(isPrecondition ? 412 : 409, detail, {
		...(isPrecondition ? {} : { errors: [{ pointer: '/version', detail }] }),
		...(currentVersion ? { currentVersion } : {})
	});
}

/** What follows from a field that changes is not kept from the one before: a date's precision, a source's kind and reliability. */
function merged(current: Record<string, unknown>, patch: Record<string, unknown>): DevelopmentInput {
	const changed = Object.entries(patch).filter(([, value]) => value !== undefined);
	const kept = Object.fromEntries(fields.map((field) => [field, current[field]]));
	const names = changed.map(([field]) => field);
	if (names.includes('occurredOn')) delete kept.occurredPrecision;
	if (names.includes('source')) for (const field of ['sourceKind', 'sourceReliability']) delete kept[field];
	const emptied = changed.map(([field, value]) => [field, value === null ? undefined : value]);
	return checkBody(developmentSchema, { ...kept, ...Object.fromEntries(emptied) });
}
