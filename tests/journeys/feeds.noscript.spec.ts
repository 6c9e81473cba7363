import { expect, test } from '@playwright/test';
import { rssOf, serveFeeds } from '../feed-server.ts';
import { signIn } from '../signed-in.ts';

test('a feed is looked at, added, edited and hidden without scripts', async ({ page }) => {
	const server = await serveFeeds({ '/plain.xml': rssOf('Plain words') });
	await signIn(page);
	await page.goto('/feeds');
	await page.getByLabel('Address of the feed, or of a page that has one').fill(`${server.origin}/plain.xml`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByLabel('Name').fill('Plain feed');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Plain feed' })).toBeVisible();
	await page.getByText('Edit or hide').click();
	await page.getByLabel('Silent after days').fill('900');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Give days from 1 to 365, or nothing.')).toBeVisible();
	await page.getByLabel('Silent after days').fill('30');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved.')).toBeVisible();
	await page.getByText('Edit or hide').click();
	await page.getByRole('button', { name: 'Hide this feed' }).click();
	await page.getByRole('button', { name: 'Restore Plain feed' }).click();
	await expect(page.getByText('The feed is back in the list, turned off.')).toBeVisible();
	await server.close();
});
