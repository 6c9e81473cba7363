import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { FetchRefused, mayReach, readOutsideAddress } from './outside-address.ts';

describe('addresses of the public internet', () => {
	test.each([
		'8.8.8.8',
		'93.184.216.34',
		'172.32.0.1',
		'100.128.0.1',
		'2606:2800:220:1:248:1893:25c8:1946',
		'2a00:1450:4001:80b::200e',
		// 8.8.8.8, mapped and by NAT64.
		'::ffff:8.8.8.8',
		'64:ff9b::808:808'
	])('%s may be reached', (address) => expect(mayReach(address)).toBe(true));

	test.each([
		'127.0.0.1',
		'127.255.255.254',
		'10.1.2.3',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.1',
		'fc00::1',
		'fd12:3456::1',
		'::1',
		'::ffff:127.0.0.1',
		'::ffff:a00:1',
		'64:ff9b::7f00:1',
		'64:ff9b::10.0.0.1'
	])('%s is behind the firewall: refused, unless a setting opens it', (address) => {
		expect(mayReach(address)).toBe(false);
		expect(mayReach(address, true)).toBe(true);
	});

	test.each([
		'0.0.0.0',
		'0.1.2.3',
		'100.64.0.1',
		'100.127.255.255',
		'169.254.169.254',
		'192.0.0.1',
		'192.0.2.7',
		'198.18.0.1',
		'198.19.255.255',
		'198.51.100.1',
		'203.0.113.1',
		'224.0.0.1',
		'239.255.255.250',
		'240.0.0.1',
		'255.255.255.255',
		'::',
		'fe80::1',
		'fe80::1%eth0',
		'fec0::1',
		'ff02::1',
		'100::1',
		'2001:db8::1',
		'2001::1',
		'3fff::1',
		'5f00::1',
		// 127.0.0.1 and 10.0.0.1 in a 6to4 address, an IPv4-compatible one, a local translator.
		'2002:7f00:1::',
		'2002:a00:1::1',
		'::127.0.0.1',
		'64:ff9b:1::7f00:1',
		'::ffff:169.254.169.254',
		'64:ff9b::a9fe:a9fe',
		'64:ff9b::',
		'no address'
	])('%s is never reached, whatever is set', (address) => {
		expect(mayReach(address)).toBe(false);
		expect(mayReach(address, true)).toBe(false);
	});

	test("this machine's own addresses are refused, public or not", () => {
		for (const { address } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
			expect(mayReach(address), address).toBe(false);
	});
});

describe('an address that somebody gives', () => {
	const codeOf = (address: string, base?: string) => {
		try {
			return readOutsideAddress(address, base === undefined ? undefined : new URL(base)).href;
		} catch (error) {
			return error instanceof FetchRefused ? error.code : String(error);
		}
	};

	test.each([
		['https://example.org', 'https://example.org/'],
		[' http://Example.ORG:80/a?b=c#d ', 'http://example.org/a?b=c'],
		['https://example.org:8443/', 'https://example.org:8443/'],
		['http://example.org:8080/', 'http://example.org:8080/'],
		['https://пример.испытание/', 'https://xn--e1afmkfd.xn--80akhbyknj4f/']
	])('%s is read as %s', (address, read) => expect(codeOf(address)).toBe(read));

	test.each([
		['http://2130706433/', 'private'],
		['http://0177.0.0.1/', 'private'],
		['http://0x7f000001/', 'private'],
		['http://0x7f.1/', 'private'],
		['http://127.1/', 'private'],
		['http://１２７.０.０.１/', 'private'],
		['http://[::1]/', 'private'],
		['http://[::ffff:127.0.0.1]/', 'private'],
		['http://[0:0:0:0:0:ffff:7f00:1]/', 'private'],
		['http://2852039166/latest/meta-data/', 'private'],
		['http://0/', 'private'],
		['file:///etc/passwd', 'scheme'],
		['ftp://example.org/', 'scheme'],
		['javascript:alert(1)', 'scheme'],
		['data:text/html,x', 'scheme'],
		['https://me:secret@example.org/', 'credentials'],
		['https://me@example.org/', 'credentials'],
		['http://example.org:22/', 'port'],
		['http://example.org:25/', 'port'],
		['http://example.org:6667/', 'port'],
		['example.org', 'address'],
		['http://', 'address'],
		['', 'address'],
		[`https://example.org/${'a'.repeat(4_000)}`, 'address']
	])('%s is refused: %s', (address, code) => expect(codeOf(address)).toBe(code));

	test('a redirect is read against the page that sent it, and checked the same', () => {
		expect(codeOf('/next', 'https://example.org/a/b')).toBe('https://example.org/next');
		expect(codeOf('//169.254.169.254/latest', 'https://example.org/')).toBe('private');
	});
});
