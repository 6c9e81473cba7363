import * as v from 'valibot';
import { findByExternalId, recordDevelopment } from '#lib/developments/commands.server.ts';
import { developmentSchema } from '#lib/developments/development.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { listCodings } from '#lib/evidence/queries.server.ts';
import type { Reader, Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { codeDevelopment, codingList } from './code-developments.server.ts';
import type { Answer } from './answer.ts';
import { created, type Writing } from './writing.server.ts';
import { addressOf, developmentOf } from './representation.ts';
import { RequestFault } from './request-fault.ts';

/** A development as it is logged, with its codings if they are known already. */
export const loggedDevelopment = v.intersect([
	developmentSchema,
	v.object({ evidence: v.optional(codingList, []) })
]);
type Logged = v.InferOutput<typeof loggedDevelopment>;

/**
 * Logs a development and its codings, all of it or nothing. An `Idempotency-Key` serves as its external id, so that
 * the same request sent again answers with what was made the first time.
 */
export async function logDevelopment({ tx, actor, input, event }: Writing<Logged>): Promise<Answer> {
	const { evidence, ...development } = input;
	const key = development.externalId ? null : idempotencyKey(event.request.headers);
	const externalId = development.externalId ?? key;
	const existingId = externalId ? await findByExternalId(tx, externalId) : undefined;
	if (existingId && key) return sentAgain(tx, actor, existingId, development);
	if (existingId)
		throw new RequestFault(409, `A development with the id ${externalId} is here already.`, {
			errors: [{ pointer: '/externalId', detail: 'This id is taken.' }],
			existing: { id: existingId, href: addressOf(existingId) }
		});
	const { id } = await recordDevelopment(tx, actor, { ...development, externalId });
	await codeDevelopment(tx, actor, id, evidence, (at) => ['evidence', at]);
	const body = await readDevelopment(tx, actor, id);
	return withVersion({ ...created(addressOf(id), body), body });
}

/** The record as the API shows it. @throws NotFound */
export async function readDevelopment(db: Reader, reader: Actor | null, id: number) {
	const [record, codings] = await Promise.all([
		getDevelopment(db, id, reader),
		listCodings(db, id, reader?.id ?? null)
	]);
	return developmentOf(record, codings);
}

/** With the version as its ETag, to be sent back as If-Match. */
export function withVersion(answer: Answer & { body: { version: number } }): Answer {
	return { ...answer, headers: { ...answer.headers, etag: `"${answer.body.version}"` } };
}

function idempotencyKey(headers: Headers): string | null {
	const key = headers
		.get('idempotency-key')
		?.trim()
		.replace(/^"(.*)"$/, '$1');
	if (!key) return null;
	if (/^[\x21-\x3a\x3c-\x7e]{1,200}$/.test(key)) return key;
	throw new RequestFault(
		400,
		'An Idempotency-Key is 1 to 200 letters, digits and signs, without spaces and semicolons.'
	);
}

async function sentAgain(
	tx: Transaction,
	actor: Actor,
	id: number,
	sent: { title: string; occurredOn: string }
) {
	const body = await readDevelopment(tx, actor, id);
	if (body.title !== sent.title || body.occurredOn !== sent.occurredOn)
		throw new RequestFault(422, 'This Idempotency-Key was used for another development. Take a new one.');
	return withVersion({ status: 200, headers: { location: addressOf(id) }, body });
}
