import { asc, eq } from 'drizzle-orm';
import { NotAllowed, NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { isActiveAdministrator } from './queries.server.ts';
import { endSessionsOf } from './session.server.ts';
import { users } from './table.server.ts';
import { authorise, type Actor, type Role } from './user.ts';

/** Changes the actor's own name, and returns it. */
export async function changeName(tx: Transaction, actor: Actor, input: { name: string }): Promise<string> {
	if (actor.scope !== 'write') throw new NotAllowed('This token may only read.');
	const { name: before } = await lockUser(tx, actor.id);
	if (before !== input.name)
		await change(tx, actor, actor.id, 'changeName', { name: before }, { name: input.name });
	return input.name;
}

/** Gives somebody another role. @throws Refused when no administrator would be left. */
export async function changeRole(
	tx: Transaction,
	actor: Actor,
	input: { userId: number; role: Role }
): Promise<void> {
	authorise(actor, 'changeRole');
	if (input.role !== 'admin') await keepAnAdministrator(tx, input.userId);
	const { role: before } = await lockUser(tx, input.userId);
	if (before === input.role) return;
	await change(tx, actor, input.userId, 'changeRole', { role: before }, { role: input.role });
}

/** From now on this person cannot sign in, and their sessions and tokens open nothing. Work and name stay. */
export async function deactivateUser(
	tx: Transaction,
	actor: Actor,
	input: { userId: number }
): Promise<void> {
	authorise(actor, 'deactivateUser');
	await keepAnAdministrator(tx, input.userId);
	const { deactivatedAt: before } = await lockUser(tx, input.userId);
	if (before) return;
	await endSessionsOf(tx, input.userId);
	await change(
		tx,
		actor,
		input.userId,
		'deactivateUser',
		{ deactivatedAt: null },
		{ deactivatedAt: new Date() }
	);
}

/** Undoes `deactivateUser`: the old password and tokens work again. */
export async function reactivateUser(
	tx: Transaction,
	actor: Actor,
	input: { userId: number }
): Promise<void> {
	authorise(actor, 'deactivateUser');
	const { deactivatedAt: before } = await lockUser(tx, input.userId);
	if (!before) return;
	await change(tx, actor, input.userId, 'reactivateUser', { deactivatedAt: before }, { deactivatedAt: null });
}

/** Signs somebody out everywhere. Their API tokens go on working: each is revoked by itself. */
export async function signOutEverywhere(
	tx: Transaction,
	actor: Actor,
	input: { userId: number }
): Promise<void> {
	authorise(actor, 'endSessions');
	await lockUser(tx, input.userId);
	await endSessionsOf(tx, input.userId);
	await recordChange(tx, {
		entity: 'users',
		entityId: input.userId,
		action: 'endSessions',
		actorId: actor.id
	});
}

/** Locks every administrator, in order, so that two cannot demote one another at the same moment. */
async function keepAnAdministrator(tx: Transaction, withoutId: number): Promise<void> {
	const administrators = await tx
		.select({ id: users.id })
		.from(users)
		.where(isActiveAdministrator)
		.orderBy(asc(users.id))
		.for('update');
	if (administrators.some(({ id }) => id !== withoutId)) return;
	throw new Refused('Somebody has to be administrator. Make another person one first.');
}

async function lockUser(tx: Transaction, id: number) {
	const [row] = await tx
		.select({ name: users.name, role: users.role, deactivatedAt: users.deactivatedAt })
		.from(users)
		.where(eq(users.id, id))
		.for('update');
	if (!row) throw new NotFound('There is no such person.');
	return row;
}

type Fields = Partial<Pick<typeof users.$inferSelect, 'name' | 'role' | 'deactivatedAt'>>;

async function change(
	tx: Transaction,
	actor: Actor,
	id: number,
	action: string,
	before: Fields,
	after: Fields
) {
	await tx.update(users).set(after).where(eq(users.id, id));
	await recordChange(tx, { entity: 'users', entityId: id, action, actorId: actor.id, before, after });
	await notify(tx, 'account', id);
}
