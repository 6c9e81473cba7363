import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('without scripts a text is pasted, and a passage copied into the form is found in it', async ({
	page
}) => {
	await signIn(page);
	// One of the sample that no other journey touches.
	await page.goto('/developments/97');
	await page.getByRole('link', { name: 'Text', exact: true }).click();
	await page.getByRole('link', { name: 'Paste the text' }).click();
	await page
		.getByRole('textbox', { name: 'Text of the source' })
		.fill('Russia abstained.\nLater, Russia\nabstained again.');
	await page.getByRole('button', { name: 'Save the text' }).click();
	await page.getByLabel('Passage').fill('Russia abstained');
	await page.getByLabel('Which, where').fill('3');
	await page.getByRole('button', { name: 'Mark it' }).click();
	await expect(page.getByText('This passage is not in the text.')).toBeVisible();
	await page.getByLabel('Which, where').fill('2');
	await page.getByLabel('What to do with it').selectOption('Comment on it');
	await page.getByLabel('Comment', { exact: true }).first().fill('Again?');
	await page.getByRole('button', { name: 'Mark it' }).click();
	await expect(page.locator('mark')).toHaveText('Russia\nabstained', { useInnerText: false });
	await expect(page.getByLabel('Annotations', { exact: true })).toContainText('Again?');
});
