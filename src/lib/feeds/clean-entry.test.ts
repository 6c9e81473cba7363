import { expect, test } from 'vitest';
import { atom, entry, item, read, rss } from './feed-examples.ts';

test.each([
	['no title', '<description>The Council met on Monday.</description>', 'The Council met on Monday.'],
	['an empty title', '<title> </title><link>https://www.example.org/news/one</link>', 'example.org/news/one'],
	['nothing but an id', '<guid>abc-1</guid>', 'abc-1'],
	['script', '<title>&lt;script&gt;alert(1)&lt;/script&gt;Council meets</title>', 'Council meets'],
	[
		'script, escaped twice',
		'<title>Council&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; meets</title>',
		'Council meets'
	],
	[
		'an image that runs code',
		'<title><![CDATA[<img src=x onerror="alert(1)">Council meets]]></title>',
		'Council meets'
	],
	[
		'entities, escaped twice',
		'<title>Q&amp;amp;A &amp;#8211; &amp;eacute;t&amp;eacute;</title>',
		'Q&A – été'
	],
	['entities of HTML that XML does not know', '<title>Caf&eacute;&nbsp;&mdash; open</title>', 'Café — open'],
	[
		'a bare ampersand',
		'<title>Research & development at AT&T; more</title>',
		'Research & development at AT&T; more'
	],
	['an angle that is no tag', '<title>Growth &lt; 3 % and x &lt;y&gt; z</title>', 'Growth < 3 % and x <y> z'],
	['line breaks', '<title>\n  Council\n\tmeets </title>', 'Council meets'],
	['invisible letters', '<title>Coun\u200Bcil\u00AD meets\u0007</title>', 'Council meets'],
	['two forms of a letter', '<title>re\u0301sume\u0301</title>', 'résumé'],
	['CDATA between words', '<title>A <![CDATA[& B]]> C</title>', 'A & B C'],
	['a comment', '<title>A<!-- not this --> B</title>', 'A B'],
	['punctuation of Windows as controls', '<title>don\u0092t\u0085</title>', 'don’t…'],
	[
		'a name for its video',
		'<media:group><media:title>Council meets</media:title></media:group>',
		'Council meets'
	],
	['Dublin Core alone', '<dc:title>Council meets</dc:title>', 'Council meets']
])('a title with %s is words', (_, text, title) => {
	expect(item(text).title).toBe(title);
});

test('a title in Atom that is said to be text is taken at its word', () => {
	expect(entry('<id>1</id><title type="text">History of the &lt;blink&gt; tag</title>').title).toBe(
		'History of the <blink> tag'
	);
	expect(entry('<id>1</id><title type="html">History of the &amp;lt;blink&amp;gt; tag</title>').title).toBe(
		'History of the <blink> tag'
	);
	expect(
		entry(
			'<id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>bold</b> step</div></title>'
		).title
	).toBe('A bold step');
});

test('a title of a page’s length is cut between words', () => {
	const { title } = item(`<title>${'word '.repeat(400)}</title>`);
	expect(title.length).toBeLessThanOrEqual(500);
	expect(title).toMatch(/word…$/);
});

test.each([
	[
		'a permanent link as its id',
		'<title>x</title><guid>https://example.org/1</guid>',
		'https://example.org/1'
	],
	[
		'an id that is an address, although it says it is no link',
		'<title>x</title><guid isPermaLink="false">https://example.org/1</guid>',
		undefined
	],
	['an address beside the site', '<title>x</title><link>/news/1</link>', 'https://www.example.org/news/1'],
	[
		'an address without scheme',
		'<title>x</title><link>//cdn.example.org/1</link>',
		'https://cdn.example.org/1'
	],
	['a bare host', '<title>x</title><link>www.example.com/1</link>', 'https://www.example.com/1'],
	[
		'an address with space about it',
		'<title>x</title><link>\n https://example.org/1 \n</link>',
		'https://example.org/1'
	],
	[
		'an address in CDATA',
		'<title>x</title><link><![CDATA[https://example.org/?a=1&b=2]]></link>',
		'https://example.org/?a=1&b=2'
	],
	[
		'a base of its own',
		'<title>x</title><link>1.html</link>',
		'https://base.example.net/dir/1.html',
		'xml:base="https://base.example.net/dir/"'
	],
	['code for an address', '<title>x</title><link>javascript:alert(1)</link>', undefined],
	[
		'an empty field before the full one',
		'<title/><title>x</title><link></link><link>https://example.org/1</link>',
		'https://example.org/1'
	],
	['a link in an attribute', '<title>x</title><link href="https://example.org/1"/>', 'https://example.org/1'],
	[
		'an address that was escaped twice',
		'<title>x</title><link>https://example.org/?a=1&amp;amp;b=2</link>',
		'https://example.org/?a=1&b=2'
	],
	[
		'a link of Atom',
		'<title>x</title><atom:link href="https://example.org/1"/>',
		'https://example.org/1',
		'xmlns:atom="http://www.w3.org/2005/Atom"'
	],
	[
		'a file alone',
		'<title>x</title><enclosure url="https://example.org/1.mp3" length="1" type="audio/mpeg"/>',
		'https://example.org/1.mp3'
	],
	[
		'a password in its address',
		'<title>x</title><link>https://user:secret@example.org/1</link>',
		'https://example.org/1'
	]
])('an entry with %s', (_, text, url, root = '') => {
	expect(item(text, '', root).url).toBe(url);
});

