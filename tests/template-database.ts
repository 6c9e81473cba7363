import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startCluster } from '#lib/server/embedded-postgres.ts';
import { migrateDatabase } from '#lib/server/migrate.ts';

declare module 'vitest' {
	// What the set-up hands to the test files.
	interface ProvidedContext {
		/** Address of a migrated, empty database. Nobody connects to it: PostgreSQL copies only what is not in use. */
		templateUrl: string;
	}
}

/** One PostgreSQL for all room tests, gone with them. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'stocktake-rooms-'));
	// As root, PostgreSQL runs as another user, who has to get in.
	chmodSync(folder, 0o755);
	const cluster = await startCluster(folder, { sync: false, isChosen: true });
	await migrateDatabase(cluster.url);
	project.provide('templateUrl', cluster.url);
	return async () => {
		await cluster.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
