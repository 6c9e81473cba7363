import { expect, test } from 'vitest';
import { absoluteUrl, canonicalUrl, isFrontPage } from './canonical-url.ts';

test.each([
	['https://Example.ORG:443/a', 'https://example.org/a'],
	['http://example.org:80/a/', 'https://example.org/a'],
	['http://www.example.org/a#part', 'https://example.org/a'],
	['https://example.org/a?utm_source=rss&id=7&utm_medium=feed', 'https://example.org/a?id=7'],
	['https://example.org/a?fbclid=x&gclid=y&mc_cid=z&yclid=1', 'https://example.org/a'],
	['https://example.org/a?b=2&a=1', 'https://example.org/a?b=2&a=1'],
	['https://example.org/news/?id=5', 'https://example.org/news?id=5'],
	['https://example.org/index.html', 'https://example.org'],
	['https://example.org//a///b', 'https://example.org/a/b'],
	['https://example.org/%d0%9c%61', 'https://example.org/%D0%9Ca'],
	['https://example.org:8443/a', 'https://example.org:8443/a'],
	['https://example.org/#!/news/1', 'https://example.org#!/news/1'],
	['https://пример.рф/а', 'https://xn--e1afmkfd.xn--p1ai/%D0%B0']
])('%s is %s', (url, canonical) => {
	expect(canonicalUrl(url)).toBe(canonical);
	expect(canonicalUrl(canonical)).toBe(canonical);
});

test.each([
	'https://example.org/',
	'http://www.example.org/index.php',
	'https://example.org/en/',
	'https://example.org/en-GB'
])('%s is a front page', (url) => expect(isFrontPage(canonicalUrl(url))).toBe(true));

test.each([
	'https://example.org/a',
	'https://example.org/?p=1',
	'https://example.org/en/a',
	'https://example.org/#!/1'
])('%s is no front page', (url) => expect(isFrontPage(canonicalUrl(url))).toBe(false));

test.each([
	['javascript:alert(1)'],
	['mailto:a@example.org'],
	['data:text/html,x'],
	['file:///etc/passwd'],
	['http://'],
	['']
])('“%s” is no address of the web', (address) => {
	expect(absoluteUrl(address, 'https://example.org/')).toBeUndefined();
});
