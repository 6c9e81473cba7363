import * as v from 'valibot';
import { editDevelopment } from '#lib/developments/commands.server.ts';
import { developmentSchema, type DevelopmentInput } from '#lib/developments/development.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict } from '#lib/errors.ts';
import { checkBody, entriesOf } from './body.server.ts';
import type { Answer } from './answer.ts';
import type { Writing } from './writing.server.ts';
import { readDevelopment, withVersion } from './log-development.server.ts';
import { versionRead } from './precondition.ts';

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
	const { version, stale } = versionRead(event.request, inBody, current.version, 'this development');
	await editDevelopment(tx, actor, id, version, merged(current, patch)).catch((error: unknown) => {
		throw error instanceof Conflict && error.field === 'version' ? stale() : error;
	});
	return withVersion({ body: await readDevelopment(tx, actor, id) });
}

/** What follows from a field that changes is not kept from the one before: a date's precision, a source's kind and reliability. */
function merged(current: Record<string, unknown>, patch: Record<string, unknown>): DevelopmentInput {
	const kept = Object.fromEntries(fields.map((field) => [field, current[field]]));
	if ('occurredOn' in patch) delete kept.occurredPrecision;
	if ('source' in patch) for (const field of ['sourceKind', 'sourceReliability']) delete kept[field];
	const emptied = Object.entries(patch).map(([field, value]) => [field, value ?? undefined]);
	return checkBody(developmentSchema, { ...kept, ...Object.fromEntries(emptied) });
}