test('addresses in Atom are relative to xml:base, level by level', () => {
	expect(entry('<id>1</id><title>x</title><link href="1"/>', 'xml:base="/base/"').url).toBe(
		'https://www.example.org/base/1'
	);
	const nested = atom(
		'<entry xml:base="sub/"><id>1</id><title>x</title><link href="1"/></entry>',
		'xml:base="/base/"'
	);
	expect(read(nested).entries[0]!.url).toBe('https://www.example.org/base/sub/1');
});

test.each([
	['<pubDate>Fri, 14 Feb 2025 08:00:00 MSK</pubDate>', '2025-02-14T05:00:00.000Z'],
	['<dc:date>2025-02-14</dc:date>', '2025-02-14T00:00:00.000Z'],
	['<pubDate>soon</pubDate><dc:date>2025-02-14T10:00Z</dc:date>', '2025-02-14T10:00:00.000Z'],
	['<pubDate></pubDate>', undefined],
	['<pubDate>Wed, 31 Dec 1969 23:59:59 GMT</pubDate>', undefined]
])('%s is a date or none', (text, moment) => {
	expect(item(`<title>x</title>${text}`).publishedAt?.toISOString()).toBe(moment);
});

test('a date in the future is left out, and that is said', () => {
	const feed = read(rss('<item><title>x</title><pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate></item>'));
	expect(feed.entries[0]!.publishedAt).toBeUndefined();
	expect(feed.faults).toEqual(['One entry is dated in the future; that date was left out.']);
});

test('summary and content are both kept, and once where one begins the other', () => {
	expect(
		item(
			'<title>x</title><description>Short.</description><content:encoded>Long &amp;amp; full text.</content:encoded>'
		).summary
	).toBe('Short.\n\nLong & full text.');
	expect(
		item(
			'<title>x</title><description>The Council met on […]</description><content:encoded><![CDATA[<p>The Council met on</p><p>Monday.</p>]]></content:encoded>'
		).summary
	).toBe('The Council met on\n\nMonday.');
	expect(item('<title>x</title><media:description>From media</media:description>').summary).toBe(
		'From media'
	);
});

test.each([
	['a date', '<pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate>', 'Untitled (2004-01-01)'],
	['an author', '<author>ann@example.org (Ann)</author>', 'Untitled (Ann)'],
	['categories', '<category>Peace</category><category>Trade</category>', 'Untitled (Peace, Trade)'],
	['a field that nobody knows', '<place>Vienna &amp; Graz</place>', 'Vienna & Graz'],
	['an address for comments', '<comments>https://example.org/1#say</comments>', 'example.org/1#say']
])('an entry that has nothing but %s is kept', (_, text, title) => {
	expect(read(rss(`<item>${text}</item>`)).entries.map((one) => one.title)).toEqual([title]);
	expect(read(rss(`<item>${text}</item><item><title>Two</title></item>`)).entries).toHaveLength(2);
});

test('the body of a page is the content of an entry', () => {
	const page = '<body xmlns="http://www.w3.org/1999/xhtml"><p>The Council met.</p></body>';
	expect(item(`<title>x</title>${page}`).summary).toBe('The Council met.');
	expect(item('<title>x</title><xhtml:body><p>It met.</p></xhtml:body>').summary).toBe('It met.');
});

test('Atom may name an author without saying that it is a name, and hold words in base 64', () => {
	expect(entry('<id>1</id><title>x</title><author>Ann</author>').author).toBe('Ann');
	expect(entry('<id>1</id><title>x</title><link> /1 </link>').url).toBe('https://www.example.org/1');
	const coded = Buffer.from('<p>Council meets</p>').toString('base64');
	expect(entry(`<id>1</id><title type="application/octet-stream">${coded}</title>`).title).toBe(
		'Council meets'
	);
});
