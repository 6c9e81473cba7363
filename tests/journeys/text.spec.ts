import { expect, test, type Locator, type Page } from '@playwright/test';
import { faultsOf } from '../axe.ts';
import { joinTeam } from '../colleague.ts';
import { signIn } from '../signed-in.ts';

const article =
	'VIENNA, 5 December. Ministers met on Thursday. The Permanent Council adopted the unified budget after three years of delay.\n\n' +
	'Russia did not block consensus. <b>Several</b> delegations spoke of a cautious return to routine business.';

const ready = (page: Page) => page.locator('html[data-hydrated]').waitFor();
const textOf = (page: Page): Locator => page.getByLabel('Text of the source', { exact: true });
/** The passages as they are drawn: words that the same marks cover are one piece. */
const marks = (page: Page) => textOf(page).locator('mark').allTextContents();

/** A development of one's own with that text, open at its text. */
async function pasteText(page: Page, title: string): Promise<string> {
	await page.goto('/developments/new');
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('Happened').fill('2024-12-05');
	await page.getByLabel('Kind', { exact: true }).selectOption('decision');
	await page.getByLabel('Source', { exact: true }).fill('OSCE');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.waitForURL(/\/developments\/\d+/);
	const address = `${new URL(page.url()).pathname}?view=text`;
	await page.goto(address);
	await page.getByRole('link', { name: 'Paste the text' }).click();
	await page.getByRole('textbox', { name: 'Text of the source' }).fill(article);
	await page.getByRole('button', { name: 'Save the text' }).click();
	await expect(textOf(page)).toHaveText(article, { useInnerText: false });
	return address;
}

/** Selects words of the text with the mouse, from their first letter to their last. */
async function select(page: Page, words: string): Promise<void> {
	await textOf(page).scrollIntoViewIfNeeded();
	const [from, to] = await textOf(page).evaluate((text, sought) => {
		const start = text.textContent!.indexOf(sought);
		return [start, start + sought.length].map((offset) => {
			const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
			let left = offset;
			let node = walker.nextNode() as Text;
			for (; left > node.length; node = walker.nextNode() as Text) left -= node.length;
			const range = document.createRange();
			range.setStart(node, left);
			const { x, y, height } = range.getBoundingClientRect();
			return { x, y: y + height / 2 };
		});
	}, words);
	await page.mouse.move(from!.x, from!.y);
	await page.mouse.down();
	await page.mouse.move(to!.x, to!.y, { steps: 3 });
	await page.mouse.up();
}

test('two people mark passages that overlap, each sees the other’s, and an edit of the text keeps them', async ({
	page,
	browser
}) => {
	await signIn(page);
	const ben = await joinTeam(browser, page, { name: 'Ben Marks', role: 'analyst' });
	const address = await pasteText(page, 'The budget is adopted');
	await ben.goto(new URL(address, page.url()).href);
	await ready(ben);
	for (const one of [page, ben]) await one.evaluate(() => Object.assign(window, { isSamePage: true }));

	await select(page, 'The Permanent Council adopted the unified budget');
	await page.getByRole('button', { name: 'Highlight', exact: true }).click();
	await expect(ben.getByLabel('Annotations').getByRole('listitem').last()).toContainText('Administrator');
	await expect.poll(() => marks(ben)).toEqual(['The Permanent Council adopted the unified budget']);
	await select(ben, 'unified budget after three years of delay');
	await ben.getByRole('button', { name: 'Comment', exact: true }).click();
	const comment = ben.getByRole('form', { name: 'Comment on the passage' });
	await comment.getByLabel('Comment').fill('Three years, **and** nobody says why.');

	// What Ben is typing stays, whatever comes in meanwhile.
	await select(page, 'Russia did not block consensus');
	await page.getByRole('button', { name: 'Highlight', exact: true }).click();
	await expect(textOf(ben).getByRole('link', { name: '2, highlighted by Administrator' })).toBeAttached();
	await expect(comment.getByLabel('Comment')).toHaveValue('Three years, **and** nobody says why.');
	await comment.getByRole('button', { name: 'Save the comment' }).click();

	const expected = [
		'The Permanent Council adopted the ',
		'unified budget',
		' after three years of delay',
		'Russia did not block consensus'
	];
	await expect.poll(() => marks(page)).toEqual(expected);
	const list = page.getByLabel('Annotations', { exact: true });
	await expect(list).toContainText('Three years, and nobody says why.');
	await expect(list.getByText('Shares its passage with number 2.')).toBeVisible();
	// All of this came without a reload.
	for (const one of [page, ben]) expect(await one.evaluate(() => 'isSamePage' in window)).toBe(true);

	await page.getByRole('link', { name: 'Edit the text' }).click();
	const mended = article.replace('VIENNA', 'Vienna, Austria').replace('unified', 'long-awaited unified');
	await page
		.getByRole('textbox', { name: 'Text of the source' })
		.fill(mended.replace('Russia did not block consensus. ', ''));
	await page.getByRole('button', { name: 'Save the text' }).click();
	await expect
		.poll(() => marks(ben))
		.toEqual([
			'The Permanent Council adopted the long-awaited ',
			'unified budget',
			' after three years of delay'
		]);
	const orphans = ben.locator('section').filter({ hasText: 'No longer found in the text' }).last();
	await expect(orphans).toContainText('Russia did not block consensus');
	await ben.context().close();
});

