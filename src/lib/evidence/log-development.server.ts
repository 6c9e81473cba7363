import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { findByExternalId, recordDevelopment } from '../developments/commands.server.ts';
import { developmentSchema } from '../developments/development.ts';
import { findDuplicates, getDevelopment, type LikelyDuplicate } from '../developments/queries.server.ts';
import { Conflict, Refused } from '../errors.ts';
import { codeEvidence } from './commands.server.ts';
import { findRecommendation } from '../recommendations/queries.server.ts';
import { parseRef } from '../recommendations/recommendation.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import { codingSchema } from './evidence.ts';

/** A development with its codings, as one form sends them. */
export const logSchema = v.intersect([developmentSchema, v.object({ codings: v.array(codingSchema) })]);

type Input = v.InferOutput<typeof logSchema>;
type Sent = {
	formId: string;
	/** Ids of likely duplicates that the person has been shown. */
	seen: ReadonlySet<number>;
};

/** What was found that the person has not been shown yet; they decide, so it is not saved this time. */
export class PerhapsLogged extends Refused {
	readonly duplicates: LikelyDuplicate[];
	constructor(duplicates: LikelyDuplicate[]) {
		super('Perhaps this is logged already: see below. Save once more if it is another one.');
		this.duplicates = duplicates;
	}
}

/**
 * Logs a development with its codings, all or nothing. A form that is sent twice is recorded once, by the id that it
 * came with; sent again with another title or date it is another development.
 */
export async function logDevelopment(tx: Transaction, actor: Actor, input: Input, { formId, seen }: Sent) {
	const { codings, ...development } = input;
	const earlier = await findByExternalId(tx, formId);
	if (earlier !== undefined && (await isSame(tx, earlier, input, actor))) return { id: earlier };
	const duplicates = await findDuplicates(tx, {
		title: input.title,
		url: input.sourceUrl,
		occurredOn: input.occurredOn
	});
	if (duplicates.some(({ id }) => !seen.has(id))) throw new PerhapsLogged(duplicates);
	const externalId = earlier === undefined ? formId : newFormId();
	const { id } = await recordDevelopment(tx, actor, { ...development, externalId });
	const coded = new Set<string>();
	for (const [at, { recommendation, ...judgement }] of codings.entries()) {
		const field = `codings.${at}.recommendation`;
		const ref = parseRef(recommendation);
		const found = ref && (await findRecommendation(tx, ref));
		if (!found) throw new Refused(`There is no recommendation ${recommendation}.`, field);
		if (coded.has(recommendation))
			throw new Refused(`${found.code} is coded twice. Leave one of the two.`, field);
		coded.add(recommendation);
		await codeEvidence(tx, actor, { developmentId: id, recommendationId: found.id, ...judgement }).catch(
			(error: unknown) => {
				if (error instanceof Refused && error.field)
					throw new Refused(error.message, `codings.${at}.${error.field}`);
				throw error;
			}
		);
	}
	return { id };
}

async function isSame(tx: Transaction, id: number, input: Input, actor: Actor): Promise<boolean> {
	const { title, occurredOn } = await getDevelopment(tx, id, actor);
	return title === input.title && occurredOn === input.occurredOn;
}

export const newFormId = () => `form:${randomUUID()}`;

/** The id that a form came with; a new one where it is not of ours. */
export function readFormId(value: FormDataEntryValue | null): string {
	return typeof value === 'string' && /^form:[0-9a-f-]{36}$/.test(value) ? value : newFormId();
}

/** Whether another sending of the same form was quicker. */
export const isSentTwice = (error: unknown) => error instanceof Conflict && error.field === 'externalId';
