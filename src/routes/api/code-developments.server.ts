import * as v from 'valibot';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { Refused } from '#lib/errors.ts';
import { codingSchema, type CodingInput } from '#lib/evidence/evidence.ts';
import { findRecommendation } from '#lib/recommendations/queries.server.ts';
import { parseRef } from '#lib/recommendations/recommendation.ts';
import type { Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { pointerTo } from '../problem.ts';
import { bodyFault } from './body.server.ts';

const mostCodings = 50;

export const codingList = v.pipe(
	v.array(codingSchema, 'Send the codings as a list.'),
	v.maxLength(mostCodings, `At most ${mostCodings} codings at once.`)
);

/** One coding, or a list of them. */
export const oneOrMoreCodings = v.lazy((body) => (Array.isArray(body) ? codingList : codingSchema));

/**
 * Codes a development, all of it or nothing. `place` is where the list stands in the body.
 * @throws RequestFault 422 naming the recommendation that does not exist or is named twice
 */
export async function codeDevelopment(
	tx: Transaction,
	actor: Actor,
	developmentId: number,
	codings: readonly CodingInput[],
	place: (at: number) => readonly (string | number)[]
) {
	const coded = [];
	const seen = new Set<number>();
	for (const [at, { recommendation, ...judgement }] of codings.entries()) {
		const ref = parseRef(recommendation)!;
		const fault = (detail: string, field = 'recommendation') =>
			bodyFault([{ pointer: pointerTo(...place(at), field), detail }]);
		const found = await findRecommendation(tx, ref);
		if (!found) throw fault(`There is no recommendation “${recommendation}”.`);
		if (seen.has(found.id)) throw fault(`“${recommendation}” is coded twice here.`);
		seen.add(found.id);
		const input = { developmentId, recommendationId: found.id, ...judgement };
		const outcome = await codeEvidence(tx, actor, input).catch((error: unknown) => {
			throw error instanceof Refused && error.field ? fault(error.message, error.field) : error;
		});
		coded.push({ ...outcome, publication: ref.publication, code: ref.code, ...judgement });
	}
	return coded;
}
