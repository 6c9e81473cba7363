import { expect, test } from 'vitest';
import { NoFeed } from './entry.ts';
import { bytes, rss } from './feed-examples.ts';
import { reader } from './read-aside.server.ts';

const url = 'https://news.example/';
const feed = {
	body: bytes(rss('<item><title>One</title><pubDate>Wed, 04 Mar 2026 10:00:00 GMT</pubDate></item>')),
	url
};
const page = `<title>Summit</title><p>${'Les ministres se réunissent à Skopje en novembre. '.repeat(6)}</p>`;

test('feeds and pages come out of their thread as they are read in this one', async () => {
	const { readFeed, readPage } = reader({ seconds: 30, megabytes: 256, atOnce: 1 });
	expect((await readFeed(feed)).entries).toEqual([
		{ title: 'One', summary: '', author: '', publishedAt: new Date('2026-03-04T10:00:00Z') }
	]);
	await expect(readFeed({ body: bytes('<!doctype html><p>No'), url })).rejects.toThrow(NoFeed);
	await expect(
		readFeed({ body: bytes('<!doctype html><link rel=alternate type=application/rss+xml href=/feed>'), url })
	).rejects.toMatchObject({ feeds: ['https://news.example/feed'] });
	expect(await readPage(page, new URL(url))).toMatchObject({ title: 'Summit', language: 'fr' });
	const plain = {
		body: bytes('One <b>word</b> & more'),
		contentType: 'Text/Plain',
		hostname: 'news.example'
	};
	expect((await readPage(plain, new URL(url))).text).toBe('One <b>word</b> & more');
});

test('what takes longer or more memory than it may is refused in words', async () => {
	const hasty = reader({ seconds: 0.01, megabytes: 256, atOnce: 1 });
	const words = 'It is built so that it cannot be read within reason. It takes longer than 0.01 seconds.';
	await expect(hasty.readFeed(feed)).rejects.toMatchObject({ name: 'NoFeed', message: words });
	await expect(hasty.readPage(page, new URL(url))).rejects.toMatchObject({
		field: 'url',
		message: `${words} Fill in the form by hand.`
	});
	const small = reader({ seconds: 30, megabytes: 48, atOnce: 1 });
	const tags = bytes(rss(`<item><title>a</title>${'<b '.repeat(1_000_000)}`));
	await expect(small.readFeed({ body: tags, url })).rejects.toThrow('It takes more than 48 MB of memory.');
});
