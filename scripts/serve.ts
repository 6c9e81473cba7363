// `npm start`: the database, the pages on top of it, and a clean end for both.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { CannotStart } from '#lib/server/cannot-start.ts';
import { warningsOf, type Configuration } from '#lib/server/configuration.ts';
import {
	configurationOfProcess,
	provideDatabase,
	type ProvidedDatabase
} from '#lib/server/provide-database.ts';
import { announceShutdown, runShutdownSteps, stopping } from '#lib/server/shutdown.ts';
import { listen, type Front, type Handler } from './front.ts';
import { knowModules } from './known-modules.ts';
import { giveBackMemoryWhenQuiet } from './memory.ts';
import { stopOnSignal, timed } from './signals.ts';

/** How long requests may still run once we are asked to stop. */
const grace = 5_000;

let front: Front | undefined;
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
	knowModules();
	// Beside the build, so that it goes with it.
	enableCompileCache(fileURLToPath(new URL('../build/.compiled', import.meta.url)));
	const configuration = configurationOfProcess();
	for (const warning of warningsOf(configuration)) console.warn(`Warning: ${warning}`);
	front = await listen(configuration);
	database = provideDatabase(configuration);
	// Loading takes longer than PostgreSQL does to start: both at once.
	const [{ prepare }, started] = await Promise.all([
		import('./prepare.ts'),
		timed('starting PostgreSQL', database)
	]);
	provided = started;
	const setupLink = await timed('preparing the data', prepare(provided.url, configuration));
	const pages = await loadPages(provided.url, configuration);
	if (configuration.mail) (await import('./mail.ts')).startMail(provided.url, configuration.mail);
	const noteRequest = giveBackMemoryWhenQuiet();
	front.open((request, response, next) => {
		noteRequest();
		return pages(request, response, next);
	});
	announce(front.address, provided.folder, setupLink);
}

/** The build reads its settings from the environment when it is loaded. */
async function loadPages(url: string, configuration: Configuration): Promise<Handler> {
	process.env.DATABASE_URL = url;
	// The build knows one limit; the front holds other addresses to theirs.
	process.env.BODY_SIZE_LIMIT = String(Math.max(configuration.bodySizeLimit, configuration.importSizeLimit));
	process.env.IMPORT_SIZE_LIMIT = String(configuration.importSizeLimit);
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	process.env.ADDRESS_HEADER = 'x-forwarded-for';
	if (configuration.origin) process.env.ORIGIN = configuration.origin;
	else delete process.env.ORIGIN;
	delete process.env.ADMIN_PASSWORD;
	delete process.env.SMTP_URL;
	const built = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(built)) as { handler: Handler };
	return handler;
}

function announce(address: string, folder: string | undefined, setupLink: string | undefined): void {
	const lines = ['', `Stocktake is ready at ${address}`];
	if (folder) lines.push(`Its data are in ${folder}`);
	if (setupLink)
		lines.push(
			'',
			'Create the first administrator with this link, which works once:',
			new URL(setupLink, address).href
		);
	console.log([...lines, '', 'Stop with Ctrl-C.'].join('\n'));
}

/** Requests first, then what the pages hold open, then PostgreSQL under them. */
async function stop(): Promise<void> {
	announceShutdown();
	await front?.close(grace);
	for (const result of await runShutdownSteps())
		if (result.status === 'rejected') console.error(result.reason);
	const settled = await database?.catch(() => undefined);
	await settled?.release();
}
