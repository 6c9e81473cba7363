import { expect, test } from '@playwright/test';
import { administrator } from '../administrator.ts';
import { signIn } from '../signed-in.ts';

test('the address that the start prints leads to where the first paper stands', async ({ page }) => {
	const faults: string[] = [];
	page.on('pageerror', (error) => faults.push(error.message));
	await page.goto('/');
	await expect(page).toHaveURL(/\/publications\/romano-2021/);
	await expect(page.getByRole('heading', { level: 1 })).toContainText('multilateralism');
	expect(faults).toEqual([]);
});

test('the administrator of the settings can sign in', async ({ page }) => {
	await signIn(page);
	await page.goto('/settings');
	await expect(page).toHaveURL(/\/settings/);
});

test('a wrong password is refused, and the address that was typed is kept', async ({ page }) => {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill('nobody@example.org');
	await page.getByLabel('Password').fill('not the password at all');
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page.getByRole('main')).toContainText(/password/i);
	await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.org');
});

test.describe('a form', () => {
	const form = { email: administrator.email, password: administrator.password };

	test('is taken from localhost and from 127.0.0.1 alike', async ({ request, baseURL }) => {
		const { port } = new URL(baseURL ?? '');
		for (const host of ['localhost', '127.0.0.1']) {
			const origin = `http://${host}:${port}`;
			const answer = await request.post(`${origin}/sign-in`, { form, headers: { origin }, maxRedirects: 0 });
			expect(answer.status(), host).not.toBe(403);
		}
	});

	test('from another site is refused, whatever its headers claim', async ({ request }) => {
		const headers = { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' };
		const answer = await request.post('/sign-in', { form, headers, maxRedirects: 0 });
		expect(answer.status()).toBe(403);
	});
});
