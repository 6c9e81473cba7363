import { expect, test } from 'vitest';
import { safeNext, signInHref } from '../src/routes/next.ts';

test.each([
	['/developments?q=osce#top', '/developments?q=osce#top'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['/\t/evil.example', '/'],
	['/.//evil.example', '/'],
	['/a/..//evil.example', '/'],
	['https://evil.example', '/'],
	['javascript:alert(1)', '/'],
	['developments', '/'],
	['/sign-out', '/'],
	['', '/'],
	[null, '/']
])('after signing in, %j leads to %j', (next, path) => {
	expect(safeNext(next)).toBe(path);
});

test('the link to the sign-in page leads back to where one was', () => {
	const href = signInHref(new URL('http://localhost/developments?q=a b&effect=1'));
	expect(safeNext(new URL(href, 'http://localhost').searchParams.get('next'))).toBe(
		'/developments?q=a%20b&effect=1'
	);
});
