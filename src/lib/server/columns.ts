import { sql } from 'drizzle-orm';
import { bigint, customType, timestamp } from 'drizzle-orm/pg-core';

/** Surrogate key. */
export const id = () => bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity();

/** A reference to a surrogate key. */
export const reference = (name: string) => bigint(name, { mode: 'number' });

/** A moment, with its zone. */
export const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A full-text vector; never select it. */
export const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** A vocabulary as the inside of `in (…)`; only for vocabularies of the code, never for input. */
export const oneOf = (values: readonly string[]) => sql.raw(values.map((value) => `'${value}'`).join(', '));
