import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { ensureChromium, launchArguments } from '../../tests/chromium.ts';
import { atMost, printFindings, type Finding } from './report.ts';
import { startServer } from './server.ts';

const firstLoad = 100;
const withCharts = 150;
export const measuredPages = {
	overview: '/publications/romano-2021',
	recommendation: '/publications/romano-2021/C1'
};

/** The JavaScript that a real browser loads for a page: at first, and with the charts that come after. */
export async function measureWeight(url: string): Promise<Finding[]> {
	const server = await startServer(url);
	const browser = await chromium.launch({
		executablePath: ensureChromium(console.log),
		args: launchArguments
	});
	try {
		const findings: Finding[] = [];
		for (const [name, path] of Object.entries(measuredPages)) {
			const page = await browser.newPage();
			const sizes = new Map<string, Promise<number>>();
			page.on('response', (response) => {
				if (response.request().resourceType() !== 'script' && !response.url().endsWith('.js')) return;
				sizes.set(
					response.url(),
					response.body().then((body) => gzipSync(body, { level: 9 }).length)
				);
			});
			await page.goto(server.address + path, { waitUntil: 'networkidle' });
			await scrollThrough(page);
			// The scripts of the first load are named in the page or its Link header; charts come when they are wanted.
			const answer = await page.request.get(server.address + path);
			const html = `${answer.headers()['link']} ${await answer.text()}`;
			const kilobytes = async (isWanted: (file: string) => boolean) => {
				const wanted = [...sizes].filter(([address]) => isWanted(address.split('/').at(-1)!));
				return (await Promise.all(wanted.map(([, size]) => size))).reduce((sum, one) => sum + one, 0) / 1000;
			};
			const named = await kilobytes((file) => html.includes(file));
			findings.push(atMost(`${name}: at first, gzipped`, named, firstLoad, ' KB'));
			findings.push(atMost(`${name}: with its charts`, await kilobytes(() => true), withCharts, ' KB'));
			await page.close();
		}
		printFindings('JavaScript that a page loads', findings);
		return findings;
	} finally {
		await browser.close();
		await server.stop();
	}
}

/** Charts may wait until they are seen. */
async function scrollThrough(page: {
	evaluate(script: string): Promise<unknown>;
	waitForLoadState(state: 'networkidle'): Promise<void>;
}) {
	await page.evaluate(`(async () => {
		for (let y = 0; y < document.body.scrollHeight; y += 400) {
			scrollTo(0, y);
			await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
		}
	})()`);
	await page.waitForLoadState('networkidle');
}
