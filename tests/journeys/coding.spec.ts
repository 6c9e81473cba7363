import { expect, test, type Browser, type Page } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { OwnServer } from '../own-server.ts';
import { signIn } from '../signed-in.ts';

// Of its own, since it changes how a publication is coded.
const server = new OwnServer();
test.describe.configure({ mode: 'serial' });
test.beforeAll(() => server.start());
test.afterAll(() => server.stop());

const title = 'Ministers agree on a date for talks';

async function fill(page: Page, effect: string, rationale: string, quote = ''): Promise<void> {
	await page.getByLabel('Recommendation', { exact: true }).selectOption('romano-2021/C4');
	await page.getByRole('radio', { name: effect }).check();
	await page.getByLabel('Rationale').fill(rationale);
	await page.getByLabel('Quote').fill(quote);
	await page
		.getByRole('group', { name: /^Progress marker/ })
		.getByRole('radio')
		.first()
		.check();
}
async function signedIn(browser: Browser): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.address });
	const page = await context.newPage();
	await signIn(page);
	return page;
}
const submit = (page: Page) => page.getByRole('button', { name: 'Submit the coding' }).click();

test('two analysts code blind and disagree, an editor decides, and each sees what became of theirs', async ({
	browser
}) => {
	const editor = await signedIn(browser);
	await editor.goto('/publications/romano-2021');
	await editor.getByRole('link', { name: 'How it is coded' }).click();
	await editor.getByRole('radio', { name: /^Double-blind/ }).check();
	await editor.getByRole('button', { name: 'Save' }).click();
	await expect(editor.getByText('Saved.')).toBeVisible();

	const ana = await joinTeam(browser, editor, { name: 'Ana Analyst', role: 'analyst' });
	const ben = await joinTeam(browser, editor, { name: 'Ben Analyst', role: 'analyst' });
	await ana.goto('/developments/new');
	await ana.getByLabel('Title', { exact: true }).fill(title);
	await ana.getByLabel('Happened').fill('2026-09-14');
	await ana.getByLabel('Kind', { exact: true }).selectOption('decision');
	await ana.getByLabel('Source', { exact: true }).fill('OSCE');
	await ana.getByRole('button', { name: 'Save', exact: true }).click();
	await ana.waitForURL(/\/developments\/\d+/);
	const path = new URL(ana.url()).pathname;

	await test.step('what is typed comes back after the page is left without saving', async () => {
		await fill(ana, '+1 Advances', 'A date is set.', 'They will meet in May.');
		await expect.poll(() => ana.evaluate(() => JSON.stringify(localStorage))).toContain('meet in May');
		await ana.goto(path);
		await expect(ana.getByLabel('Quote')).toHaveValue('They will meet in May.');
		await expect(ana.getByRole('radio', { name: '+1 Advances' })).toBeChecked();
		await expect(
			ana
				.getByRole('group', { name: /^Progress marker/ })
				.getByRole('radio')
				.first()
		).toBeChecked();
	});

	await test.step('a draft is seen by its coder alone', async () => {
		await ana.getByRole('button', { name: 'Save draft' }).click();
		await expect(ana.getByText('draft, seen by you alone')).toBeVisible();
		await ben.goto(path);
		await expect(ben.getByText('Not coded yet')).toBeVisible();
	});

	await test.step('the first coding waits unseen, and the other learns that it is in', async () => {
		await ana.getByRole('button', { name: 'Submit', exact: true }).click();
		await expect(ana.getByText('seen by you alone until a second coder’s is in')).toBeVisible();
		await expect(ben.getByText('1 of 2 codings is in.')).toBeVisible();
		for (const other of [ben, editor]) {
			await other.goto(path);
			await expect(other.getByText('1 of 2 codings is in.')).toBeVisible();
			await expect(other.getByRole('main')).not.toContainText('A date is set.');
			await other.goto(`${path}?view=history`);
			await expect(other.getByRole('main')).not.toContainText('A date is set.');
		}
	});

	await test.step('the second is compared with it, and both are revealed', async () => {
		await ben.goto(`${path}?code=romano-2021/C4`);
		await fill(ben, '−1 Sets back', 'They only put it off.');
		await submit(ben);
		await expect(ben.getByText('A date is set.')).toBeVisible();
		await expect(ana.getByText('They only put it off.')).toBeVisible();
		await expect(ana.getByText('disputed, waits for an editor')).toHaveCount(2);
	});

	await test.step('the editor decides by keyboard, with a reason', async () => {
		await editor.goto('/adjudication');
		await editor.getByRole('link', { name: title }).click();
		await expect(editor.getByText('They will meet in May.')).toBeVisible();
		await expect(editor.getByRole('heading', { name: /^Comparable developments/ })).toBeVisible();
		await editor.keyboard.press('1');
		await expect(editor.getByRole('radio', { name: /^Adopt this one/ }).first()).toBeChecked();
		await editor.keyboard.press('a');
		await editor.keyboard.type('A date is a step, however late.');
		await editor.keyboard.press('Control+Enter');
		await expect(editor.getByText('Decided. Each coder is told')).toBeVisible();
	});

	await test.step('each coder sees what became of theirs, and why', async () => {
		await expect(ana.getByText('adopted, the evidence in force')).toBeVisible();
		await ana.goto('/work?list=outcomes');
		await expect(ana.getByRole('main')).toContainText('Adopted');
		await ben.goto('/work?list=outcomes');
		await expect(ben.getByRole('main')).toContainText('Rejected');
		for (const coder of [ana, ben])
			await expect(coder.getByText('A date is a step, however late.')).toBeVisible();
	});
});

