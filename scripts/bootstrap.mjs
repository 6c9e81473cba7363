// Runs before `npm start` and `npm test`, on whatever Node the machine has (18 or newer) and before any package is
// installed: so plain JavaScript, no dependency, no import of our own. It installs the packages, the pinned Node among
// them, and builds the pages; both only when something changed since the last time. Git sets modification times at
// clone time, so staleness is told by content.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const { constants, existsSync, readFileSync, writeFileSync } = fs;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const packagesStamp = join(modules, '.lock-stamp');
const buildStamp = join(root, 'build', '.stamp');
const pinnedNode = join(modules, 'node', 'bin', 'node');

/** What decides the pages; a change to anything else needs no new build. */
const buildInputs = ['package.json', 'vite.config.ts', 'svelte.config.js', 'tsconfig.json', 'src', 'static'];

const oldestNode = 18;
/** Packages and the first database take about 0.7 GB; npm's own cache needs some more. */
const spaceNeeded = 1e9;

function giveUp(message) {
	console.error(`\nStocktake cannot start.\n${message}\n`);
	process.exit(1);
}

function digest(...parts) {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex');
}

function read(path) {
	return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function filesUnder(path) {
	return fs.readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
		const child = join(path, entry.name);
		return entry.isDirectory() ? filesUnder(child) : [child];
	});
}

function packagesDigest() {
	return digest(readFileSync(join(root, 'package-lock.json')), process.platform, process.arch);
}

function buildDigest() {
	const files = buildInputs
		.map((input) => join(root, input))
		.filter(existsSync)
		.flatMap((path) => (path.endsWith('src') || path.endsWith('static') ? filesUnder(path) : [path]))
		.filter((path) => !path.endsWith('.test.ts'))
		.sort();
	return digest(packagesDigest(), ...files.flatMap((path) => [path.slice(root.length), readFileSync(path)]));
}

/** True when npm's own record of what is installed agrees with the lockfile: someone ran `npm ci` by hand. */
function installedByHand() {
	const record = read(join(modules, '.package-lock.json'));
	if (record === '' || !existsSync(pinnedNode)) return false;
	const installed = JSON.parse(record).packages;
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' || (installed[path]?.version ?? (entry.optional && entry.version)) === entry.version
	);
}

/**
 * The environment for npm and the build. Inside `npm start` the PATH begins with our node_modules: npm would run on
 * the very Node that it is about to delete.
 */
function cleanEnvironment() {
	const environment = Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/.test(name))
	);
	environment.PATH = (process.env.PATH ?? '')
		.split(delimiter)
		.filter((entry) => !entry.includes('node_modules'))
		.join(delimiter);
	return environment;
}

/** Runs one step, says what it does and how long it took, and gives back its exit code and what it printed. */
function runStep(label, command, args) {
	console.log(`  ${label} ...`);
	const begun = Date.now();
	const seconds = () => ((Date.now() - begun) / 1000).toFixed(1);
	return new Promise((resolve) => {
		let output = '';
		const child = spawn(command, args, {
			cwd: root,
			env: cleanEnvironment(),
			stdio: ['ignore', 'pipe', 'pipe']
		});
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
		const ticker = setInterval(() => console.log(`  ... still ${label}, ${seconds()} s`), 10_000);
		const finish = (code) => {
			clearInterval(ticker);
			if (code === 0) console.log(`  ${label}: done in ${seconds()} s`);
			resolve({ code, output });
		};
		child.on('error', (error) => {
			output += `${error.code} ${error.message}`;
			finish(1);
		});
		child.on('close', finish);
	});
}

/** What npm's output means, most telling first. */
const installFaults = [
	[/ENOSPC|no space left/i, 'The disk is full. Free about 1 GB and run the command again.'],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
		'The npm registry cannot be reached, so the packages cannot be fetched. This is needed once. Check the network,\n' +
			'a proxy (npm config get proxy) or the registry in use (npm config get registry), then run the command again.'
	],
	[
		/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|issuer certificate/i,
		'The npm registry answered with a certificate that Node does not trust, as behind an inspecting proxy. Point\n' +
			'NODE_EXTRA_CA_CERTS at its certificate, then run the command again.'
	],
	[
		/\bE40[13]\b/,
		'The npm registry refused the download. Check npm login, or the registry (npm config get registry).'
	],
	[
		/EACCES|EPERM|EROFS/,
		`npm may not write here. Check who owns ${root} and the npm cache (npm config get cache).`
	],
	[/npm ENOENT|ENOENT.*npm/, 'npm was not found. Install Node 20 or newer together with npm.'],
	[/EUSAGE|in sync/, 'package-lock.json does not match package.json. Fetch both again from the repository.']
];

function withoutStack(output) {
	const lines = output.trim().split('\n');
	return lines.filter((line) => !/^(npm error)?\s+at /.test(line));
}

function explainInstall(output) {
	const known = installFaults.find(([pattern]) => pattern.test(output));
	const said = withoutStack(output).slice(0, 8);
	return `${known ? known[1] : 'Installing the packages failed.'}\n\nnpm said:\n${said.join('\n')}`;
}

function checkFolder() {
	try {
		fs.accessSync(root, constants.W_OK);
	} catch (error) {
		giveUp(
			`The folder ${root} cannot be written to (${error.code}). Clone Stocktake to a folder of your own.`
		);
	}
}

function checkSpace() {
	const disk = fs.statfsSync(root);
	const free = disk.bavail * disk.bsize;
	if (free < spaceNeeded)
		giveUp(
			`Only ${Math.round(free / 1e6)} MB are free at ${root}; about 1 GB is needed. Free some and try again.`
		);
}

async function installPackages() {
	if (read(packagesStamp) === packagesDigest() && existsSync(pinnedNode)) return;
	checkFolder();
	if (!installedByHand()) {
		checkSpace();
		const quick = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
		const everything = ['--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'];
		const { code, output } = await runStep('installing packages (once, about half a minute)', 'npm', [
			'ci',
			...everything,
			...quick
		]);
		if (code !== 0) giveUp(explainInstall(output));
	}
	if (!existsSync(pinnedNode))
		giveUp(
			'The packages are there but their install scripts did not run, so Node 26 is missing. If npm is set to ignore\n' +
				'scripts, allow them for this folder: npm_config_ignore_scripts=false npm start'
		);
	writeFileSync(packagesStamp, packagesDigest());
}

async function buildPages() {
	const wanted = buildDigest();
	if (read(buildStamp) === wanted) return;
	checkFolder();
	const vite = join(modules, 'vite', 'bin', 'vite.js');
	const { code, output } = await runStep('building the pages', pinnedNode, [
		vite,
		'build',
		'--logLevel',
		'warn'
	]);
	if (code !== 0) {
		const full = /ENOSPC/.test(output)
			? 'The disk is full. Free some space and run the command again.\n\n'
			: '';
		giveUp(`${full}The build failed:\n${withoutStack(output).slice(-40).join('\n')}`);
	}
	writeFileSync(buildStamp, wanted);
}

const mode = process.argv[2];
if (mode !== 'build' && mode !== 'packages') giveUp('Usage: node scripts/bootstrap.mjs build | packages');
if (Number(process.versions.node.split('.')[0]) < oldestNode)
	giveUp(
		`Node ${process.versions.node} is too old to begin with. Install Node 20 or newer from https://nodejs.org.`
	);
await installPackages();
if (mode === 'build') await buildPages();
