import { expect, test } from 'vitest';
import type { FeedEntry } from './entry.ts';
import { identify, isAlike, match, type Known, type KnownItem } from './identity.server.ts';

const of = (title: string, rest: Partial<FeedEntry> = {}): FeedEntry => ({
	title,
	summary: '',
	author: '',
	...rest
});
const first = (entry: FeedEntry) => identify([entry], 'https://example.org/')[0]!;
const identities = (...entries: FeedEntry[]) =>
	identify(entries, 'https://example.org/').map(({ identities: [sure] }) => sure.replace(/(hash:).*/, '$1…'));
const url = (path: string) => ({ url: `https://example.org/${path}` });

test('an entry is known by its id, else by its address, else by its words; never by its date', () => {
	expect(identities(of('One', { guid: 'a', ...url('1') }))).toEqual(['guid:a']);
	expect(identities(of('One', url('1?utm_source=rss')))).toEqual(['url:https://example.org/1']);
	expect(identities(of('One'))).toEqual(['hash:…']);
	expect(first(of('One', { publishedAt: new Date(1) }))).toMatchObject({
		identities: first(of('One', { publishedAt: new Date(2e12) })).identities
	});
});

test('an id that stands on entries with different addresses is no id: both are kept', () => {
	expect(identities(of('One', { guid: 'a', ...url('1') }), of('Two', { guid: 'a', ...url('2') }))).toEqual([
		'url:https://example.org/1',
		'url:https://example.org/2'
	]);
});

test('entries that all link to the site, or to one page, are known by their words', () => {
	expect(identities(of('One', url('')), of('Two', url('')), of('Three', url('')))).toHaveLength(3);
	expect(identities(of('One', url('list')), of('Two', url('list')))).toEqual(['hash:…', 'hash:…']);
	expect(identities(of('One', { guid: '1', ...url('') }), of('Two', { guid: '2', ...url('') }))).toEqual([
		'guid:1',
		'guid:2'
	]);
	expect(first(of('One', url(''))).canonicalUrl).toBeNull();
});

test('what stands in a document twice comes once', () => {
	expect(identities(of('One', { guid: 'a', ...url('1') }), of('One', { guid: 'a', ...url('1') }))).toEqual([
		'guid:a'
	]);
	expect(identities(of('One', { guid: 'a', ...url('1') }), of('ONE!', { guid: 'b', ...url('1#x') }))).toEqual(
		['guid:a']
	);
	expect(identities(of('One'), of('One'))).toHaveLength(1);
});

test('the same words under two ids are two entries, unless one address says otherwise', () => {
	expect(identities(of('Briefing', { guid: 'a' }), of('Briefing', { guid: 'b' }))).toEqual([
		'guid:a',
		'guid:b'
	]);
	expect(
		identities(of('Briefing', { guid: 'a', ...url('') }), of('Briefing', { guid: 'b', ...url('') }))
	).toEqual(['guid:a', 'guid:b']);
	expect(
		identities(of('Briefing', { guid: 'a', ...url('1') }), of('Briefing', { guid: 'b', ...url('1') }))
	).toEqual(['guid:a']);
	expect(identities(of('Briefing', { guid: 'a' }), of('Briefing', { guid: 'a' }))).toEqual(['guid:a']);
});

test('the same words without an id and an address are the entry that has one of them', () => {
	expect(identities(of('Briefing', { guid: 'a' }), of('Briefing'))).toEqual(['guid:a']);
	expect(identities(of('Briefing'), of('Briefing', { guid: 'a' }))).toEqual(['hash:…']);
});

test('one page under one headline with other words under another id is two entries', () => {
	const daily = (guid: string, summary: string) => of('Daily report', { guid, summary, ...url('daily') });
	expect(identities(daily('a', 'Monday'), daily('b', 'Tuesday'))).toEqual(['guid:a', 'guid:b']);
	expect(identities(daily('a', 'Monday'), daily('b', 'Monday'))).toEqual(['guid:a']);
	expect(identities(daily('a', 'Monday'), daily('a', 'Monday, mended'))).toEqual(['guid:a']);
});

test('one id at one address is one entry, whatever its headline; an id that is but the address of a list is none', () => {
	const at = (title: string, guid: string, path = 'list') => of(title, { guid, ...url(path) });
	expect(identities(at('Talks begin', 'a'), at('Talks have ended', 'a'))).toEqual(['guid:a']);
	expect(identities(at('Talks begin', 'a'), at('Vote', 'a'), at('Vote', 'a', 'other'))).toHaveLength(3);
	const list = 'https://example.org/list';
	expect(identities(at('Talks begin', list), at('Vote', list))).toEqual(['hash:…', 'hash:…']);
});

