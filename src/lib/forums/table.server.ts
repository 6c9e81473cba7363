import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { id } from '../server/columns.ts';

/** Places and channels where parties meet: OSCE, UN, bilateral. Shared by all publications. */
export const forums = pgTable(
	'forums',
	{
		id: id(),
		/** Short name as analysts write it; unique without regard to case. */
		name: text().notNull(),
		/** Order of display, from 1; later ones first seen later. */
		position: integer().notNull()
	},
	(t) => [
		uniqueIndex('forums_name').on(sql`lower(${t.name})`),
		check('forums_name_given', sql`length(trim(${t.name})) between 1 and 100`)
	]
);
