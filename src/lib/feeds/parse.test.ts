import { expect, test } from 'vitest';
import { NoFeed } from './entry.ts';
import { atom, read, rss } from './feed-examples.ts';

test('RSS 2.0 has its entries with address, words, author and date', () => {
	const feed = read(
		rss(
			'<item><title>Council meets</title><link>https://www.example.org/a</link><guid isPermaLink="false">a-1</guid>' +
				'<description>&lt;p&gt;The Council &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;</description><author>press@example.org (Press office)</author>' +
				'<pubDate>Thu, 01 Jan 2026 10:00:00 +0100</pubDate></item>',
			'<language>en-gb</language>'
		)
	);
	expect(feed).toEqual({
		format: 'rss',
		title: 'News',
		siteUrl: 'https://www.example.org/',
		language: 'en-GB',
		faults: [],
		entries: [
			{
				guid: 'a-1',
				url: 'https://www.example.org/a',
				title: 'Council meets',
				summary: 'The Council met.',
				author: 'Press office',
				publishedAt: new Date('2026-01-01T09:00:00Z')
			}
		]
	});
});

test('Atom 1.0 has the page for readers as its address, and the feed’s author where an entry names none', () => {
	const feed = read(
		atom(
			'<author><name>Secretariat</name></author><link rel="self" href="https://www.example.org/feed"/><link href="/"/>' +
				'<entry><id>tag:example.org,2026:1</id><title type="html">A &amp;amp; B</title><link rel="enclosure" href="/a.pdf"/>' +
				'<link rel="alternate" type="application/json" href="/a.json"/><link rel="alternate" type="text/html" href="/a"/>' +
				'<link rel="self" href="/a.atom"/><published>2026-01-02T03:04:05Z</published><updated>2026-02-01T00:00:00Z</updated>' +
				'<summary>Words</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Words and <em>more</em>.</p></div></content></entry>',
			'xml:lang="fr"'
		)
	);
	expect(feed).toMatchObject({ format: 'atom', siteUrl: 'https://www.example.org/', language: 'fr' });
	expect(feed.entries).toEqual([
		{
			guid: 'tag:example.org,2026:1',
			url: 'https://www.example.org/a',
			title: 'A & B',
			summary: 'Words and more.',
			author: 'Secretariat',
			publishedAt: new Date('2026-01-02T03:04:05Z')
		}
	]);
});

test('Atom 0.3 has issued for a date, and base 64 for words', () => {
	const feed = read(
		'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><entry><id>1</id>' +
			'<title mode="base64" type="text/html">RXhhbXBsZSA8Yj50ZXN0PC9iPg==</title>' +
			'<link rel="alternate" type="text/html" href="http://example.org/1"/><issued>2004-01-01T00:00:00Z</issued></entry></feed>'
	);
	expect(feed.entries).toEqual([
		expect.objectContaining({
			title: 'Example test',
			url: 'http://example.org/1',
			publishedAt: new Date('2004-01-01T00:00:00Z')
		})
	]);
});

test('RSS 1.0 has every item, whether its table of contents lists it or not', () => {
	const feed = read(
		'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
			'<channel rdf:about="https://example.org/"><title>News</title><link>https://example.org/</link>' +
			'<items><rdf:Seq><rdf:li rdf:resource="https://example.org/1"/></rdf:Seq></items></channel>' +
			'<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><dc:date>2022-03-04T05:06:07+01:00</dc:date><dc:creator>Ann</dc:creator></item>' +
			'<item rdf:about="https://example.org/2"><title>Two</title></item></rdf:RDF>'
	);
	expect(feed.format).toBe('rdf');
	expect(feed.entries).toEqual([
		{
			guid: 'https://example.org/1',
			url: 'https://example.org/1',
			title: 'One',
			summary: '',
			author: 'Ann',
			publishedAt: new Date('2022-03-04T04:06:07Z')
		},
		{ guid: 'https://example.org/2', url: 'https://example.org/2', title: 'Two', summary: '', author: '' }
	]);
});

test('JSON Feed has its entries, with the address elsewhere where it has none of its own', () => {
	const feed = read(
		JSON.stringify({
			version: 'https://jsonfeed.org/version/1.1',
			title: 'News',
			home_page_url: 'https://example.org/',
			language: 'ru',
			authors: [{ name: 'Editor' }],
			items: [
				{
					id: 1,
					url: '/one',
					title: 'One <script>alert(1)</script>',
					content_html: '<p>Words</p>',
					date_published: '2026-01-01T00:00:00Z'
				},
				{
					id: 'https://example.org/two',
					external_url: 'https://other.example/2',
					content_text: 'No title here',
					authors: [{ name: 'Ann' }, { name: 'Ben' }]
				}
			]
		}),
		'application/feed+json'
	);
	expect(feed).toMatchObject({ format: 'json', title: 'News', language: 'ru' });
	expect(feed.entries).toEqual([
		{
			guid: '1',
			url: 'https://example.org/one',
			title: 'One',
			summary: 'Words',
			author: 'Editor',
			publishedAt: new Date('2026-01-01T00:00:00Z')
		},
		{
			guid: 'https://example.org/two',
			url: 'https://other.example/2',
			title: 'No title here',
			summary: '',
			author: 'Ann, Ben'
		}
	]);
});

