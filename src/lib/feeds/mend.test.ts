import { expect, test } from 'vitest';
import { atom, read, rss, titles } from './feed-examples.ts';

const two =
	'<item><title>One</title><link>https://example.org/1</link></item><item><title>Two</title><link>https://example.org/2</link></item>';
test.each([
	['white space and a mark before it', `\uFEFF \n\n${rss(two)}`],
	[
		'a warning of PHP before it',
		`<br />\n<b>Warning</b>: Cannot modify header in <b>/x.php</b>\n${rss(two)}`
	],
	['text before it', `Notice: undefined index\n${rss(two)}`],
	['text after it', `${rss(two)}\n<script>track()</script>`],
	['its end cut off', rss(two).replace('</channel></rss>', '')],
	['its end cut off within an entry', rss(`${two}`).replace(/<\/link><\/item><\/channel><\/rss>$/, '')],
	['a link without its end', rss(two.replace('https://example.org/1</link>', 'https://example.org/1'))],
	['a title without its end', rss(two.replace('One</title>', 'One'))],
	['an entry without its end', rss(two.replace('</item>', ''))],
	['an end without a beginning', rss(two.replace('<item>', '</p><item>'))],
	['an attribute without quotes', rss(two.replace('<link>', '<guid isPermaLink=false>1</guid><link>'))],
	['control characters', rss(two.replace('One', 'O\u0000n\u0008e'))],
	[
		'a section that never ends',
		rss(two.replace('<link>', '<description><![CDATA[<p>Words</p></description><link>'))
	],
	[
		'namespaces that nobody declared',
		rss(two.replaceAll('<link>', '<dc:date>2025-01-01</dc:date><media:thumbnail url="x"/><link>'))
	],
	[
		'a document type with entities',
		rss(two).replace('<rss', '<!DOCTYPE rss [<!ENTITY x "y"><!-- > ] " -->]><rss')
	],
	[
		'a document type of Netscape',
		rss(two).replace(
			'<rss',
			'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss'
		)
	],
	['entries after the channel', rss('').replace('</channel>', `</channel>${two}`)],
	[
		'entries within and after the channel',
		rss(two.replace(/<item><title>Two.*/, '')).replace(
			'</channel>',
			`</channel>${two.replace(/^.*?<\/item>/, '')}`
		)
	],
	['two channels', rss(two.replace('</item>', '</item></channel><channel><title>More</title>'))],
	['no element about the channel', rss(two).replace(/<rss[^>]*>|<\/rss>/g, '')],
	[
		'names in capitals',
		rss(two).replace(
			/<(\/?)(rss|channel|item|title|link)/g,
			(_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`
		)
	],
	['words in it', rss(`${two} stray & words < here`)]
])('a feed with %s is read', (_, text) => {
	const feed = read(text);
	expect(titles(feed)).toEqual(['One', 'Two']);
	expect(feed.entries.map(({ url }) => url)).toEqual(['https://example.org/1', 'https://example.org/2']);
});

test('entities that a document declares are never expanded', () => {
	const nested = Array.from(
		{ length: 30 },
		(_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`
	).join('');
	const feed = read(
		`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha"><!ENTITY file SYSTEM "file:///etc/passwd">${nested}]>${rss('<item><title>&e30;&file; x</title></item>').replace(/^<\?xml[^>]*>/, '')}`
	);
	expect(feed.entries[0]!.title).toBe('&e30;&file; x');
	expect(feed.faults.join()).toContain('declares entities');
});

test.each([
	['nested very deep', `<rss version="2.0"><channel><item><title>x</title>${'<a>'.repeat(200_000)}`],
	[
		'closed very many times',
		`<rss version="2.0"><channel><item><title>x</title>${'<a>'.repeat(900)}${'</b>'.repeat(200_000)}`
	],
	['of very many empty entries', rss(`<item><title>x</title></item>${'<item/>'.repeat(200_000)}`)],
	['of very many attributes', rss(`<item ${'a="b" '.repeat(100_000)}><title>x</title></item>`)],
	[
		'of very many open sections',
		rss(`<item><title>x</title><description>${'<![CDATA['.repeat(100_000)}</description></item>`)
	],
	[
		'of very many marks of Windows',
		rss(`<item><title>x</title><description>${'\u0092'.repeat(1e6)}</description></item>`)
	],
	[
		'of very much space in a name',
		`<feed><entry><title>x</title><author>${' '.repeat(1e6)}<x/></author></entry></feed>`
	],
	[
		'of very many open comments',
		rss(`<item><title>x</title><description>${'<!--'.repeat(200_000)}</description></item>`)
	],
	[
		'of very many ampersands',
		rss(`<item><title>x</title><description>${'&amp;lt;'.repeat(200_000)}</description></item>`)
	],
	[
		'of very many open tags',
		rss(`<item><title>x</title><description><![CDATA[${'<a href="'.repeat(100_000)}]]></description></item>`)
	],
	['of one long name', `<rss version="2.0"><channel><item><title>x</title></item><${'a'.repeat(600_000)}`]
])('a document %s is read in the time that its length takes', { timeout: 60_000 }, (_, text) => {
	expect(titles(read(text))[0]).toBe('x');
});

test('entries of the other kind are read, and one among others keeps its words', () => {
	const ofAtom =
		'<entry><title>One</title><summary>Words</summary><link href="https://example.org/1"/></entry>';
	const ofRss =
		'<item><title>One</title><description>Words</description><link>https://example.org/1</link></item>';
	for (const text of [
		rss(ofAtom),
		rss(ofAtom).replace('<?xml version="1.0"?>', ''),
		atom(ofRss),
		atom(ofRss + ofRss)
	])
		expect(read(text).entries[0]).toEqual({
			title: 'One',
			summary: 'Words',
			author: '',
			url: 'https://example.org/1'
		});
	expect(titles(read(rss(`${two}<entry><title>Three</title></entry>`)))).toEqual(['One', 'Two', 'Three']);
});

test('a feed with the document type of a page is a feed', () => {
	const type = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/x.dtd">';
	expect(titles(read(rss(two).replace('<rss', `${type}\n<!-- x --><rss`)))).toEqual(['One', 'Two']);
});
