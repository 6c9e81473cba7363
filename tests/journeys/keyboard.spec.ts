import { expect, test, type Page, type Request } from '@playwright/test';
import { signIn } from '../signed-in.ts';

/** Seconds that a keystroke takes a practised typist: Card, Moran and Newell, "The keystroke-level model" (1980). */
const secondsAKey = 0.2;

/** Somebody at the keyboard, whose keystrokes count: a key held down with another counts as one more. */
function typist(page: Page) {
	let keys = 0;
	return {
		async type(text: string) {
			keys += [...text].length;
			await page.keyboard.type(text);
		},
		async press(key: string, times = 1) {
			for (let time = 0; time < times; time++) {
				keys += key.split('+').length;
				await page.keyboard.press(key);
			}
		},
		count: () => keys
	};
}

/** What is asked of the server by a person's own act, and waited for: pages and what they send; not what helps while typing. */
function roundTrips(page: Page): Request[] {
	const asked: Request[] = [];
	page.on('request', (request) => {
		const { pathname } = new URL(request.url());
		if (pathname.endsWith('/__data.json') || request.method() === 'POST' || request.isNavigationRequest())
			asked.push(request);
	});
	return asked;
}

test('a development is logged and coded from the keyboard in under twenty seconds', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments');
	await page.locator('html[data-hydrated]').waitFor();
	const { type, press, count } = typist(page);
	const asked = roundTrips(page);

	await press('n');
	await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
	await type('OSCE ministers agree on a summit');
	await press('Tab');
	await type('14.9.2026');
	await press('Tab');
	await type('d');
	await press('Tab');
	await type('OSCE');
	// Past what is optional: address, credibility, summary, actors, forums.
	await press('Tab', 8);
	await expect(page.getByLabel('Recommendation', { exact: true })).toBeFocused();
	await type('C1');
	await press('Tab');
	await press('ArrowRight', 3);
	await press('Tab');
	await type('The summit that C1 asks for.');
	await press('Control+Enter');

	await expect(page.getByRole('heading', { level: 1 })).toHaveText('OSCE ministers agree on a summit');
	await expect(page.getByText('The summit that C1 asks for.')).toBeVisible();
	const main = page.getByRole('main');
	await expect(main).toContainText('14 September 2026');
	await expect(main).toContainText('Decision');
	await expect(main).toContainText('+1');
	expect(count() * secondsAKey).toBeLessThan(20);
	expect(asked.map((request) => `${request.method()} ${new URL(request.url()).pathname}`)).toEqual([
		'GET /developments/new/__data.json',
		'POST /developments/new',
		expect.stringMatching(/^GET \/developments\/\d+\/__data\.json$/)
	]);
});
