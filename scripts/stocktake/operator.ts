import { and, asc, eq, isNull } from 'drizzle-orm';
import { NotFound } from '#lib/errors.ts';
import type { Transaction } from '#lib/server/database.ts';
import { createUser } from '#lib/users/account.server.ts';
import { findActorByEmail, isActiveAdministrator } from '#lib/users/queries.server.ts';
import { users } from '#lib/users/table.server.ts';
import type { Actor } from '#lib/users/user.ts';

const ownName = 'Command line';

/**
 * In whose name the command line acts: the person of that e-mail with their own role; else, since whoever has a shell
 * here has the database anyway, the first administrator; before there is one, a row called "Command line".
 */
export async function findOperator(tx: Transaction, email?: string): Promise<Actor> {
	if (email) {
		const actor = await findActorByEmail(tx, email);
		if (!actor) throw new NotFound(`Nobody here has the e-mail ${email}.`);
		return actor;
	}
	const columns = { id: users.id, name: users.name, email: users.email, role: users.role };
	const [administrator] = await tx
		.select(columns)
		.from(users)
		.where(isActiveAdministrator)
		.orderBy(asc(users.id))
		.limit(1);
	if (administrator) return { ...administrator, scope: 'write' };
	const nobodyElse = and(eq(users.name, ownName), eq(users.role, 'admin'), isNull(users.email));
	const [row] = await tx.select(columns).from(users).where(nobodyElse).limit(1);
	if (row) return { ...row, scope: 'write' };
	const made = { name: ownName, email: null, role: 'admin' as const, password: null };
	const { id } = await createUser(tx, made);
	return { ...made, id, scope: 'write' };
}
