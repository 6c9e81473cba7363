import { describe, expect, test } from 'vitest';
import { extractPage as extract } from './extract.server.ts';
import { detectLanguage } from './language.server.ts';
import { decodePage } from './page-decoding.ts';
import { dateIn, languageOf } from './page-particulars.ts';

const extractPage = async (html: string, url: URL) => {
	const page = extract(html, url);
	return { ...page, language: page.language ?? (await detectLanguage(page.text)) };
};
const at = (address: string) => new URL(address);
const filler = (sentence: string) => `<p>${`${sentence} `.repeat(8).trim()}</p>`;

const english = `<!doctype html><html lang="en-GB"><head>
	<title>OSCE calls off its summit | OSCE</title>
	<meta property="og:title" content="OSCE calls off its summit | OSCE"><meta property="og:site_name" content="OSCE">
	<meta property="article:published_time" content="2026-09-12T23:30:00-05:00">
	<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","headline":"x"},
	{"@type":["NewsArticle"],"headline":"OSCE calls off its summit","author":[{"name":"Ann Author"},{"name":"Ben Writer"}]}]}</script>
	<script>alert('tracking')</script><style>p{color:red}</style></head>
	<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
	<article><h1>OSCE calls off its summit</h1>
	${filler('The chair called the summit off on Saturday, since three states would not come.')}
	<p onclick="steal()">See the <a href="/documents/1?x=1&y=2" onmouseover="x()">decision</a> or
		<a href="javascript:alert(1)">this</a>.<br>A new line.</p>
	<ul><li>First, a point</li><li>Second, a point</li></ul>
	<p style="display:none">Ignore all this, reader.</p>
	<iframe src="https://evil.example"></iframe><img src="https://evil.example/x.gif" onerror="x()">
	${filler('Ministers will meet in Skopje in November instead, the secretariat says.')}
	</article><footer>Imprint, contact, cookies</footer></body></html>`;

test('an article gives its particulars, its main text and harmless HTML', async () => {
	const page = await extractPage(english, at('https://www.osce.org/press/1'));
	expect(page).toMatchObject({
		title: 'OSCE calls off its summit',
		publisher: 'OSCE',
		author: 'Author, Ann; Writer, Ben',
		publishedOn: '2026-09-12',
		language: 'en-GB'
	});
	expect(page.text).toContain(
		'See the decision or this.\nA new line.\n\n• First, a point\n• Second, a point\n\n'
	);
	expect(page.text).not.toMatch(/Home|Imprint|tracking|color|Ignore/);
	expect(page.html).toContain(
		'<a href="https://www.osce.org/documents/1?x=1&amp;y=2" rel="noopener noreferrer nofollow">decision</a>'
	);
	expect(page.html).not.toMatch(/script|style|iframe|img|onclick|onmouseover|javascript|class=|evil/i);
});

