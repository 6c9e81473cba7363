import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { codingRules } from './publication.ts';

/** Papers that recommend. */
export const publications = pgTable(
	'publications',
	{
		id: id(),
		/** In addresses and codes: `romano-2021`. Lasts. */
		slug: text().notNull().unique(),
		title: text().notNull(),
		/** In the order of the title page. */
		authors: text().array().notNull(),
		affiliation: text(),
		year: smallint(),
		/** BCP 47 tag of the text, e.g. `en`. */
		language: text().notNull().default('en'),
		/** Number of pages. */
		pages: smallint(),
		/** Where the paper itself can be read. */
		url: text(),
		/** What the recommendations serve together, in one sentence. */
		goal: text(),
		/** After how many months without an assessment a recommendation is stale. */
		staleAfterMonths: smallint('stale_after_months').notNull().default(9),
		/** How a coding becomes evidence: at once, when an editor adopts it, or when two blind coders agree. */
		codingRule: text('coding_rule', { enum: codingRules }).notNull().default('single'),
		/** After how many days an assignment that nobody finished returns to the pool. */
		assignmentDays: smallint('assignment_days').notNull().default(7),
		/** Came with the shipped sample. */
		isSample: boolean('is_sample').notNull().default(false),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Removed from view; can be restored. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		check('publications_slug_form', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
		check('publications_stale_after', sql`${t.staleAfterMonths} between 1 and 120`),
		check('publications_coding_rule', sql`${t.codingRule} in (${oneOf(codingRules)})`),
		check('publications_assignment_days', sql`${t.assignmentDays} between 1 and 365`)
	]
);

/** Headings of a publication, for locators. */
export const publicationSections = pgTable(
	'publication_sections',
	{
		id: id(),
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id, { onDelete: 'cascade' }),
		/** As the catalogue calls it: `4`, `conclusions`. */
		key: text().notNull(),
		title: text().notNull(),
		/** First page. */
		page: smallint(),
		/** Order in the publication, from 1. */
		position: integer().notNull()
	},
	(t) => [unique('publication_sections_key').on(t.publicationId, t.key)]
);