test.each([
	['nothing', '', 'The answer is empty.'],
	['words', 'Not found', 'The answer is neither RSS, Atom nor JSON Feed.'],
	['a page', '<!DOCTYPE html><html><head><title>x</title></head></html>', 'This is a web page and no feed.'],
	[
		'other XML',
		'<?xml version="1.0"?><sitemap><url>x</url></sitemap>',
		'The answer is neither RSS, Atom nor JSON Feed.'
	],
	['other JSON', '{"a":1}', 'The answer is JSON, but no JSON Feed.'],
	[
		'broken JSON',
		'{"version":"https://jsonfeed.org/version/1","items":[',
		'The answer is JSON with a mistake in it, and cannot be read.'
	]
])('%s is no feed', (_, text, message) => {
	expect(() => read(text)).toThrow(message);
});

test('a page that names its feeds says which', () => {
	const page =
		'<html><head><base href="https://news.example.org/"><link rel="alternate" type="application/rss+xml" href="rss.xml">' +
		'<link rel="alternate" hreflang="fr" href="/fr"><LINK REL="alternate" TYPE="application/atom+xml" HREF="https://example.org/atom"></head></html>';
	try {
		read(page);
		expect.unreachable();
	} catch (error) {
		expect(error).toBeInstanceOf(NoFeed);
		expect((error as NoFeed).feeds).toEqual(['https://news.example.org/rss.xml', 'https://example.org/atom']);
	}
});

test('a feed without entries is a feed', () => {
	expect(read(rss(''))).toMatchObject({ format: 'rss', entries: [], faults: [] });
	expect(read(atom(''))).toMatchObject({ format: 'atom', entries: [] });
	for (const [text, format] of [
		['<?xml version="1.0"?><rss version="2.0"></rss>', 'rss'],
		['<feed xmlns="http://www.w3.org/2005/Atom"/>', 'atom'],
		['<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>', 'rdf']
	] as const)
		expect(read(text)).toMatchObject({
			format,
			entries: [],
			faults: ['It is empty: it has neither a title nor entries.']
		});
	expect(read('{"version":"https://jsonfeed.org/version/1.1"}')).toMatchObject({
		format: 'json',
		entries: []
	});
});

test('RSS 1.0 loses no item where two have one address, whatever its table of contents says', () => {
	const items = ['One', 'Two'].map(
		(title) => `<item rdf:about="https://example.org/1"><title>${title}</title></item>`
	);
	const feed = read(
		'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>News</title>' +
			`<items><rdf:Seq>${'<rdf:li rdf:resource="https://example.org/1"/>'.repeat(2)}</rdf:Seq></items></channel>${items.join('')}</rdf:RDF>`
	);
	expect(feed.entries.map(({ title }) => title)).toEqual(['One', 'Two']);
});

test('RSS 2.0 in a namespace of its own is read', () => {
	const feed = read(
		'<r:rss version="2.0" xmlns:r="http://backend.userland.com/rss2" xmlns:other="urn:other"><r:channel><r:title>News</r:title>' +
			'<r:item><other:description>Not this</other:description><r:title>One</r:title><r:description>Words</r:description></r:item></r:channel></r:rss>'
	);
	expect(feed.entries).toEqual([expect.objectContaining({ title: 'One', summary: 'Words' })]);
});

test.each([
	['a comma too many', (text: string) => text.replace('}]', '},]')],
	['a comma too few', (text: string) => text.replace('"id":"1",', '"id":"1" ')],
	['a line break within words', (text: string) => text.replace('One', 'On\ne')],
	[
		'an escape that is none',
		(text: string) => text.replace('"https://example.org/', '"https:\\/\\/example.org\\/')
	],
	['no number for a number', (text: string) => text.replace('"x":1', '"x":NaN')],
	['its end cut off', (text: string) => text.slice(0, -3)],
	['its end cut off within words', (text: string) => text.slice(0, text.lastIndexOf('o"'))]
])('a JSON Feed with %s is read', (_, broken) => {
	const text = broken(
		'{"version":"https://jsonfeed.org/version/1.1","x":1,"items":[{"id":"1","url":"https://example.org/1","title":"One"},{"id":"2","title":"Two"}]}'
	);
	const titles = read(text).entries.map(({ title }) => title.replace(' ', '').slice(0, 2));
	expect(titles).toEqual(['On', 'Tw']);
});

test.each([
	['another version', '"version":"1.0",'],
	['no version and no title', ''],
	['a title alone', '"title":"News",']
])('JSON with entries of a JSON Feed and %s is one', (_, head) => {
	const feed = read(`{${head}"items":[{"content_text":"The Council met."},{"id":7,"title":"Vote"}]}`);
	expect(feed.entries.map(({ title }) => title)).toEqual(['The Council met.', 'Vote']);
	expect(() => read(`{${head.replace(/"title".*/, '')}"items":[{"name":"x"}]}`)).toThrow('no JSON Feed');
});

test('very broken JSON is no burden', () => {
	for (const text of [
		'['.repeat(5e5),
		'{"a":'.repeat(1e5),
		`{"a":"${'\\x'.repeat(9e5)}`,
		`[${'}'.repeat(1e6)}`
	])
		expect(() => read(text)).toThrow(NoFeed);
});
