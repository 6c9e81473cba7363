import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql } from 'postgres';

type NoSchema = Record<string, never>;

/** The whole database: opens transactions and reads. */
export type Database = PostgresJsDatabase<NoSchema>;
/** An open transaction: what every command takes, so that a write outside one does not compile. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Whatever can be read from: what every query takes. */
export type Reader = Database | Transaction;

export type OpenDatabase = { db: Database; close: () => Promise<void> };

/**
 * Opens a pool on `url`. Statements are prepared once a connection and kept (Drizzle sends them
 * unprepared); set `prepare` to false behind a transaction-mode pooler.
 */
export function openDatabase(url: string, options: { max?: number; prepare?: boolean } = {}): OpenDatabase {
	const prepare = options.prepare ?? true;
	const client = postgres(url, {
		max: options.max ?? 8,
		prepare,
		onnotice: () => {},
		connection: { application_name: 'stocktake', TimeZone: 'UTC' }
	});
	if (prepare) prepareStatements(client);
	return { db: drizzle(client), close: () => client.end({ timeout: 5 }) };
}

/** Each costs PostgreSQL some memory in every connection; whoever varies what is asked for cannot make it more. */
const mostPrepared = 400;

/**
 * Drizzle asks for no statement to be prepared, and the driver prepares none without parameters; planning one of ours
 * anew costs more than running it.
 */
function prepareStatements(client: Sql): void {
	const unsafe = client.unsafe.bind(client);
	const texts = new Set<string>();
	const prepared: typeof client.unsafe = (query, parameters, options) => {
		if (texts.size < mostPrepared) texts.add(query);
		const how = texts.has(query) ? { prepare: true, simple: false } : {};
		return unsafe(query, parameters, { ...options, ...how });
	};
	Object.assign(client, { unsafe: prepared });
}

const serializationFailure = '40001';
const deadlockDetected = '40P01';

/**
 * Runs `work` in one transaction: all of it is kept or none. Postgres ends one of two transactions
 * that wait for each other; that one is run again, at most twice.
 */
export async function inTransaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await db.transaction(work);
		} catch (error) {
			const code = postgresCode(error);
			const transient = code === serializationFailure || code === deadlockDetected;
			if (!transient || attempt === 3) throw error;
		}
	}
}

/** The five-character SQLSTATE behind an error, or undefined where Postgres did not raise it. */
export function postgresCode(error: unknown): string | undefined {
	const cause = error instanceof Error && error.cause ? error.cause : error;
	const code = (cause as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : undefined;
}

/** The constraint that refused a row, or undefined. */
export function violatedConstraint(error: unknown): string | undefined {
	const cause = error instanceof Error && error.cause ? error.cause : error;
	const name = (cause as { constraint_name?: unknown } | null)?.constraint_name;
	return typeof name === 'string' ? name : undefined;
}
