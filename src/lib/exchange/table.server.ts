import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	customType,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { publications } from '../publications/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { importFormats, importKinds, importModes, importStates, importSteps } from './file-import.ts';

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** Files that come in through the pages and the API, each with what it said and what it did. */
export const imports = pgTable(
	'imports',
	{
		id: id(),
		kind: text({ enum: importKinds }).notNull(),
		/** As it was called where it came from. */
		fileName: text('file_name').notNull(),
		format: text({ enum: importFormats }).notNull(),
		/** Bytes. */
		size: integer().notNull(),
		/** Of its bytes, in hex: the same file is known again by it. */
		sha256: text().notNull(),
		state: text({ enum: importStates }).notNull().default('uploaded'),
		/** The publication to which codes alone belong, or that recommendations are for. */
		publicationId: reference('publication_id').references(() => publications.id),
		mode: text({ enum: importModes }).notNull().default('whole'),
		/** Change what is here already and differs; else such a row is bad. */
		updates: boolean().notNull().default(false),
		/** How the file was read: encoding, delimiter, sheets, columns with samples. */
		reading: jsonb().notNull(),
		/** The file's column for each field of ours; null until somebody said so. */
		mapping: jsonb(),
		/** What a worker is doing, and how far it is: bytes while reading, else unknown. */
		step: text({ enum: importSteps }),
		done: integer().notNull().default(0),
		total: integer().notNull().default(0),
		/** What the last check found: counts and the first rows. */
		preview: jsonb(),
		/** Bad rows, and the first of their faults. */
		faultCount: integer('fault_count').notNull().default(0),
		faults: jsonb()
			.notNull()
			.default(sql`'[]'::jsonb`),
		/** What writing, undoing or redoing did. */
		report: jsonb(),
		/** Why it failed as a whole, in words. */
		failure: text(),
		/** How often a worker took up the present work: what never ends is given up. */
		attempts: smallint().notNull().default(0),
		createdBy: reference('created_by')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** When the present state began. */
		changedAt: moment('changed_at').notNull().defaultNow(),
		/** Who asked for the present work: writing, undoing, redoing. */
		askedBy: reference('asked_by').references(() => users.id),
		/** When what it holds was taken in. */
		finishedAt: moment('finished_at'),
		/** When its bytes were let go of. */
		emptiedAt: moment('emptied_at')
	},
	(t) => [
		index('imports_at_work')
			.on(t.id)
			.where(sql`${t.state} in ('checking', 'writing', 'undoing', 'redoing')`),
		index('imports_of_publication').on(t.publicationId),
		check('imports_kind', sql`${t.kind} in (${oneOf(importKinds)})`),
		check('imports_format', sql`${t.format} in (${oneOf(importFormats)})`),
		check('imports_state', sql`${t.state} in (${oneOf(importStates)})`),
		check('imports_mode', sql`${t.mode} in (${oneOf(importModes)})`),
		check('imports_step', sql`${t.step} in (${oneOf(importSteps)})`),
		check('imports_file_named', sql`length(${t.fileName}) between 1 and 300`),
		check('imports_size', sql`${t.size} >= 0`)
	]
);

/** The bytes of a file, in pieces; let go of some days after its import ended. */
export const importPieces = pgTable(
	'import_pieces',
	{
		importId: reference('import_id')
			.notNull()
			.references(() => imports.id),
		/** From 1. */
		position: integer().notNull(),
		bytes: bytes().notNull()
	},
	(t) => [primaryKey({ columns: [t.importId, t.position] })]
);

/** How columns were mapped last, for files with the same columns. */
export const importMappings = pgTable(
	'import_mappings',
	{
		id: id(),
		kind: text({ enum: importKinds }).notNull(),
		/** SHA-256 in hex of the names of the columns, in small letters and sorted. */
		columnsHash: text('columns_hash').notNull(),
		/** The file's column for each field of ours. */
		mapping: jsonb().notNull(),
		savedBy: reference('saved_by')
			.notNull()
			.references(() => users.id),
		savedAt: moment('saved_at').notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('import_mappings_each').on(t.kind, t.columnsHash),
		check('import_mappings_kind', sql`${t.kind} in (${oneOf(importKinds)})`)
	]
);
