import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	customType,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique
} from 'drizzle-orm/pg-core';
import { publications } from '../publications/table.server.ts';
import { recommendations } from '../recommendations/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { blockKinds, briefingStates, exportFormats, exportStates } from './briefing.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Texts with charts and footnotes, composed from the tracker; frozen when issued. */
export const briefings = pgTable(
	'briefings',
	{
		id: id(),
		title: text().notNull(),
		/** Whom it is for, in a line: `For the Committee on Foreign Affairs`. */
		audience: text().notNull().default(''),
		state: text({ enum: briefingStates }).notNull().default('draft'),
		/** First and last day of the period that it covers; null for open. */
		periodFrom: date('period_from'),
		periodTo: date('period_to'),
		/** What changed is reckoned from this day; null for the day before the period begins. */
		since: date('since'),
		/** Key of the citation style: `chicago-notes`, or `own:` and the id of one that was added. */
		citationStyle: text('citation_style').notNull().default('chicago-notes'),
		/** BCP 47 tag of dates and terms in footnotes. */
		locale: text().notNull().default('en-GB'),
		/** The template of the house that exports to Word follow; null for ours. */
		houseTemplateId: reference('house_template_id').references(() => houseTemplates.id),
		createdBy: reference('created_by')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Counts edits of the title, the audience, the period and what it looks back to, from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		/** Out of view; can be restored. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		index('briefings_newest').on(t.updatedAt.desc(), t.id.desc()),
		check('briefings_state', sql`${t.state} in (${oneOf(briefingStates)})`),
		check('briefings_title_given', sql`length(trim(${t.title})) between 1 and 500`),
		check('briefings_period', sql`${t.periodFrom} <= ${t.periodTo}`)
	]
);

/** What a briefing is about: publications, in order. */
export const briefingPublications = pgTable(
	'briefing_publications',
	{
		briefingId: reference('briefing_id')
			.notNull()
			.references(() => briefings.id),
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id),
		/** Order, from 1. */
		position: smallint().notNull()
	},
	(t) => [primaryKey({ columns: [t.briefingId, t.publicationId] })]
);

/** The pieces of a briefing, in order. Edited one by one, so that two people can work on different ones. */
export const briefingBlocks = pgTable(
	'briefing_blocks',
	{
		id: id(),
		briefingId: reference('briefing_id')
			.notNull()
			.references(() => briefings.id),
		kind: text({ enum: blockKinds }).notNull(),
		/** Sorts the blocks; a moved block takes a position between its neighbours, or all are numbered anew. */
		position: integer().notNull(),
		/** What a block of kind `recommendation` is about. */
		recommendationId: reference('recommendation_id').references(() => recommendations.id),
		/** The choices of a made block: evidence picked, pinned and dropped, its order, what to show. See `block.ts`. */
		choices: jsonb().notNull().default({}),
		/** Markdown of a `text`, words of a `heading`; '' for the others. */
		text: text().notNull().default(''),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		updatedBy: reference('updated_by')
			.notNull()
			.references(() => users.id),
		/** Taken out; can be put back. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		index('briefing_blocks_of_briefing').on(t.briefingId, t.position),
		check('briefing_blocks_kind', sql`${t.kind} in (${oneOf(blockKinds)})`),
		check(
			'briefing_blocks_recommendation',
			sql`(${t.kind} = 'recommendation') = (${t.recommendationId} is not null)`
		),
		check('briefing_blocks_text_length', sql`length(${t.text}) <= 100000`)
	]
);

/** A briefing as it was sent out: everything that its documents are made from. Append-only. */
export const briefingIssues = pgTable(
	'briefing_issues',
	{
		id: id(),
		briefingId: reference('briefing_id')
			.notNull()
			.references(() => briefings.id),
		/** 1 for the first issue of the briefing, then 2 … */
		number: integer().notNull(),
		/** What was recorded by then is what it speaks of. */
		asOf: moment('as_of').notNull(),
		/** The document with the data behind each block, its charts and its sources. See `document.ts`. */
		content: jsonb().notNull(),
		/** SHA-256 (hex) of the content in canonical form (RFC 8785). */
		contentHash: text('content_hash').notNull(),
		/** SHA-256 (hex) of the rows that it was made from: the same inputs give the same document. */
		inputsHash: text('inputs_hash').notNull(),
		/** The inputs themselves, so that it can be made again when the tracker has moved on. */
		inputs: jsonb().notNull(),
		/** Who signed it off. */
		issuedBy: reference('issued_by')
			.notNull()
			.references(() => users.id),
		issuedAt: moment('issued_at').notNull().defaultNow()
	},
	(t) => [
		unique('briefing_issues_number').on(t.briefingId, t.number),
		check('briefing_issues_hashes', sql`length(${t.contentHash}) = 64 and length(${t.inputsHash}) = 64`)
	]
);

/** Read-only links to one issue, for people without an account. */
export const briefingShares = pgTable(
	'briefing_shares',
	{
		id: id(),
		issueId: reference('issue_id')
			.notNull()
			.references(() => briefingIssues.id),
		/** SHA-256 (hex) of the secret in the link. */
		tokenHash: text('token_hash').notNull().unique(),
		/** argon2id in PHC format; null where the link alone opens it. */
		passwordHash: text('password_hash'),
		/** From then on it opens nothing; null for no end. */
		expiresAt: moment('expires_at'),
		createdBy: reference('created_by')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		revokedAt: moment('revoked_at')
	},
	(t) => [index('briefing_shares_of_issue').on(t.issueId)]
);

/** Structures to begin a briefing from: `Monthly monitoring note`. */
export const briefingTemplates = pgTable(
	'briefing_templates',
	{
		id: id(),
		/** Unique without regard to case. */
		name: text().notNull(),
		/** Kinds and choices of the blocks, in order, without what belongs to one publication. See `template.ts`. */
		structure: jsonb().notNull(),
		/** Came with the product. */
		isShipped: boolean('is_shipped').notNull().default(false),
		createdBy: reference('created_by').references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		hiddenAt: moment('hidden_at')
	},
	(t) => [check('briefing_templates_name_given', sql`length(trim(${t.name})) between 1 and 200`)]
);

/** Word documents of the house whose styles exports take. */
export const houseTemplates = pgTable('house_templates', {
	id: id(),
	name: text().notNull(),
	/** The .docx as it was uploaded, checked. */
	file: bytes().notNull(),
	uploadedBy: reference('uploaded_by')
		.notNull()
		.references(() => users.id),
	uploadedAt: moment('uploaded_at').notNull().defaultNow(),
	hiddenAt: moment('hidden_at')
});

/** Citation styles that somebody added, beside those that come with the product. */
export const citationStyles = pgTable('citation_styles', {
	id: id(),
	/** As the style calls itself. */
	title: text().notNull(),
	/** The .csl file, checked. */
	csl: text().notNull(),
	addedBy: reference('added_by')
		.notNull()
		.references(() => users.id),
	addedAt: moment('added_at').notNull().defaultNow(),
	hiddenAt: moment('hidden_at')
});

/** Documents being made, or made. A job works on one; whoever asked can leave and come back. */
export const briefingExports = pgTable(
	'briefing_exports',
	{
		id: id(),
		briefingId: reference('briefing_id')
			.notNull()
			.references(() => briefings.id),
		/** The issue that is written out; null for the briefing as it stands. */
		issueId: reference('issue_id').references(() => briefingIssues.id),
		format: text({ enum: exportFormats }).notNull(),
		state: text({ enum: exportStates }).notNull().default('waiting'),
		/** Share that is done, 0 to 100. */
		progress: smallint().notNull().default(0),
		/** What went wrong, in words; null while nothing has. */
		fault: text(),
		file: bytes(),
		requestedBy: reference('requested_by').references(() => users.id),
		requestedAt: moment('requested_at').notNull().defaultNow(),
		finishedAt: moment('finished_at')
	},
	(t) => [
		index('briefing_exports_of_briefing').on(t.briefingId, t.id.desc()),
		index('briefing_exports_open')
			.on(t.id)
			.where(sql`${t.state} in ('waiting', 'running')`),
		check('briefing_exports_format', sql`${t.format} in (${oneOf(exportFormats)})`),
		check('briefing_exports_state', sql`${t.state} in (${oneOf(exportStates)})`),
		check('briefing_exports_progress', sql`${t.progress} between 0 and 100`),
		check('briefing_exports_done_with_file', sql`(${t.state} = 'done') = (${t.file} is not null)`)
	]
);
