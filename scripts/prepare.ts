import { prepareInstallation } from '#lib/installation.ts';
import type { Configuration } from '#lib/server/configuration.ts';
import { openDatabase } from '#lib/server/database.ts';

/**
 * Puts into the database what a new installation needs.
 * @returns the path of the link that makes the first administrator, when there is none yet.
 */
export async function prepare(url: string, configuration: Configuration): Promise<string | undefined> {
	const { db, close } = openDatabase(url, { max: 4 });
	try {
		return (await prepareInstallation(db, configuration)).setupLink;
	} finally {
		await close();
	}
}
