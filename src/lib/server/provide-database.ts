import { CannotStart } from './cannot-start.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { startCluster } from './embedded-postgres.ts';

/** A database that is there and has the schema of this version. */
export type ProvidedDatabase = {
	url: string;
	/** The folder of the built-in PostgreSQL; undefined with a DATABASE_URL. */
	folder?: string;
	/** Lets go of it; stops the built-in PostgreSQL when no other process of ours uses it. */
	release(): Promise<void>;
	/** The same without waiting, for when the process must end at once. */
	abandon(): void;
};

/** The configuration of this process, from its environment and the file `.env`. Throws CannotStart naming every fault. */
export function configurationOfProcess(): Configuration {
	try {
		process.loadEnvFile();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	const { configuration, faults } = readConfiguration(process.env);
	if (configuration) return configuration;
	throw new CannotStart(`The settings have ${faults.length} fault(s):\n- ${faults.join('\n- ')}`);
}

/** The database that the configuration asks for: one's own, or the built-in PostgreSQL, started when it is not up. */
export async function provideDatabase(configuration: Configuration): Promise<ProvidedDatabase> {
	// The migrator takes longer to load than PostgreSQL takes to start: both at once.
	const migrator = import('./migrate.ts');
	const provided = await reach(configuration);
	try {
		await (await migrator).migrateDatabase(provided.url);
	} catch (error) {
		await provided.release();
		throw error;
	}
	return provided;
}

async function reach(configuration: Configuration): Promise<ProvidedDatabase> {
	const { databaseUrl, dataDirectory, dataDirectoryIsChosen } = configuration;
	if (databaseUrl) return { url: databaseUrl, release: async () => {}, abandon: () => {} };
	const cluster = await startCluster(dataDirectory, { isChosen: dataDirectoryIsChosen });
	return { url: cluster.url, folder: cluster.folder, release: cluster.stop, abandon: cluster.abandon };
}
