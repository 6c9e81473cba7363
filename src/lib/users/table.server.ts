import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { mailings, notificationReasons } from './notification.ts';
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
		/** How notifications go out by e-mail, where the installation can send any. */
		mailing: text({ enum: mailings }).notNull().default('each'),
		/** The day (UTC) of the last daily digest; null before the first. */
		digestOn: date('digest_on'),
		/** Came with the shipped sample. */
		isSample: boolean('is_sample').notNull().default(false),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** From then on cannot sign in; work and name stay. */
		deactivatedAt: moment('deactivated_at')
	},
	(t) => [
		uniqueIndex('users_email').on(sql`lower(${t.email})`),
		check('users_role', sql`${t.role} in (${oneOf(roles)})`),
		check('users_mailing', sql`${t.mailing} in (${oneOf(mailings)})`),
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

/** What somebody should know of: kept for the person, shown in the app and perhaps sent by e-mail. */
export const notifications = pgTable(
	'notifications',
	{
		id: id(),
		/** Whom it is for. */
		userId: reference('user_id')
			.notNull()
			.references(() => users.id),
		reason: text({ enum: notificationReasons }).notNull(),
		/** Who caused it; null for the installation itself, as when time ran out. */
		actorId: reference('actor_id').references(() => users.id),
		/** Title of the record that it is about, as it was then. */
		title: text().notNull(),
		/** Path of the page to open, within this site. */
		href: text().notNull(),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** When the person opened or dismissed it. */
		readAt: moment('read_at'),
		/** When it went out by e-mail; null while it waits, or where it never will. */
		mailedAt: moment('mailed_at')
	},
	(t) => [
		index('notifications_of_user').on(t.userId, t.id.desc()),
		index('notifications_unread')
			.on(t.userId)
			.where(sql`${t.readAt} is null`),
		index('notifications_unmailed')
			.on(t.id)
			.where(sql`${t.mailedAt} is null`),
		check('notifications_reason', sql`${t.reason} in (${oneOf(notificationReasons)})`),
		check('notifications_href_within', sql`${t.href} ~ '^/([^/]|$)'`)
	]
);

/** Who has which record open: a row for each open browser tab, renewed while it is open. */
export const presences = pgTable(
	'presences',
	{
		/** Made up when the tab begins to follow changes. */
		tab: text().primaryKey(),
		userId: reference('user_id')
			.notNull()
			.references(() => users.id),
		/** The record that is open: `development:12`. */
		place: text().notNull(),
		/** Old ones count as gone. */
		seenAt: moment('seen_at').notNull().defaultNow()
	},
	(t) => [index('presences_at').on(t.place)]
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
