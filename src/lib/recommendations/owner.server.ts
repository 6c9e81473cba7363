import { and, eq, isNull } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { listWhoMay } from '../users/queries.server.ts';
import { users } from '../users/table.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { recommendations, recommendationVersions } from './table.server.ts';

export type Owner = { id: number; name: string };

/** Who keeps a recommendation's assessment up to date; null where nobody does. */
export async function findOwner(db: Reader, recommendationId: number): Promise<Owner | null> {
	const [owner] = await db
		.select({ id: users.id, name: users.name })
		.from(recommendations)
		.innerJoin(users, eq(users.id, recommendations.ownerId))
		.where(eq(recommendations.id, recommendationId));
	return owner ?? null;
}

/** Everybody who can own a recommendation, by name. */
export const listPossibleOwners = (db: Reader) => listWhoMay(db, 'assess');

/** Makes somebody answer for keeping a recommendation's assessment up to date, or nobody; a new owner is told. */
export async function setOwner(
	tx: Transaction,
	actor: Actor | null,
	{ recommendationId, ownerId }: { recommendationId: number; ownerId: number | null }
): Promise<void> {
	authorise(actor, 'setOwner');
	const recommendation = await lockRecommendation(tx, recommendationId);
	const before = await findOwner(tx, recommendationId);
	if ((before?.id ?? null) === ownerId) return;
	const after = ownerId === null ? null : (await listPossibleOwners(tx)).find(({ id }) => id === ownerId);
	if (after === undefined)
		throw new Refused('An owner has to assess: choose an active analyst or editor.', 'ownerId');
	await tx
		.update(recommendations)
		.set({ ownerId, staleToldOf: null })
		.where(eq(recommendations.id, recommendationId));
	await recordChange(tx, {
		entity: 'recommendations',
		entityId: recommendationId,
		action: 'setOwner',
		actorId: actor.id,
		before: { ownerId: before?.id ?? null, owner: before?.name ?? null },
		after: { ownerId, owner: after?.name ?? null }
	});
	await notify(tx, 'recommendation', recommendation.publicationId);
	if (ownerId === null) return;
	const { slug, code, title } = recommendation;
	await tell(tx, [ownerId], {
		reason: 'assigned',
		actorId: actor.id,
		title: `${code} ${title}`,
		href: `/publications/${slug}/${code}`
	});
}

async function lockRecommendation(tx: Transaction, id: number) {
	const [row] = await tx
		.select({
			publicationId: publications.id,
			slug: publications.slug,
			code: recommendations.code,
			title: recommendationVersions.title
		})
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(
			recommendationVersions,
			and(
				eq(recommendationVersions.recommendationId, recommendations.id),
				eq(recommendationVersions.version, recommendations.version)
			)
		)
		.where(and(eq(recommendations.id, id), isNull(publications.hiddenAt)))
		.for('no key update', { of: recommendations });
	if (!row) throw new NotFound('There is no such recommendation.');
	return row;
}
