import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { roles, tokenScopes } from './user.ts';

/** People. Never deleted: their name stays on their work. */
export const users = pgTable(
	'users',
	{
		id: id(),
		/** Sign-in address, unique without regard to case; null for a coder known by name alone (an import, the sample). */
		email: text(),
		/** Shown beside everything that they did. */
		name: text().notNull(),
		role: text({ enum: roles }).notNull(),
		/** argon2id in PHC format; null where nobody can sign in. */
		passwordHash: text('password_hash'),
		/** Came with the shipped sample. */
		isSample: boolean('is_sample').notNull().default(false),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** From then on cannot sign in; work and name stay. */
		deactivatedAt: moment('deactivated_at')
	},
	(t) => [
		uniqueIndex('users_email').on(sql`lower(${t.email})`),
		check('users_role', sql`${t.role} in (${oneOf(roles)})`),
		check('users_name_given', sql`length(trim(${t.name})) between 1 and 200`)
	]
);

/** Browser sessions. */
export const sessions = pgTable(
	'sessions',
	{
		/** SHA-256 (hex) of the id in the cookie; the id itself is stored nowhere. */
		idHash: text('id_hash').primaryKey(),
		userId: reference('user_id')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Slides forward while the session is used. */
		expiresAt: moment('expires_at').notNull(),
		/** The browser in its own words, shortened; helps a person to recognise a session. */
		userAgent: text('user_agent')
	},
	(t) => [index('sessions_of_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)]
);

/** Single-use links that make an account. */
export const invitations = pgTable(
	'invitations',
	{
		id: id(),
		/** SHA-256 (hex) of the secret in the link. */
		tokenHash: text('token_hash').notNull().unique(),
		/** Whom it is meant for; null when whoever holds the link may choose. */
		email: text(),
		role: text({ enum: roles }).notNull(),
		/** Null for the link that makes the first administrator. */
		invitedBy: reference('invited_by').references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		expiresAt: moment('expires_at').notNull(),
		usedAt: moment('used_at'),
		usedBy: reference('used_by').references(() => users.id)
	},
	(t) => [
		check('invitations_role', sql`${t.role} in (${oneOf(roles)})`),
		check('invitations_used_by_somebody', sql`(${t.usedAt} is null) = (${t.usedBy} is null)`)
	]
);

/** Bearer tokens for the API. */
export const apiTokens = pgTable(
	'api_tokens',
	{
		id: id(),
		userId: reference('user_id')
			.notNull()
			.references(() => users.id),
		/** What its owner calls it. */
		name: text().notNull(),
		/** SHA-256 (hex) of the token. */
		tokenHash: text('token_hash').notNull().unique(),
		scope: text({ enum: tokenScopes }).notNull(),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** To the nearest hour, so that reading does not write at each request. */
		lastUsedAt: moment('last_used_at'),
		revokedAt: moment('revoked_at')
	},
	(t) => [
		index('api_tokens_of_user').on(t.userId),
		check('api_tokens_scope', sql`${t.scope} in (${oneOf(tokenScopes)})`)
	]
);

/** The installation's own settings: one row. */
export const site = pgTable(
	'site',
	{
		/** Always true: holds the table to one row. */
		single: boolean().primaryKey().default(true),
		/** Who may read: everybody, or members only. */
		reading: text({ enum: ['public', 'members'] })
			.notNull()
			.default('public')
	},
	(t) => [
		check('site_one_row', sql`${t.single}`),
		check('site_reading', sql`${t.reading} in ('public', 'members')`)
	]
);