test('a passage is chosen and highlighted by keyboard alone, and announced', async ({ page }) => {
	await signIn(page);
	await pasteText(page, 'By keyboard alone');
	await ready(page);
	await page.getByRole('button', { name: 'Select by keyboard' }).press('Enter');
	for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight'])
		await page.keyboard.press(key);
	await expect(page.getByText('Permanent Council', { exact: false }).last()).toBeAttached();
	await expect(page.locator('[aria-live=polite]').first()).toHaveText(
		'Council. 3 words selected: The Permanent Council'
	);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('button', { name: 'Highlight', exact: true })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect.poll(() => marks(page)).toEqual(['The Permanent Council']);
	await expect(textOf(page)).toBeFocused();
	expect(await faultsOf(page)).toEqual([]);
});

test('a comment that was not saved is back when the page is', async ({ page }) => {
	await signIn(page);
	const address = await pasteText(page, 'A comment comes back');
	await ready(page);
	await select(page, 'Ministers met');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await page
		.getByRole('form', { name: 'Comment on the passage' })
		.getByLabel('Comment')
		.fill('Which ministers?');
	await page.goto('/developments');
	await page.goto(address);
	const form = page.getByRole('form', { name: 'Comment on the passage' });
	await expect(form.getByLabel('Comment')).toHaveValue('Which ministers?');
	await form.getByRole('button', { name: 'Save the comment' }).click();
	await expect.poll(() => marks(page)).toEqual(['Ministers met']);
});

test('of two people who edit the text the second sees both, and chooses', async ({ page, browser }) => {
	await signIn(page);
	const cleo = await joinTeam(browser, page, { name: 'Cleo Edits', role: 'analyst' });
	const address = new URL(await pasteText(page, 'Edited by two'), page.url()).href;
	for (const one of [page, cleo]) await one.goto(`${address}&edit`);
	await page.getByRole('textbox', { name: 'Text of the source' }).fill('The administrator’s words.');
	await page.getByRole('button', { name: 'Save the text' }).click();
	await expect(textOf(page)).toBeVisible();
	await cleo.getByRole('textbox', { name: 'Text of the source' }).fill('Cleo’s words.');
	await cleo.getByRole('button', { name: 'Save the text' }).click();
	await expect(cleo.getByRole('alert')).toContainText('Administrator saved another text');
	await expect(cleo.getByLabel('Text of the source')).toHaveValue('Cleo’s words.');
	await expect(cleo.getByText('The administrator’s words.')).toBeVisible();
	await cleo.getByRole('button', { name: 'Save the text' }).click();
	await expect(textOf(cleo)).toHaveText('Cleo’s words.');
	await cleo.context().close();
});

test('on a small phone the text and its marks fit', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await signIn(page);
	await pasteText(page, 'On a small phone');
	await ready(page);
	await select(page, 'Ministers met');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await page.getByRole('form', { name: 'Comment on the passage' }).getByLabel('Comment').fill('Which?');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await page.getByRole('button', { name: 'Save the comment' }).click();
	await expect.poll(() => marks(page)).toEqual(['Ministers met']);
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test.describe('on a touch screen', () => {
	test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

	test('what the handles of the system select is commented on, and taken up as the quote of a coding', async ({
		page
	}) => {
		await signIn(page);
		const address = await pasteText(page, 'By touch');
		await ready(page);
		// The handles belong to the system: a page hears of the selection alone.
		const byHandles = (words: string) =>
			textOf(page).evaluate((text, sought) => {
				const node = [...text.querySelectorAll('span')].find((piece) => piece.textContent!.includes(sought))!
					.firstChild as Text;
				const start = node.data.indexOf(sought);
				document.getSelection()!.setBaseAndExtent(node, start, node, start + sought.length);
			}, words);
		await byHandles('three years of delay');
		await page.getByRole('button', { name: 'Comment', exact: true }).tap();
		await page
			.getByRole('form', { name: 'Comment on the passage' })
			.getByLabel('Comment')
			.fill('Why so long?');
		await page.getByRole('button', { name: 'Save the comment' }).tap();
		await expect(page.getByText('Marked.')).toBeVisible();
		await expect.poll(() => marks(page)).toEqual(['three years of delay']);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

		await byHandles('Russia did not block consensus');
		await page.getByRole('toolbar').getByRole('link', { name: 'Code with this quote' }).tap();
		await expect(page.getByLabel('Quote')).toHaveValue('Russia did not block consensus');
		await page.goto(address);
		await expect.poll(() => marks(page)).toEqual(['three years of delay']);
	});
});
