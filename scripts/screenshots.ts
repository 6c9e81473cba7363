// `npm run screenshots`: takes the pictures of README.md anew, from the sample, in a Chromium.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { ensureChromium, launchArguments } from '../tests/chromium.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
const server = fileURLToPath(new URL('../tests/journey-server.ts', import.meta.url));
const port = process.env.JOURNEY_PORT ?? '4174';

const pictures = [
	{ name: 'overview', path: '/publications/romano-2021', height: 1240 },
	{ name: 'recommendation', path: '/publications/romano-2021/C5', height: 1240 },
	{ name: 'developments', path: '/developments?from=2022-01-01&to=2022-12-31', height: 1240 }
];

mkdirSync(folder, { recursive: true });
const child = spawn(process.execPath, [server], {
	env: { ...process.env, JOURNEY_PORT: port },
	stdio: ['ignore', 'pipe', 'inherit']
});
const ended = once(child, 'exit');
try {
	await Promise.race([ready(), ended.then(() => Promise.reject(new Error('The server did not start.')))]);
	child.stdout.resume();
	await takeAll();
} finally {
	child.kill('SIGTERM');
	await ended;
}

async function ready(): Promise<void> {
	for await (const line of createInterface(child.stdout)) if (line.includes('is ready at')) return;
}

async function takeAll(): Promise<void> {
	const browser = await chromium.launch({
		executablePath: ensureChromium(console.log),
		args: launchArguments
	});
	try {
		const page = await browser.newPage({ colorScheme: 'light', locale: 'en-GB', timezoneId: 'UTC' });
		for (const { name, path, height } of pictures) {
			await page.setViewportSize({ width: 1440, height });
			await page.goto(`http://localhost:${port}${path}`);
			await chartsDrawn(page);
			await page.screenshot({ path: `${folder}${name}.png` });
			console.log(`docs/screenshots/${name}.png`);
		}
	} finally {
		await browser.close();
	}
}

/** A chart near the screen is drawn when its picture can be taken away. */
async function chartsDrawn(page: Page): Promise<void> {
	await page.locator('html[data-hydrated]').waitFor();
	await page.evaluate(() => document.fonts.ready);
	for (const button of await page.locator('figure:has(canvas) button', { hasText: 'PNG' }).all())
		await button.and(page.locator(':enabled')).waitFor();
}
