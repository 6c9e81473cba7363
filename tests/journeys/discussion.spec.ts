import { expect, test, type Page } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { logDevelopment } from '../logged-development.ts';
import { signIn } from '../signed-in.ts';

const composer = (page: Page, label: string) => page.getByLabel(label, { exact: true });

test('two people discuss a development: mention, answer, edit, resolve', async ({ page, browser }) => {
	await signIn(page);
	const ben = await joinTeam(browser, page, { name: 'Ben Discussant', role: 'analyst' });
	const path = await logDevelopment(page, 'Ministers discuss a corridor');

	await test.step('a mention is completed by keyboard, and Ctrl+Enter sends', async () => {
		await page.goto(`${path}?view=discussion`);
		const area = composer(page, 'Begin a thread');
		await area.pressSequentially('Is **this** the same meeting, @disc');
		await expect(page.getByRole('option', { name: 'Ben Discussant' })).toHaveAttribute(
			'aria-selected',
			'true'
		);
		await area.press('Enter');
		await expect(area).toHaveValue('Is **this** the same meeting, @[Ben Discussant] ');
		await area.pressSequentially('?');
		await area.press('Control+Enter');
		await expect(page.getByRole('article')).toContainText('Is this the same meeting, @Ben Discussant ?');
		await expect(page.locator('article strong')).toHaveText('this');
		await expect(composer(page, 'Begin another thread')).toHaveValue('');
	});

	await test.step('the other is told in the head of the page, and is led there', async () => {
		await ben.getByRole('link', { name: 'Notifications, 1 unread' }).click();
		const link = ben.getByRole('link', { name: 'Ministers discuss a corridor' });
		await expect(ben.getByRole('listitem').filter({ has: link })).toContainText('mentioned you:');
		await link.click();
		await expect(ben).toHaveURL(/view=discussion#comment-\d+$/);
		await expect(ben.getByRole('link', { name: 'Notifications', exact: true })).toBeVisible();
	});

	await test.step('an answer arrives at the other’s page, and what is typed there stays', async () => {
		await composer(page, 'Begin another thread').fill('Half a thought');
		await ben.locator('summary', { hasText: 'Reply' }).click();
		await composer(ben, 'Your reply').fill('No: the 4th.\n\n- see [source](javascript:alert(1))');
		await ben.getByRole('button', { name: 'Send the reply' }).click();
		await expect(page.getByRole('article').nth(1)).toContainText('No: the 4th.');
		await expect(page.locator('article a[href^="javascript"]')).toHaveCount(0);
		await expect(composer(page, 'Begin another thread')).toHaveValue('Half a thought');
	});

	await test.step('what was typed is back after a reload', async () => {
		await page.reload();
		await expect(composer(page, 'Begin another thread')).toHaveValue('Half a thought');
		await page.getByRole('button', { name: 'Discard it' }).click();
		await page.reload();
		await expect(composer(page, 'Begin another thread')).toHaveValue('');
	});

	await test.step('an edited comment says so, and shows what it said before', async () => {
		const mine = ben.getByRole('article').nth(1);
		await mine.getByText('Edit', { exact: true }).click();
		await composer(ben, 'Your comment').fill('No: the 5th.');
		await mine.getByRole('button', { name: 'Save the change' }).click();
		await expect(mine).toContainText('No: the 5th.');
		await mine.getByRole('link', { name: 'edited' }).click();
		await expect(mine.getByRole('list', { name: 'What it said before' })).toContainText('No: the 4th.');
	});

	await test.step('changed in two tabs, the second is shown both versions, and chooses', async () => {
		const other = await ben.context().newPage();
		await other.goto(`${path}?view=discussion`);
		await other.locator('html[data-hydrated]').waitFor();
		for (const [tab, words] of [
			[ben, 'No: the 6th.'],
			[other, 'No: the 7th.']
		] as const) {
			await tab.getByRole('article').nth(1).getByText('Edit', { exact: true }).click();
			await composer(tab, 'Your comment').fill(words);
		}
		await other.getByRole('button', { name: 'Save the change' }).click();
		await expect(ben.getByRole('article').nth(1)).toContainText('No: the 7th.');
		await expect(composer(ben, 'Your comment')).toHaveValue('No: the 6th.');
		await ben.getByRole('button', { name: 'Save the change' }).click();
		await expect(ben.getByRole('alert')).toContainText('changed elsewhere');
		await expect(ben.getByRole('alert').locator('blockquote')).toHaveText('No: the 7th.');
		await expect(composer(ben, 'Your comment')).toHaveValue('No: the 6th.');
		await ben.getByRole('button', { name: 'Save the change' }).click();
		await expect(other.getByRole('article').nth(1)).toContainText('No: the 6th.');
		await other.close();
	});

	await test.step('a mention of nobody is refused beside the field, and nothing is lost', async () => {
		const area = composer(ben, 'Begin another thread');
		await area.fill('@[Nobody At All]: look');
		await ben.getByRole('button', { name: 'Comment', exact: true }).click();
		await expect(area).toHaveAttribute('aria-invalid', 'true');
		await expect(ben.getByText('Nobody here is called “Nobody At All”.')).toBeVisible();
		await expect(area).toHaveValue('@[Nobody At All]: look');
	});

	await test.step('resolving folds the thread away; the link into it unfolds it', async () => {
		const link = await page.getByRole('article').first().getByRole('link').first().getAttribute('href');
		await page.getByRole('button', { name: 'Resolve' }).click();
		await expect(page.getByText('One resolved thread')).toBeVisible();
		await expect(page.getByRole('article').first()).toBeHidden();
		await page.goto(`${path}?view=discussion`);
		await page.goto(`${path}?view=discussion${link}`);
		await page.reload();
		await expect(page.getByRole('article').first()).toBeVisible();
		await page.getByRole('button', { name: 'Reopen' }).click();
		await expect(page.getByText('One resolved thread')).toBeHidden();
	});
});

test('a recommendation and its assessments are discussed on its page', async ({ page }) => {
	await signIn(page);
	await page.goto('/publications/romano-2021/C2');
	const about = page.getByLabel('About', { exact: true });
	await about.selectOption({ index: 1 });
	await composer(page, 'Begin a thread').fill('On what evidence?');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(page.getByText(/^About the assessment of/)).toBeVisible();
	await expect(page.getByRole('article')).toContainText('On what evidence?');
});

test('outside readers see nothing of what the team says', async ({ page }) => {
	await page.goto('/developments/1?view=discussion');
	await expect(page.getByRole('link', { name: 'Discussion' })).toHaveCount(0);
	await expect(page.getByLabel('Begin a thread')).toHaveCount(0);
	await page.goto('/publications/romano-2021/C2');
	await expect(page.getByRole('heading', { name: 'Discussion' })).toHaveCount(0);
});
