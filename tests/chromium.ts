import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

// The pages are tested in a real Chromium. Whichever is there is taken; only when none is, one is installed.

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/google-chrome',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

const isRoot = process.getuid?.() === 0;

/** Chromium's own sandbox does not work for root. Everyone else keeps it. */
export const launchArguments = isRoot ? ['--no-sandbox'] : [];

/** The Chromium that is there: the one of CHROMIUM_PATH, else Playwright's, else the system's. */
export function findChromium(): string | undefined {
	const named = process.env.CHROMIUM_PATH;
	if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH is ${named}, and there is no such file.`);
	return named || [chromium.executablePath(), ...places].find((path) => path && existsSync(path));
}

/** The same, installing one first when there is none. `say` is told about it, since that takes a while. */
export function ensureChromium(say: (line: string) => void): string {
	const found = findChromium() ?? install(say);
	if (found) return found;
	throw new Error(
		'No Chromium was found, and none could be installed. Install Chromium or Google Chrome and run the command again,\n' +
			'or point CHROMIUM_PATH at one. Without it: npm test -- lint types unit rooms'
	);
}

function install(say: (line: string) => void): string | undefined {
	if (process.platform === 'linux' && isRoot && existsSync('/usr/bin/apt-get')) {
		say('installing Chromium with apt (once, about half a minute)');
		run('apt-get', ['update', '-qq']);
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core']);
	}
	if (!findChromium()) {
		say('downloading Chromium (once, about a minute)');
		run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
	}
	return findChromium();
}

function run(command: string, options: string[]): void {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const result = spawnSync(command, options, { env, encoding: 'utf8' });
	if (result.status === 0) return;
	const said = result.error?.message ?? `${result.stdout}${result.stderr}`;
	console.error(said.trim().split('\n').slice(-6).join('\n'));
}