test('an editor whose view is stale is told, sees both versions and keeps what was typed', async ({
	browser
}) => {
	const editor = await signedIn(browser);
	const coders = [
		await joinTeam(browser, editor, { name: 'Cem Analyst', role: 'analyst' }),
		await joinTeam(browser, editor, { name: 'Dee Analyst', role: 'analyst' })
	] as const;
	const path = '/developments/1';
	for (const [at, coder] of coders.entries()) {
		await coder.goto(`${path}?code=romano-2021/C4`);
		await fill(coder, at === 0 ? '+2 Strongly advances' : '−2 Strongly sets back', `Coding ${at + 1}`);
		await submit(coder);
		await expect(coder.locator('p', { hasText: `Coding ${at + 1}` })).toBeVisible();
	}
	// The page would follow the change; a slow line is not that quick.
	await editor.route(/\/live/, (route) => route.abort());
	await editor.goto('/adjudication/1/romano-2021/C4');
	await editor.getByRole('radio', { name: /^Write a third/ }).check();
	const third = editor.locator('.third');
	await third.getByRole('radio', { name: '0 Context' }).check();
	await third.getByLabel('Rationale').fill('Neither.');
	await editor.getByLabel('Reason').fill('Too early to say.');
	await coders[1].goto(`${path}?code=romano-2021/C4`);
	await fill(coders[1], '−1 Sets back', 'Coding 3');
	await submit(coders[1]);
	// Not what the form still holds for a moment.
	await expect(coders[1].locator('p', { hasText: 'Coding 3' })).toBeVisible();
	await editor.getByRole('button', { name: 'Decide' }).click();
	await expect(editor.getByText('Your decision was not saved')).toBeVisible();
	await expect(editor.getByText('Coding 2', { exact: true })).toBeVisible();
	await expect(editor.getByText('Coding 3', { exact: true })).toBeVisible();
	await expect(editor.getByText('new since you looked')).toBeVisible();
	await expect(third.getByLabel('Rationale')).toHaveValue('Neither.');
	await expect(editor.getByLabel('Reason')).toHaveValue('Too early to say.');
	await editor.getByRole('button', { name: 'Decide' }).click();
	await expect(editor.getByText('Decided. Each coder is told')).toBeVisible();
});
