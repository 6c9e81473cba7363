// `npm run dev`: the same database and the same end as `npm start`, with pages that change as they are edited.
import { createServer, type ViteDevServer } from 'vite';
import { CannotStart } from '#lib/server/cannot-start.ts';
import { warningsOf, type Configuration } from '#lib/server/configuration.ts';
import {
	configurationOfProcess,
	provideDatabase,
	type ProvidedDatabase
} from '#lib/server/provide-database.ts';
import { announceShutdown, runShutdownSteps, stopping } from '#lib/server/shutdown.ts';
import { prepare } from './prepare.ts';
import { stopOnSignal, timed } from './signals.ts';

let pages: ViteDevServer | undefined;
let database: Promise<ProvidedDatabase> | undefined;
let provided: ProvidedDatabase | undefined;

stopOnSignal(stop, () => provided?.abandon());
try {
	await start();
} catch (error) {
	// Whatever fails because we are already leaving is no news.
	if (stopping().aborted) await new Promise(() => {});
	if (!(error instanceof CannotStart)) throw error;
	console.error(`\nStocktake cannot start.\n${error.message}\n`);
	await stop();
	process.exit(1);
}

async function start(): Promise<void> {
	const configuration = configurationOfProcess();
	for (const warning of warningsOf(configuration)) console.warn(`Warning: ${warning}`);
	database = provideDatabase(configuration);
	provided = await timed('starting PostgreSQL', database);
	process.env.DATABASE_URL = provided.url;
	const setupLink = await timed('preparing the data', prepare(provided.url, configuration));
	if (configuration.mail) (await import('./mail.ts')).startMail(provided.url, configuration.mail);
	pages = await openPages(configuration);
	await pages.listen();
	pages.printUrls();
	if (setupLink)
		console.log(`  First administrator: ${new URL(setupLink, pages.resolvedUrls?.local[0]).href}`);
}

/** Vite would end the process by itself at SIGTERM, before PostgreSQL is stopped: its listener is taken off again. */
async function openPages({ port, host }: Configuration): Promise<ViteDevServer> {
	const ours = process.listeners('SIGTERM');
	const server = await createServer({ server: { port, host: host ?? 'localhost' } });
	for (const listener of process.listeners('SIGTERM'))
		if (!ours.includes(listener)) process.off('SIGTERM', listener);
	return server;
}

async function stop(): Promise<void> {
	announceShutdown();
	await pages?.close();
	await runShutdownSteps();
	const settled = await database?.catch(() => undefined);
	await settled?.release();
}
