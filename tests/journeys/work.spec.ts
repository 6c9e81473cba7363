import { expect, test } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { signIn } from '../signed-in.ts';

test('an editor assigns in bulk; an analyst finds it, codes, finishes, and takes from the pool by keyboard', async ({
	page,
	browser
}) => {
	await signIn(page);
	const cleo = await joinTeam(browser, page, { name: 'Cleo Coder', role: 'analyst' });
	const places = (of: typeof page) => of.getByRole('link', { name: 'My work' });

	await test.step('the editor sees how it would be spread before it is done', async () => {
		await page.goto('/work/assign?from=2022-02-01&to=2022-03-31');
		await page.locator('html[data-hydrated]').waitFor();
		const shown = await page.locator('input[name=developmentIds]').count();
		expect(shown).toBeGreaterThan(3);
		await page.getByLabel('Tick all on this page').check();
		await page.getByRole('checkbox', { name: 'Cleo Coder' }).check();
		await page.getByRole('button', { name: 'Preview the spread' }).click();
		const row = page.getByRole('row', { name: /Cleo Coder/ });
		await expect(row).toContainText(`Cleo Coder0${shown}${shown}`);
		await expect(page.getByRole('main')).toContainText(`${shown} places for which nobody is chosen wait`);
		await expect(places(cleo)).not.toContainText('waiting');
		await page.getByRole('button', { name: `Assign ${shown} developments` }).click();
		await expect(page.getByRole('main')).toContainText(`${shown} places given to 1 coder`);
	});

	await test.step('the analyst is shown how much waits, opens the first by keyboard and codes it', async () => {
		await expect(places(cleo)).toContainText('waiting');
		await cleo.goto('/work');
		await cleo.locator('html[data-hydrated]').waitFor();
		await cleo.keyboard.press('j');
		await cleo.keyboard.press('Enter');
		await expect(cleo.getByText(/^You are asked to code this for Romano/)).toBeVisible();
		await cleo.getByText('Code it for a recommendation').click();
		await cleo.getByLabel('Recommendation', { exact: true }).selectOption('romano-2021/P1');
		await cleo.getByRole('radio', { name: '−1' }).check();
		await cleo.getByLabel('Rationale').fill('Less is said in the forum.');
		await cleo.getByRole('button', { name: 'Submit the coding' }).click();
		await expect(cleo.getByText('Less is said in the forum.')).toBeVisible();
		await cleo.getByRole('button', { name: /^Done/ }).click();
		await expect(cleo.getByText(/^You are asked to code this/)).toBeHidden();
		await expect(cleo.getByLabel('Who codes this')).toContainText('Cleo Coder done');
	});

	await test.step('and works on with j, d and t', async () => {
		await cleo.goto('/work?list=assigned');
		await cleo.locator('html[data-hydrated]').waitFor();
		const rows = cleo.getByRole('listitem').filter({ has: cleo.getByRole('button', { name: /^Give back/ }) });
		const before = await rows.count();
		await cleo.keyboard.press('j');
		await cleo.keyboard.press('d');
		await expect(rows).toHaveCount(before - 1);
		await expect(rows.first().getByRole('heading').getByRole('link')).toBeFocused();
		await cleo.getByRole('button', { name: 'Undo' }).click();
		await expect(rows).toHaveCount(before);
	});

	await test.step('the editor takes what is left in the pool', async () => {
		await page.goto('/work?list=pool');
		await page.locator('html[data-hydrated]').waitFor();
		const pooled = page.getByRole('button', { name: /^Take/ });
		const before = await pooled.count();
		await page.keyboard.press('j');
		await page.keyboard.press('t');
		await expect(pooled).toHaveCount(before - 1);
	});
	await cleo.context().close();
});
