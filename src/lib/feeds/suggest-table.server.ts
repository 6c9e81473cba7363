import { bigint, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { publications } from '../publications/table.server.ts';
import { moment, reference } from '../server/columns.ts';

/*
 * What suggestions are made from: the words of each recommendation and of what the team adopted as evidence for it. All
 * of it is made again whenever those change, so nothing here is worth keeping.
 */

/** What was learned for a publication, and from what. */
export const suggestionProfiles = pgTable('suggestion_profiles', {
	publicationId: reference('publication_id')
		.primaryKey()
		.references(() => publications.id, { onDelete: 'cascade' }),
	/** MD5 in hex of the wordings and the evidence that were read: another one means that there is more to learn. */
	learnedFrom: text('learned_from').notNull().default(''),
	/** Rarity of a lexeme that none of those texts has. */
	greatestRarity: real('greatest_rarity').notNull().default(0),
	/** Null where nothing was learned yet. */
	learnedAt: moment('learned_at')
});

/** The lexemes of a publication's wordings and adopted evidence. */
export const suggestionLexemes = pgTable(
	'suggestion_lexemes',
	{
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id, { onDelete: 'cascade' }),
		lexeme: text().notNull(),
		/** ln(1 + (texts + 1) / (texts with it + 0.5)). */
		rarity: real().notNull(),
		/** The recommendations in whose profile it stands … */
		recommendationIds: bigint('recommendation_ids', { mode: 'number' }).array().notNull(),
		/** … and its share in each, in the same order; the squares of a profile's shares add up to 1 at most. */
		shares: real().array().notNull()
	},
	(t) => [primaryKey({ columns: [t.publicationId, t.lexeme] })]
);
