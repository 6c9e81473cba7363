import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { administrator } from '../administrator.ts';
import { signIn } from '../signed-in.ts';

let server: Server;
let address: string;
const words = 'The chair called the meeting of the joint commission off, since three states would not come. ';

test.beforeAll(async () => {
	server = createServer(({ url }, response) => {
		if (url !== '/commission') return void response.writeHead(404).end();
		response.writeHead(200, { 'content-type': 'text/html' });
		response.end(`<html lang="en"><head><title>Joint commission called off</title><meta property="og:site_name" content="Captured Daily">
			<meta property="article:published_time" content="2026-09-12"></head><body><article><p>${words.repeat(6)}</p></article></body></html>`);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => void server.close());

test('an address becomes a filled-in form, and the words of the page are kept with what is logged', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/capture');
	await page.getByLabel('Address', { exact: true }).fill(`${address}/commission`);
	await page.getByRole('button', { name: 'Capture', exact: true }).click();

	await expect(page).toHaveURL(/\/developments\/new\?capture=\d+/);
	await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Joint commission called off');
	await expect(page.getByLabel('Happened')).toHaveValue('2026-09-12');
	await expect(page.getByText('The day on which the page was published')).toBeVisible();
	await expect(page.getByLabel('Source', { exact: true })).toHaveValue('Captured Daily');
	await expect(page.locator('[name=sourceUrl]')).toHaveValue(`${address}/commission`);
	await page.getByLabel('Kind', { exact: true }).selectOption('statement');
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	await expect(page.getByRole('main')).toContainText('Logged.');
	await page.getByRole('link', { name: 'Text', exact: true }).click();
	await expect(page.getByRole('main')).toContainText('since three states would not come');
	await page.getByRole('link', { name: /As it was on/ }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Joint commission called off');
	await expect(page.getByText(words.trim()).first()).toBeVisible();
});

test('what cannot be fetched is logged by hand, with the address kept', async ({ page }) => {
	await signIn(page);
	await page.goto(`/capture?url=${encodeURIComponent(`${address}/missing`)}`);
	await page.getByRole('button', { name: 'Capture', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('answered 404: there is no such page');
	await page.getByRole('link', { name: 'Fill in the form by hand' }).click();
	await expect(page.locator('[name=sourceUrl]')).toHaveValue(`${address}/missing`);
});

test('what the bookmarklet took is still there after signing in on the way, and no server was told', async ({
	page
}) => {
	const asked: string[] = [];
	page.on('request', (request) => void asked.push(`${request.url()} ${request.postData() ?? ''}`));
	const taken = '<title>Behind a login</title><p>Words that only its reader sees.</p>';
	await page.goto(
		`/capture?url=${encodeURIComponent(`${address}/closed`)}#html=${encodeURIComponent(taken)}`
	);
	await expect(page).toHaveURL(/\/sign-in\?next=/);
	await page.locator('html[data-hydrated]').waitFor();
	await page.getByLabel('E-mail').fill(administrator.email);
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByText('do not belong together')).toBeVisible();
	await page.getByLabel('Password').fill(administrator.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).toHaveURL(/\/capture\?url=/);
	await expect(page.getByText('The page came along from your browser')).toBeVisible();
	await expect(page.locator('[name=html]')).toHaveValue(taken);
	await expect(page).not.toHaveURL(/#/);
	expect(asked.filter((request) => request.includes('only%20its') || request.includes('only its'))).toEqual(
		[]
	);
});

test('the bookmarklet brings the page that a reader sees, and the address forgets it', async ({
	page,
	context
}) => {
	await signIn(page);
	await page.goto('/capture');
	const code = (await page.getByRole('link', { name: 'Capture in Stocktake' }).getAttribute('href'))!;
	const there = await context.newPage();
	await there.goto(`${address}/commission`);
	const opened = context.waitForEvent('page');
	await there.evaluate(
		(source) => {
			document.querySelector('article p')!.append(' Seen in a browser alone.');
			// oxlint-disable-next-line no-eval
			void (0, eval)(source);
		},
		decodeURIComponent(code.slice('javascript:'.length))
	);
	const capture = await opened;
	await expect(capture.getByText('The page came along from your browser')).toBeVisible();
	await expect(capture).not.toHaveURL(/#/);
	await capture.getByRole('button', { name: 'Capture', exact: true }).click();
	await expect(capture).toHaveURL(/\/developments\/new\?capture=\d+/);
	await capture.getByRole('link', { name: 'See what was kept' }).click();
	await expect(capture.getByRole('main')).toContainText('Seen in a browser alone.');
});
