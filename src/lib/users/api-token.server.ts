import { and, desc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { tokenPrefix, type TokenInput } from './api-token.ts';
import { hashOf, newSecret } from './secret.server.ts';
import { apiTokens, users } from './table.server.ts';
import { authorise, type Actor, type TokenScope } from './user.ts';

/** Makes a token for `actor`. The token itself is returned this once; only its hash is kept. */
export async function createToken(
	tx: Transaction,
	actor: Actor,
	input: TokenInput
): Promise<{ id: number; token: string }> {
	authorise(actor, 'createToken');
	const { name, scope } = input;
	const token = newSecret(tokenPrefix);
	const [row] = await tx
		.insert(apiTokens)
		.values({ userId: actor.id, name, scope, tokenHash: hashOf(token) })
		.returning({ id: apiTokens.id });
	const { id } = row!;
	const after = { name, scope };
	await recordChange(tx, {
		entity: 'api_tokens',
		entityId: id,
		action: 'createToken',
		actorId: actor.id,
		after
	});
	return { id, token };
}

/** Makes one of `actor`'s own tokens invalid from now on. */
export async function revokeToken(tx: Transaction, actor: Actor, id: number): Promise<void> {
	authorise(actor, 'createToken');
	const [row] = await tx
		.update(apiTokens)
		.set({ revokedAt: sql`now()` })
		.where(and(eq(apiTokens.id, id), eq(apiTokens.userId, actor.id), isNull(apiTokens.revokedAt)))
		.returning({ name: apiTokens.name });
	if (!row) throw new NotFound('You have no such token, or it is revoked already.');
	const before = { name: row.name };
	await recordChange(tx, {
		entity: 'api_tokens',
		entityId: id,
		action: 'revokeToken',
		actorId: actor.id,
		before
	});
}

export type TokenLine = {
	id: number;
	name: string;
	scope: TokenScope;
	createdAt: Date;
	lastUsedAt: Date | null;
};

/** The valid tokens of `userId`, newest first. */
export async function listTokens(db: Reader, userId: number): Promise<TokenLine[]> {
	const { id, name, scope, createdAt, lastUsedAt } = apiTokens;
	return db
		.select({ id, name, scope, createdAt, lastUsedAt })
		.from(apiTokens)
		.where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt)))
		.orderBy(desc(id));
}

/** Who may act by this token, with the token's scope; undefined when it is unknown, revoked, or its owner deactivated. */
export async function findActorByToken(db: Reader, token: string): Promise<Actor | undefined> {
	if (!token.startsWith(tokenPrefix)) return undefined;
	const [row] = await db
		.select({
			id: users.id,
			name: users.name,
			email: users.email,
			role: users.role,
			scope: apiTokens.scope,
			tokenId: apiTokens.id,
			isUnmarked: sql<boolean>`coalesce(${apiTokens.lastUsedAt} < now() - interval '1 hour', true)`
		})
		.from(apiTokens)
		.innerJoin(users, eq(users.id, apiTokens.userId))
		.where(
			and(eq(apiTokens.tokenHash, hashOf(token)), isNull(apiTokens.revokedAt), isNull(users.deactivatedAt))
		);
	if (!row) return undefined;
	const { tokenId, isUnmarked, ...actor } = row;
	if (isUnmarked) await markUsed(db, tokenId);
	return actor;
}

/** Once an hour at most, so that reading does not write at each request. */
async function markUsed(db: Reader, id: number): Promise<void> {
	const hourAgo = sql`now() - interval '1 hour'`;
	await db
		.update(apiTokens)
		.set({ lastUsedAt: sql`now()` })
		.where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, hourAgo))));
}
