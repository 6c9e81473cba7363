import { expect, test, type Locator, type Page } from '@playwright/test';
import { faultsInBothColours, faultsOf } from '../axe.ts';
import { signIn } from '../signed-in.ts';

/** Begins a briefing on a few recommendations of the sample. */
async function beginBriefing(page: Page, title: string): Promise<void> {
	await signIn(page);
	await page.goto('/briefings/new');
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('First day').fill('2021-01-01');
	await page.getByLabel('Last day').fill('2022-12-31');
	await page.getByLabel('Changes since').fill('2021-12-31');
	await page.getByText('Choose among its 26 recommendations').click();
	await page.getByRole('checkbox', { name: /^C1 / }).check();
	await page.getByRole('checkbox', { name: /^C3 / }).check();
	await page.getByRole('button', { name: 'Begin the briefing' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

const outline = (page: Page) => page.locator('.outline a.title');
const preview = (page: Page) => page.getByRole('region', { name: 'The briefing' });

test('a researcher composes a briefing: picks evidence, moves blocks by keyboard, writes and cites', async ({
	page
}) => {
	await beginBriefing(page, 'Note for the hearing');
	await expect(outline(page)).toHaveText([
		'Where it stands',
		'What changed',
		/C1 Keep up continual contacts in the OSCE/,
		/C3 Keep up continual contacts in the UN/,
		'Gaps',
		'Method',
		'Sources'
	]);
	await expect(preview(page)).toContainText('What changed since 31 December 2021');

	await outline(page).nth(2).click();
	const shown = page.locator('.pieces').first().getByRole('listitem');
	await expect(shown).toHaveCount(5);
	const second = await shown.nth(1).getByRole('link').innerText();
	await shown.nth(1).getByRole('link').focus();
	await page.keyboard.press('Alt+ArrowUp');
	await expect(shown.nth(0)).toContainText(second);
	await expect(shown.nth(0).getByRole('button', { name: 'Pin' })).toHaveAttribute('aria-pressed', 'true');
	const third = await shown.nth(2).getByRole('link').innerText();
	await shown.nth(2).getByRole('button', { name: 'Drop' }).click();
	await expect(page.getByRole('button', { name: `Bring back: ${third}` })).toBeVisible();
	await page.getByLabel('At most').fill('2');
	await page.getByLabel('At most').press('Enter');
	await expect(shown).toHaveCount(2);
	const evidence = preview(page).locator('section.current > ul > li');
	await expect(evidence.first()).toContainText(second);

	await outline(page).nth(2).focus();
	await page.keyboard.press('Alt+ArrowDown');
	await expect(outline(page).nth(3)).toContainText('C1');
	await expect(outline(page).nth(3)).toBeFocused();

	await page.getByLabel('Add', { exact: true }).selectOption('Text');
	await page.getByLabel('Before', { exact: true }).selectOption('Where it stands');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	const text = page.getByLabel('Text', { exact: true });
	await text.fill('# Purpose\n\nContacts **held** for a while');
	await expect(preview(page).getByRole('heading', { name: 'Purpose' })).toBeVisible();
	await text.press('End');
	await page.getByText('How to write and cite').click();
	await page.getByLabel('Cite a development').fill('OSCE Chair Rau');
	await page.getByRole('button', { name: /OSCE Chair Rau meets Lavrov in Moscow/ }).click();
	await expect(text).toHaveValue(/for a while \[@development-\d+\]$/);
	const firstNote = preview(page).locator('#note-1');
	await expect(firstNote).toContainText('OSCE Chair Rau meets Lavrov in Moscow');
	await page.reload();
	await expect(page.getByText('What you typed is back')).toBeVisible();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Not saved yet; kept')).toBeHidden();
	await page.reload();
	await expect(text).toHaveValue(/^# Purpose/);
	await expect(firstNote.getByRole('link', { name: 'Development' })).toHaveAttribute(
		'href',
		/^\/developments\/\d+$/
	);
});

test('a block becomes text, is taken out, and comes back', async ({ page }) => {
	await beginBriefing(page, 'Text of its own');
	await outline(page).nth(2).click();
	await page.getByRole('button', { name: 'Turn into text' }).click();
	await expect(page.getByLabel('Text', { exact: true })).toHaveValue(/^# C1 /);
	const notes = preview(page).locator('.notes li');
	const count = await notes.count();
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('button', { name: 'Turn into text' })).toBeVisible();
	await expect(notes).toHaveCount(count);
	await page.getByRole('button', { name: 'Take out: Gaps' }).click();
	await expect(outline(page)).toHaveCount(6);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(outline(page)).toHaveCount(7);
});

test('a block is commented on under itself; what was said stays when it is taken out', async ({ page }) => {
	await beginBriefing(page, 'For comments');
	await page.getByRole('link', { name: 'Comment on Gaps' }).click();
	await page.getByLabel('Begin a thread').fill('Is this **all**?');
	await page.getByLabel('Begin a thread').press('Control+Enter');
	const said = preview(page).locator('.comments.open');
	await expect(said.getByRole('article')).toContainText('Is this all?');
	await expect(page.locator('.outline a.said')).toHaveText('1 comment on Gaps');
	await said.getByText('Reply', { exact: true }).click();
	await said.getByLabel('Your reply').fill('It is.');
	await said.getByRole('button', { name: 'Send the reply' }).click();
	await expect(said.getByRole('article')).toHaveCount(2);
	expect(await faultsOf(page)).toEqual([]);
	await said.getByRole('button', { name: /^Resolve/ }).click();
	await expect(page.locator('.outline a.said')).toBeHidden();
	await page.getByRole('button', { name: 'Take out: Gaps' }).click();
	const removed = page.getByRole('region', { name: 'Comments on what was taken out' });
	await expect(removed).toContainText('Gaps');
	await removed.getByText('One resolved thread').click();
	await removed.getByRole('button', { name: /^Reopen/ }).click();
	await expect(removed).toContainText('2 comments');
});

/** Drags something by its handle until the pointer stands so far below the top of another. */
async function drag(page: Page, item: Locator, other: Locator, below: number): Promise<void> {
	await item.scrollIntoViewIfNeeded();
	const from = (await item.locator('[data-handle]').first().boundingBox())!;
	const to = (await other.boundingBox())!;
	await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
	await page.mouse.down();
	await page.mouse.move(from.x + 4, from.y + 4);
	await page.mouse.move(to.x + 8, to.y + below, { steps: 5 });
	await page.mouse.up();
}

test('blocks and evidence are dragged into another order', async ({ page }) => {
	await beginBriefing(page, 'Dragged');
	const blocks = page.locator('.outline > li');
	await drag(page, blocks.nth(4), blocks.nth(0), 2);
	await expect(outline(page).first()).toHaveText('Gaps');
	await drag(page, blocks.nth(0), blocks.nth(2), 30);
	await expect(outline(page)).toHaveText([/Where/, /What/, /Gaps/, /C1/, /C3/, /Method/, /Sources/]);

	await outline(page).nth(3).click();
	const shown = page.locator('.pieces').first().getByRole('listitem');
	await expect(shown).toHaveCount(5);
	const third = await shown.nth(2).getByRole('link').innerText();
	await drag(page, shown.nth(2), shown.nth(0), 2);
	await expect(shown.nth(0)).toContainText(third);
	await expect(shown.nth(0).getByRole('button', { name: 'Pin' })).toHaveAttribute('aria-pressed', 'true');

	// Below what is folded out, and not within it.
	await drag(page, blocks.nth(2), blocks.nth(3), 60);
	await expect(outline(page).nth(3)).toHaveText('Gaps');
	const from = (await blocks.nth(0).locator('[data-handle]').boundingBox())!;
	await page.mouse.move(from.x + 4, from.y + 4);
	await page.mouse.down();
	await page.mouse.move(from.x + 4, from.y + 60, { steps: 3 });
	await page.keyboard.press('Escape');
	await page.mouse.up();
	await expect(outline(page).nth(0)).toHaveText('Where it stands');
});

test('the pages of briefings have no fault that axe finds, in light colours or dark', async ({ page }) => {
	await beginBriefing(page, 'For axe');
	for (const path of await pagesOf(page)) {
		await page.goto(path);
		expect(await faultsInBothColours(page), path).toEqual([]);
	}
});

test('the pages of briefings fit a small phone', async ({ page }) => {
	await beginBriefing(page, 'ОченьДлинноеНазваниеБезПробелов'.repeat(4));
	await page.setViewportSize({ width: 360, height: 740 });
	for (const path of await pagesOf(page)) {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(360);
	}
});

/** The pages about briefings, and the one that is open: itself, with a block open, and with what it was issued as. */
async function pagesOf(page: Page): Promise<string[]> {
	const address = new URL(page.url()).pathname;
	const blocks = await outline(page).evaluateAll((links) => links.map((link) => link.getAttribute('href')));
	const about = ['', '?state=issued', '/new', '/templates', '/house-templates', '/styles'];
	return [
		...about.map((path) => `/briefings${path}`),
		...['', '/issues', '/history', blocks[0], blocks[2]].map((path) => `${address}${path}`)
	];
}
