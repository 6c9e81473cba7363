import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.server.ts';
import { passwordFault } from './password.ts';

const ana = { name: 'Ana Sousa', email: 'ana.sousa@example.org' };

test.each([
	['eleven char', 'too short'],
	['x'.repeat(201), 'too long'],
	['Password-1234', 'well known behind signs and capitals'],
	['aaaaaaaaaaaa', 'one sign over and over'],
	['abcabcabcabca', 'a short word over and over'],
	['ana.sousa@example.org', 'the e-mail'],
	['Ana Sousa 12', 'the name and little else'],
	['anasousa1234567'.slice(0, 11), 'too short again']
])('refuses %j: %s', (password) => {
	expect(passwordFault(password, ana)).toMatch(/\.$/);
});

test.each([
	'a quiet river at dawn',
	'ana likes river boats',
	'только длинные слова',
	'🦔🦔🐟🐟🦊🦊🐸🐸🐙🐙🦉🐝',
	' spaces at the ends '
])('takes %j: length is what counts', (password) => {
	expect(passwordFault(password, ana)).toBeUndefined();
});

test('the hash is argon2id in PHC format with a salt of its own', async () => {
	const [one, two] = await Promise.all([hashPassword('a quiet river'), hashPassword('a quiet river')]);
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	expect(one).not.toBe(two);
	expect(await verifyPassword(one, 'a quiet river')).toBe(true);
	expect(await verifyPassword(one, 'a quiet rivers')).toBe(false);
	expect(await verifyPassword(null, 'a quiet river')).toBe(false);
});

test('a hash made elsewhere with other costs is verified by its own parameters', async () => {
	// From the tests of the reference implementation, P-H-C/phc-winner-argon2, src/test.c.
	const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
	expect(await verifyPassword(hash, 'password')).toBe(true);
	expect(await verifyPassword(hash, 'Password')).toBe(false);
});

test('the same letters typed composed or decomposed are the same password', async () => {
	const hash = await hashPassword('crème brûlée café');
	expect(await verifyPassword(hash, 'crème brûlée café'.normalize('NFD'))).toBe(true);
});
