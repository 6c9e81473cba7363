import { expect, test } from 'vitest';
import { bytes, now, rss, titles } from './feed-examples.ts';
import { parse } from './parse.ts';

test.each([
	[
		'Cyrillic of Windows, as declared',
		'<?xml version="1.0" encoding="windows-1251"?>',
		'windows-1251',
		undefined,
		0
	],
	['KOI8-R, as declared', '<?xml version="1.0" encoding="koi8-r"?>', 'koi8-r', undefined, 0],
	[
		'Cyrillic of Windows, as the answer says',
		'<?xml version="1.0"?>',
		'windows-1251',
		'text/xml; charset=windows-1251',
		0
	],
	[
		'Cyrillic of Windows, under a stamp of Latin',
		'<?xml version="1.0" encoding="windows-1251"?>',
		'windows-1251',
		'text/xml; charset=ISO-8859-1',
		1
	],
	[
		'Cyrillic of Windows, said to be UTF-8',
		'<?xml version="1.0" encoding="utf-8"?>',
		'windows-1251',
		'text/xml; charset=utf-8',
		1
	],
	['KOI8-R, not said', '<?xml version="1.0"?>', 'koi8-r', undefined, 1],
	[
		'UTF-8, said to be Cyrillic of Windows',
		'<?xml version="1.0" encoding="windows-1251"?>',
		'utf-8',
		undefined,
		1
	],
	[
		'UTF-8, said to be of a kind that nobody knows',
		'<?xml version="1.0" encoding="x-nonsense"?>',
		'utf-8',
		undefined,
		1
	],
	['UTF-8, said to be UTF-16', '<?xml version="1.0" encoding="utf-16"?>', 'utf-8', undefined, 1]
])('%s is read', (_, declaration, encoding, contentType, faults) => {
	const text = `${declaration}<rss version="2.0"><channel><title>Новости</title><item><title>Заявление Совета Безопасности Ёж</title></item></channel></rss>`;
	const feed = parse({ body: inEncoding(text, encoding), url: 'https://example.org/', contentType }, now);
	expect(titles(feed)).toEqual(['Заявление Совета Безопасности Ёж']);
	expect(feed.faults).toHaveLength(faults);
});

/** Text in an encoding of one byte a letter, by asking the decoder what each byte means. */
function inEncoding(text: string, encoding: string): Uint8Array {
	if (encoding === 'utf-8') return bytes(text);
	const table = new Map(
		Array.from({ length: 256 }, (_, byte) => [new TextDecoder(encoding).decode(Uint8Array.of(byte)), byte])
	);
	return Uint8Array.from(text, (letter) => table.get(letter) ?? 63);
}

test.each([
	['little end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
	['little end first, without a mark', (text: string) => Buffer.from(text, 'utf16le')],
	['big end first', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
	[
		'four bytes a letter',
		(text: string) =>
			Buffer.from(
				[...text].flatMap((letter) => [0, 0, letter.codePointAt(0)! >> 8, letter.codePointAt(0)! & 255])
			)
	]
])('wide text, %s, is read', (_, encode) => {
	const text =
		'<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><title>x</title><item><title>Ёж é</title></item></channel></rss>';
	expect(titles(parse({ body: encode(text), url: 'https://example.org/' }, now))).toEqual(['Ёж é']);
});

test('one bad byte spoils one letter, not the text', () => {
	const good = bytes(rss(`<item><title>${'Ёж '.repeat(30)}</title></item>`));
	const feed = parse(
		{
			body: Buffer.concat([good.subarray(0, 130), Uint8Array.of(0xff), good.subarray(130)]),
			url: 'https://example.org/'
		},
		now
	);
	expect(titles(feed)[0]).toContain('Ёж Ёж Ёж');
	expect(feed.faults[0]).toContain('UTF-8');
});

test('a few marks that are no UTF-8 are what Windows writes in Western texts', () => {
	const said = '<?xml version="1.0" encoding="utf-8"?>';
	const body = Buffer.from(
		`${said}${rss('<item><title>don\u0092t pay 5 \u0080</title></item>').slice(21)}`,
		'latin1'
	);
	expect(titles(parse({ body, url: 'https://example.org/' }, now))).toEqual(['don’t pay 5 €']);
});

test.each(['mac-cyrillic', 'ISO_8859_5', 'windows_1251', 'KOI8_R'])('%s is a name of an encoding', (name) => {
	const encoding = name === 'mac-cyrillic' ? 'x-mac-cyrillic' : name.toLowerCase().replaceAll('_', '-');
	const text = `<?xml version="1.0" encoding="${name}"?><rss><channel><item><title>Ёж</title></item></channel></rss>`;
	const feed = parse({ body: inEncoding(text, encoding), url: 'https://example.org/' }, now);
	expect([titles(feed), feed.faults]).toEqual([['Ёж'], []]);
});
