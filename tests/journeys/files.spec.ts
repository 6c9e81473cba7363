import { expect, test, type Page } from '@playwright/test';
import { faultsInBothColours } from '../axe.ts';
import { aStyle, aWordFile } from '../fixtures.ts';
import { signIn } from '../signed-in.ts';

const file = (name: string, buffer: Uint8Array | string) => ({
	name,
	mimeType: 'application/octet-stream',
	buffer: Buffer.from(buffer)
});

/** Opens a page, once it is ready for more than reading. */
async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
}

/** No fault that axe finds, by day and by night, and no wider than a small phone. */
async function expectSound(page: Page): Promise<void> {
	expect(await faultsInBothColours(page)).toEqual([]);
	const before = page.viewportSize()!;
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await page.setViewportSize(before);
}

test('a citation style is added from its file, hidden and restored', async ({ page }) => {
	await signIn(page);
	await open(page, '/briefings/styles');
	await page.getByLabel('File').setInputFiles(file('no.csl', '%PDF-1.7'));
	await page.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByLabel('File')).toHaveAttribute('aria-invalid', 'true');
	await expectSound(page);
	await page.getByLabel('File').setInputFiles(file('own.csl', aStyle('Style of our house')));
	await page.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByText('Added “Style of our house”.')).toBeVisible();
	await page.getByRole('button', { name: 'Hide Style of our house' }).click();
	await expect(page.getByRole('heading', { name: 'Hidden' })).toBeVisible();
	await expectSound(page);
	await page.getByRole('button', { name: 'Restore Style of our house' }).click();
	await expect(page.getByRole('button', { name: 'Hide Style of our house' })).toBeVisible();
});

test('a Word file of the house is added, and whatever is none is refused in words', async ({ page }) => {
	await signIn(page);
	await open(page, '/briefings/house-templates');
	await page.getByLabel('Name').fill('Letterhead of the journey');
	await page.getByLabel('File').setInputFiles(file('letter.docx', '%PDF-1.7'));
	await page.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByText('This is no Word document (.docx) that can be used.')).toBeVisible();
	await expect(page.getByLabel('Name')).toHaveValue('Letterhead of the journey');
	await expectSound(page);
	await page.getByLabel('File').setInputFiles(file('letter.docx', new Uint8Array(11 * 1024 * 1024)));
	await page.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByText('The file is larger than is taken here: at most 10 MB.')).toBeVisible();
	await page.getByLabel('File').setInputFiles(file('letter.docx', aWordFile()));
	await page.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByText('Kept “Letterhead of the journey”.')).toBeVisible();
	await page.getByRole('button', { name: 'Hide Letterhead of the journey' }).click();
	await expect(page.getByRole('button', { name: 'Restore Letterhead of the journey' })).toBeVisible();
	await expectSound(page);
});

test('references in any script are read from a file; what cannot be logged says why', async ({ page }) => {
	const entry = (title: string, date: string, url: string) =>
		[
			'TY  - NEWS',
			`TI  - ${title}`,
			'T2  - ТАСС',
			...(date ? [`PY  - ${date.slice(0, 4)}`, `DA  - ${date}`] : []),
			`UR  - ${url}`,
			'ER  - '
		].join('\n');
	const references = [
		entry('Заявление о безопасности в Европе', '2021/05/04', 'https://example.org/journey-1'),
		entry('بيان مشترك حول الأمن الأوروبي', '2021/05/05', 'https://example.org/journey-2'),
		entry('A statement that nobody dated', '', 'https://example.org/journey-3')
	];
	await signIn(page);
	await open(page, '/developments/import-references');
	await page.getByLabel('File').setInputFiles(file('zotero.ris', references.join('\n')));
	await page.getByRole('button', { name: 'Read' }).click();
	await expect(page.getByRole('heading', { name: '3 entries, 2 ready' })).toBeVisible();
	await expect(page.locator('.fault')).toHaveCount(1);
	await expectSound(page);
	await page.getByRole('button', { name: 'Log what is ticked' }).click();
	await expect(page.getByText('2 developments are logged')).toBeVisible();
	await expectSound(page);
});
