import { and, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import { today } from '../calendar.ts';
import type { Kind } from '../developments/development.ts';
import { developments } from '../developments/table.server.ts';
import { Refused } from '../errors.ts';
import { evidence } from '../evidence/table.server.ts';
import { getCurrentVersion } from '../recommendations/version.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { missingSupport, type AssessmentInput } from './assessment.ts';
import { assessmentEvidence, assessments } from './table.server.ts';

/**
 * Adds a dated judgement of a recommendation's level. The level must be carried by the developments that it cites
 * or, where it cites none, by the recommendation's advancing evidence up to that day; else a reason is needed.
 * @throws NotFound, or Refused with the field `overrideReason`, `assessedOn` or `developmentIds`.
 */
export async function assess(
	tx: Transaction,
	actor: Actor | null,
	recommendationId: number,
	input: AssessmentInput
): Promise<{ id: number }> {
	authorise(actor, 'assess');
	if (input.assessedOn > today())
		throw new Refused('An assessment says how things stand; its date cannot lie ahead.', 'assessedOn');
	const version = await getCurrentVersion(tx, recommendationId);
	const cited = await kindsOfCited(tx, input.developmentIds);
	const kinds = cited.length > 0 ? cited : await kindsOfAdvances(tx, recommendationId, input.assessedOn);
	const missing = missingSupport(input.level, kinds);
	if (missing && !input.overrideReason)
		throw new Refused(
			`${missing} Cite such evidence, or say why the level stands without it.`,
			'overrideReason'
		);
	const { developmentIds, overrideReason, ...judgement } = input;
	const [row] = await tx
		.insert(assessments)
		.values({
			...judgement,
			recommendationId,
			recommendationVersion: version,
			assessorId: actor.id,
			recordedBy: actor.id,
			overrideReason: missing ? overrideReason : null
		})
		.returning({ id: assessments.id });
	const { id } = row!;
	if (developmentIds.length > 0)
		await tx
			.insert(assessmentEvidence)
			.values(
				developmentIds.map((developmentId, at) => ({ assessmentId: id, developmentId, position: at + 1 }))
			);
	await recordChange(tx, {
		entity: 'assessments',
		entityId: id,
		action: 'assess',
		actorId: actor.id,
		after: { recommendationId, ...input }
	});
	await notify(tx, 'assessment', recommendationId);
	return { id };
}

async function kindsOfCited(tx: Transaction, ids: readonly number[]): Promise<Kind[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.select({ kind: developments.kind })
		.from(developments)
		.where(and(inArray(developments.id, [...ids]), isNull(developments.hiddenAt)));
	if (rows.length < ids.length)
		throw new Refused('A cited development does not exist or is hidden.', 'developmentIds');
	return rows.map((row) => row.kind);
}

async function kindsOfAdvances(tx: Transaction, recommendationId: number, until: string): Promise<Kind[]> {
	const rows = await tx
		.selectDistinct({ kind: developments.kind })
		.from(evidence)
		.innerJoin(developments, eq(developments.id, evidence.developmentId))
		.where(
			and(
				eq(evidence.recommendationId, recommendationId),
				isNull(evidence.retiredAt),
				lte(evidence.occurredOn, until),
				gt(evidence.effect, 0)
			)
		);
	return rows.map((row) => row.kind);
}
