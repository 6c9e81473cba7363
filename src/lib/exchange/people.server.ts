import { eq } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { createUser } from '../users/account.server.ts';
import { users } from '../users/table.server.ts';
import type { Actor } from '../users/user.ts';

/** More than this many unknown names, and the column is hardly one of names. */
const mostNewPeople = 200;

/** The people whom files name: by e-mail, or by name, without regard to case. */
export type People = {
	/** The id of that person, or why there is none. */
	find(name: string): Promise<number | { fault: string }>;
	/** Names that were not known; they stand by name beside their work and cannot sign in. */
	made: string[];
};

/** @param isSample those who are made come with the sample. */
export async function meetPeople(tx: Transaction, actor: Actor, { isSample = false } = {}): Promise<People> {
	const made: string[] = [];
	const known = new Map<string, number | 'several'>();
	const rows = await tx.select({ id: users.id, name: users.name, email: users.email }).from(users);
	for (const { id, name } of rows)
		known.set(name.toLowerCase(), known.has(name.toLowerCase()) ? 'several' : id);
	for (const { id, email } of rows) if (email) known.set(email.toLowerCase(), id);
	const find = async (name: string) => {
		const id = known.get(name.toLowerCase());
		if (typeof id === 'number') return id;
		if (id) return { fault: `Several people are called “${name}”. Name the person by e-mail.` };
		if (name.includes('@')) return { fault: `Nobody here has the e-mail “${name}”.` };
		if (made.length >= mostNewPeople)
			return { fault: `More than ${mostNewPeople} people are not known here. Is this the right column?` };
		const person = { name, email: null, role: 'analyst' as const, password: null };
		const { id: newId } = await createUser(tx, person, actor.id);
		if (isSample) await tx.update(users).set({ isSample }).where(eq(users.id, newId));
		made.push(name);
		known.set(name.toLowerCase(), newId);
		return newId;
	};
	return { find, made };
}
