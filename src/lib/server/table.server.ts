import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { id, moment, reference } from './columns.ts';

/** Every change to every record, kept for good: who, when, before and after. Append-only (a trigger refuses the rest). */
export const changes = pgTable(
	'changes',
	{
		id: id(),
		/** Table of the record, e.g. `developments`. */
		entity: text().notNull(),
		/** Key of the record in that table. */
		entityId: reference('entity_id').notNull(),
		/** The command that made the change, e.g. `recordDevelopment`. */
		action: text().notNull(),
		/** Who did it; null for the installation itself. References `users` (constraint in the migration). */
		actorId: reference('actor_id'),
		at: moment('at').notNull().defaultNow(),
		/** The changed fields as they were; null at creation. */
		before: jsonb(),
		/** The changed fields as they became. */
		after: jsonb(),
		/** The import that made the change; set by whoever sets `stocktake.import` for the transaction. */
		importId: reference('import_id').default(
			sql`nullif(current_setting('stocktake.import', true), '')::bigint`
		)
	},
	(t) => [
		index('changes_of_record').on(t.entity, t.entityId, t.id.desc()),
		index('changes_of_import')
			.on(t.importId, t.id)
			.where(sql`${t.importId} is not null`)
	]
);

/** Fixed-window counters behind what can be guessed. */
export const rateLimits = pgTable(
	'rate_limits',
	{
		/** What is counted, e.g. `sign-in:` and a SHA-256 of the e-mail or address. */
		bucket: text().primaryKey(),
		/** When the present window began. */
		windowStartedAt: moment('window_started_at').notNull(),
		/** Tries in the present window. */
		tries: integer().notNull()
	},
	(t) => [check('rate_limits_tries_positive', sql`${t.tries} > 0`)]
);
