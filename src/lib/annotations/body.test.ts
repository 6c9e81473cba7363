import { expect, test } from 'vitest';
import { renderBody } from './body.ts';

const names: Record<number, string> = { 3: 'Anna Kovács', 4: '<img src=x onerror=alert(1)>' };
const html = (body: string) => renderBody(body, (id) => names[id]).trim();
const anna = '<bdi class="mention">@Anna Kovács</bdi>';

test('a mention is shown as the name that the person has now', () => {
	expect(html('@{3}: see **@{3}**')).toBe(`<p>${anna}: see <strong>${anna}</strong></p>`);
	expect(html('(@{3})')).toBe(`<p>(${anna})</p>`);
	expect(html('> @{3}')).toContain(anna);
	expect(html('[ask @{3}](https://a.example)')).toContain(`ask ${anna}</a>`);
});

test('a name is text, whatever it holds', () => {
	expect(html('@{4}')).toBe('<p><bdi class="mention">@&lt;img src=x onerror=alert(1)&gt;</bdi></p>');
});

test.each(['`@{3}`', '```\n@{3}\n```', '\\@{3}', 'a@{3}', '@{9}', '@{0}', '@{3'])(
	'in %j nobody is mentioned',
	(body) => {
		expect(html(body)).not.toContain('Anna');
		expect(html(body)).not.toContain('mention');
	}
);

test('what is mentioned in an indented line is named there', () => {
	expect(html('    ask @{3}')).toBe('<pre><code>ask @Anna Kovács\n</code></pre>');
	expect(html('    ask @{4}')).not.toContain('<img');
});
