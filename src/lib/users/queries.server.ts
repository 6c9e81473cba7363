import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { users } from './table.server.ts';
import { actions, roles, type Action, type Actor, type Role } from './user.ts';

export type Person = {
	id: number;
	name: string;
	email: string | null;
	role: Role;
	createdAt: Date;
	deactivatedAt: Date | null;
	/** False for a coder known by name alone. */
	hasPassword: boolean;
	isSample: boolean;
};

const shown = {
	id: users.id,
	name: users.name,
	email: users.email,
	role: users.role,
	createdAt: users.createdAt,
	deactivatedAt: users.deactivatedAt,
	hasPassword: sql<boolean>`${users.passwordHash} is not null`,
	isSample: users.isSample
};

/** Everybody: active first, then by name. */
export async function listUsers(db: Reader): Promise<Person[]> {
	const { deactivatedAt, name, id } = users;
	return db
		.select(shown)
		.from(users)
		.orderBy(sql`${deactivatedAt} is not null`, asc(sql`lower(${name})`), asc(id));
}

/** Everybody whose role allows an action, by name; those known by name alone do nothing. */
export async function listWhoMay(db: Reader, action: Action): Promise<{ id: number; name: string }[]> {
	return db
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(
			and(
				isNull(users.deactivatedAt),
				isNotNull(users.email),
				inArray(users.role, rolesFrom(actions[action]))
			)
		)
		.orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}

const rolesFrom = (least: Role) => roles.slice(roles.indexOf(least));

/** Everybody who is or was here, by name: whose names stand in mentions. Active is who can sign in: only they can be reached. */
export async function listTeammates(db: Reader) {
	const isActive = sql<boolean>`${users.deactivatedAt} is null and ${users.email} is not null`;
	return db
		.select({ id: users.id, name: users.name, role: users.role, isActive })
		.from(users)
		.orderBy(asc(sql`lower(${users.name})`), asc(users.id));
}

/** One of the people. @throws NotFound */
export async function getPerson(db: Reader, personId: number): Promise<Person> {
	const [row] = await db
		.select(shown)
		.from(users)
		.where(eq(users.id, Number.isSafeInteger(personId) ? personId : 0));
	if (!row) throw new NotFound('There is no such person.');
	return row;
}

/** Those who decide over codings and can sign in. */
export async function listEditorIds(db: Reader): Promise<number[]> {
	const rows = await db
		.select({ id: users.id })
		.from(users)
		.where(
			and(
				inArray(users.role, rolesFrom(actions.adjudicate)),
				isNull(users.deactivatedAt),
				isNotNull(users.email)
			)
		);
	return rows.map(({ id }) => id);
}

/** Who has this e-mail, without regard to case, as somebody who may write; undefined when unknown or deactivated. */
export async function findActorByEmail(db: Reader, address: string): Promise<Actor | undefined> {
	const { id, name, email, role } = users;
	const [row] = await db
		.select({ id, name, email, role })
		.from(users)
		.where(and(eq(sql`lower(${email})`, address.trim().toLowerCase()), isNull(users.deactivatedAt)));
	return row && { ...row, scope: 'write' };
}

/** Somebody who asked for work that is done later, as they are by then; undefined when unknown or deactivated. */
export async function findActorById(db: Reader, userId: number): Promise<Actor | undefined> {
	const { id, name, email, role } = users;
	const [row] = await db
		.select({ id, name, email, role })
		.from(users)
		.where(and(eq(id, userId), isNull(users.deactivatedAt)));
	return row && { ...row, scope: 'write' };
}

/** What signing in as this e-mail is checked against; undefined when unknown or deactivated. */
export async function findCredentials(
	db: Reader,
	address: string
): Promise<{ id: number; passwordHash: string | null } | undefined> {
	const [row] = await db
		.select({ id: users.id, passwordHash: users.passwordHash })
		.from(users)
		.where(and(eq(sql`lower(${users.email})`, address.toLowerCase()), isNull(users.deactivatedAt)));
	return row;
}

/** Whether an administrator exists who can sign in. */
export async function hasAdministrator(db: Reader): Promise<boolean> {
	const [row] = await db.select({ id: users.id }).from(users).where(isActiveAdministrator).limit(1);
	return row !== undefined;
}

/** An administrator who can sign in. */
export const isActiveAdministrator = and(
	eq(users.role, 'admin'),
	isNull(users.deactivatedAt),
	isNotNull(users.passwordHash)
);