test('a Russian page in windows-1251 that says so in a meta element only', async () => {
	const text = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
		<title>Заявление МИД России</title><meta name="author" content="Автор: Иван Петров">
		<meta itemprop="datePublished" content="12.03.2026"></head><body><div class="content"><h1>Заявление МИД России</h1>
		${filler('Российская Федерация выступает за созыв совещания, говорится в заявлении министерства.')}</div></body></html>`;
	const letters = new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
	const bytes = Uint8Array.from(text, (letter) => letters.indexOf(letter));
	const page = await extractPage(decodePage(bytes, 'text/html'), at('https://mid.example.ru/news/5'));
	expect(page).toMatchObject({
		title: 'Заявление МИД России',
		publisher: 'mid.example.ru',
		author: 'Петров, Иван',
		publishedOn: '2026-03-12',
		language: 'ru'
	});
	expect(page.text).toContain('выступает за созыв совещания');
});

test('a French page with Dublin Core, German time elements, an Arabic page from right to left', async () => {
	const french = await extractPage(
		`<html><head><meta name="DC.Title" content="Communiqué"><meta name="DC.Creator" content="Service de presse">
		<meta name="DC.date.issued" content="2025-01-31"><meta name="DC.language" content="fr">
		<meta name="DC.publisher" content="Conseil de l’Europe"></head><body><main>${filler('Le Comité des ministres a adopté une décision, a-t-il annoncé lundi.')}</main></body></html>`,
		at('https://coe.example/x')
	);
	expect(french).toMatchObject({
		title: 'Communiqué',
		publisher: 'Conseil de l’Europe',
		author: 'Service de presse',
		publishedOn: '2025-01-31',
		language: 'fr'
	});
	const german = await extractPage(
		`<html lang=de><head><title>Beschluss im Bundestag – Zeitung</title><meta property="og:site_name" content="Zeitung"></head>
		<body><article><h1>Beschluss</h1><span rel="author">Von Eva Muster</span><time datetime="2024-05-06T08:00">gestern</time>${filler('Der Bundestag hat am Montag beschlossen, teilte die Verwaltung mit.')}</article></body></html>`,
		at('https://zeitung.example/a')
	);
	expect(german).toMatchObject({
		title: 'Beschluss',
		author: 'Muster, Eva',
		publishedOn: '2024-05-06',
		language: 'de'
	});
	const arabic = await extractPage(
		`<html lang="ar" dir="rtl"><head><title>بيان</title></head><body><article dir="rtl">${filler('أعلن المجلس، اليوم، قرارا جديدا بشأن الحوار مع روسيا في فيينا.')}</article></body></html>`,
		at('https://example.org/2023/02/01/bayan')
	);
	expect(arabic).toMatchObject({ title: 'بيان', publishedOn: '2023-02-01', language: 'ar' });
	expect(arabic.text).toContain('أعلن المجلس');
});

describe('a page that is not what it should be', () => {
	test('dates in the future and broken JSON are passed over', async () => {
		const page = await extractPage(
			`<html><head><title>Later</title><script type="application/ld+json">{"broken": </script>
			<meta property="article:published_time" content="2199-01-01"><meta name="date" content="Mon, 03 Feb 2025 10:00:00 GMT"></head><body><p>Short.</p></body></html>`,
			at('https://example.org/')
		);
		expect(page).toMatchObject({ title: 'Later', publishedOn: '2025-02-03', text: 'Short.' });
	});

	test.each(['', 'words alone', '<p>unclosed <b>bold', '<html><body></body></html>', '\u0000<svg/onload=x>'])(
		'%j is read without a fault',
		async (html) => {
			const page = await extractPage(html, at('https://example.org/'));
			expect(page.publisher).toBe('example.org');
			expect(page.html).not.toContain('svg');
		}
	);

	test('one nested fifty thousand deep, or of twenty thousand paragraphs, is kept as its words', async () => {
		const deep = await extractPage(
			`<title>Deep</title>${'<div>'.repeat(50_000)}words &amp; more<script>not</script>`,
			at('https://example.org/')
		);
		expect(deep).toMatchObject({ title: 'Deep', text: 'words & more', html: '' });
		const long = await extractPage(
			`<title>Long</title><body>${'<p>One paragraph of <b>many</b>.'.repeat(20_000)}`,
			at('https://example.org/')
		);
		expect(long.text).toMatch(/^One paragraph of many\.\nOne paragraph/);
		expect(long.text.length).toBeLessThanOrEqual(500_000);
	});

	test.each([
		'<script',
		'<',
		'<!--',
		'<a ',
		'<script type="application/ld+json">',
		'</p',
		'</p>',
		'<Style></STYLE><style></style>',
		'&#x',
		'&',
		'<br>',
		'<title>',
		'<p>a',
		'<b>'
	])('a page of nothing but %s is no burden', async (piece) => {
		const page = await extractPage(piece.repeat(400_000 / piece.length), at('https://example.org/'));
		expect(page.publisher).toBe('example.org');
	});

	test('script hidden in every corner does not come through', async () => {
		const page = await extractPage(
			`<article>${filler('A sentence, long enough to be the main part of this page.')}
			<math><mi xlink:href="data:x,<script>alert(1)</script>">x</mi></math><svg><a xlink:href="javascript:alert(1)">y</a></svg>
			<a href=" java\nscript:alert(1)">a</a><a href="data:text/html,<script>alert(1)</script>">b</a><a href="vbscript:x">c</a>
			<form action="https://evil.example"><input name=password></form><object data="x"></object><base href="https://evil.example/">
			<noscript><img src=x onerror=alert(1)></noscript><template><script>alert(1)</script></template></article>`,
			at('https://example.org/')
		);
		expect(page.html).not.toMatch(
			/script|svg|math|form|input|object|base|noscript|template|onerror|data:|evil/i
		);
	});
});

test('a part that was chosen by hand is the main part, however short', async () => {
	const page = await extractPage(
		`<html><head><title>T</title></head><body id="stocktake-chosen-part"><p>Only this.</p></body></html>`,
		at('https://example.org/')
	);
	expect(page.text).toBe('Only this.');
});

test('pages say in which encoding they are, or it is guessed', () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	expect(decodePage(bytes('Žluťoučký'), '')).toBe('Žluťoučký');
	expect(decodePage(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'text/html; charset=koi8-r')).toBe('a');
	expect(decodePage(Uint8Array.of(0xff, 0xfe, 0x16, 0x04), '')).toBe('Ж');
	expect(decodePage(Uint8Array.of(0xf6), 'text/html; charset="KOI8-R"')).toBe('Ж');
	expect(decodePage(Uint8Array.of(0xc6), 'text/html; charset=nonsense', 'a.ru')).toBe('Ж');
	expect(decodePage(Uint8Array.of(0xc6), 'text/html', 'a.fr')).toBe('Æ');
	expect(decodePage(bytes('<meta charset=utf-16>é'), '')).toBe('<meta charset=utf-16>é');
	expect(decodePage(bytes('<?xml version="1.0" encoding="utf-8"?>é'), '')).toContain('é');
});

test.each([
	['2026-03-04', '2026-03-04'],
	['2026-03-04T23:59:00+05:00', '2026-03-04'],
	['20260304', '2026-03-04'],
	['2026/3/4', '2026-03-04'],
	['4.3.2026', '2026-03-04'],
	['Wed, 04 Mar 2026 22:00:00 -0800', '2026-03-04'],
	['March 4, 2026', '2026-03-04'],
	['4 March 2026', '2026-03-04'],
	['2026-02-30', undefined],
	['yesterday', undefined],
	['', undefined]
])('the date %j is %s', (text, date) => expect(dateIn(text)).toBe(date));

test.each([
	[['en_gb'], 'en-GB'],
	[['', 'RU'], 'ru'],
	[['x-default', 'english please', 'sr-latn-rs'], 'sr-Latn-RS'],
	[['und'], null],
	[[], null]
])('of the languages %j it is %s', (candidates, language) => expect(languageOf(candidates)).toBe(language));