test('headlines of signs alone are told apart', () => {
	expect(identities(of('🚀'), of('🕊'), of('?!'), of('?!'))).toHaveLength(3);
});

test('a long id is hashed', () => {
	const [sure] = first(of('One', { guid: 'x'.repeat(1_500) })).identities;
	expect(sure).toMatch(/^guid:[0-9a-f]{64}$/);
});

const item = (entry: FeedEntry, changes: Partial<KnownItem> = {}): KnownItem => {
	const { canonicalUrl, titleHash, contentHash } = first(entry);
	return {
		id: 1,
		title: entry.title,
		canonicalUrl,
		titleHash,
		contentHash,
		hasGuid: entry.guid !== undefined,
		...changes
	};
};
const known = (sighted: [string, KnownItem][], others: KnownItem[] = []): Known => ({
	sighted: new Map(sighted),
	byUrl: new Map(others.filter(({ canonicalUrl }) => canonicalUrl).map((one) => [one.canonicalUrl!, [one]])),
	byContent: Map.groupBy(others, (one) => one.contentHash)
});

const before = of('Council adopts new sanctions package', { guid: 'a', ...url('1') });
test.each([
	['the same entry', before, true],
	[
		'another title under the same id and address',
		of('Sanctions: what was decided', { guid: 'a', ...url('1') }),
		true
	],
	[
		'another address under the same id',
		of('Council adopts new sanctions package', { guid: 'a', ...url('2') }),
		true
	],
	[
		'a like title at another address under the same id',
		of('Council adopts sanctions', { guid: 'a', ...url('2') }),
		true
	],
	['another story under the same id', of('Weather in Vienna', { guid: 'a', ...url('9') }), false],
	[
		'another id, with the same address and title',
		of('Council adopts new sanctions package', { guid: 'b', ...url('1') }),
		true
	],
	[
		'another id, with the same address and a like title',
		of('Council adopts sanctions', { guid: 'b', ...url('1') }),
		true
	],
	[
		'another id and another title at the same address',
		of('Weather in Vienna', { guid: 'b', ...url('1') }),
		false
	],
	['no id, the same address, another title', of('What was decided', url('1')), true],
	['another id, address and title', of('Weather in Vienna', { guid: 'b', ...url('2') }), false],
	[
		'the same words at another address',
		of('Council adopts new sanctions package', { guid: 'b', ...url('2') }),
		false
	]
])('%s: the same story %s', (_, entry, isSame) => {
	const kept = item(before);
	const found = match(first(entry), known([['guid:a', kept]], [kept]));
	expect(found.item !== undefined).toBe(isSame);
});

test.each([
	['the same id', { guid: 'a' }, true, true],
	['another id in the same feed', { guid: 'b' }, true, false],
	['another id in another feed', { guid: 'b' }, false, true],
	['no id', {}, true, true]
])('the same words without an address under %s are the same item: %s', (_, rest, hasGuid, isSame) => {
	const kept = item(of('Briefing', { guid: 'a' }), { hasGuid });
	const sighted: [string, KnownItem][] = hasGuid ? [['guid:a', kept]] : [];
	expect(match(first(of('Briefing', rest)), known(sighted, [kept])).item !== undefined).toBe(isSame);
});

test('another story under a known id is remembered by its address', () => {
	const found = match(
		first(of('Weather in Vienna', { guid: 'a', ...url('9') })),
		known([['guid:a', item(before)]])
	);
	expect(found).toEqual({ identity: 'url:https://example.org/9', isSighted: false });
});

test('a feed without ids whose address gets another title shows the same story', () => {
	const plain = of('Live: talks begin', url('live'));
	const found = match(
		first(of('Talks end without result', url('live'))),
		known([['url:https://example.org/live', item(plain)]])
	);
	expect(found).toMatchObject({ isSighted: true });
});

test.each([
	['Council adopts 14th package', 'The Council adopts its 14th package of sanctions', true],
	['Press release No. 12', 'Press release No. 13', false],
	['Заявление МИД России', 'Заявление МИД России по Украине', true],
	['One', 'Two', false]
])('“%s” and “%s” are alike: %s', (a, b, alike) => {
	expect(isAlike(first(of(a)), { title: b })).toBe(alike);
});
