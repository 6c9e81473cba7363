import { describe, expect, test } from 'vitest';
import { inlinesOf } from './citation-inlines.ts';

const text = (text: string) => ({ type: 'text', text });

describe('what citeproc writes, read as words with their form', () => {
	test('italics, bold and small capitals stay, underlines become plain words', () => {
		expect(
			inlinesOf(
				'a <i>b <b>c</b></i> <span style="font-variant:small-caps;">d</span><span style="text-decoration:underline;">e</span>'
			)
		).toEqual([
			text('a '),
			{ type: 'text', text: 'b ', emphasis: true },
			{ type: 'text', text: 'c', emphasis: true, strong: true },
			text(' '),
			{ type: 'text', text: 'd', smallCaps: true },
			text('e')
		]);
	});

	test('small capitals within small capitals are plain letters', () =>
		expect(
			inlinesOf(
				'<span style="font-variant:small-caps;">His <span style="font-variant:normal;">Own</span> <i>Life</i></span>'
			)
		).toEqual([
			{ type: 'text', text: 'His ', smallCaps: true },
			text('Own'),
			{ type: 'text', text: ' ', smallCaps: true },
			{ type: 'text', text: 'Life', smallCaps: true, emphasis: true }
		]));

	test('a title within an italic title stands upright', () =>
		expect(inlinesOf('<i>a <span style="font-style:normal;">b</span> c</i>')).toEqual([
			{ type: 'text', text: 'a ', emphasis: true },
			text('b'),
			{ type: 'text', text: ' c', emphasis: true }
		]));

	test('entities are characters, and what they spell is never markup', () =>
		expect(inlinesOf('&#60;script&#62;alert(1)&#60;/script&#62; &#38;amp; x')).toEqual([
			text('<script>alert(1)</script> &amp; x')
		]));

	test('links lead to the web alone', () => {
		expect(inlinesOf('see <a href="https://a.b/?x=1&#38;y=2">https://a.b/?x=1&#38;y=2</a>.')).toEqual([
			text('see '),
			{ type: 'link', href: 'https://a.b/?x=1&y=2', content: [text('https://a.b/?x=1&y=2')] },
			text('.')
		]);
		expect(inlinesOf('<a href="javascript:alert(1)">x</a>')).toEqual([text('x')]);
		expect(inlinesOf('<a href="https://doi.org/javascript:x">javascript:x</a>')).toEqual([
			text('javascript:x')
		]);
	});

	test('a quotation mark in an address cannot end it', () =>
		expect(inlinesOf('<a href="https://a.b/" onclick="x">y</a>')).toEqual([
			{ type: 'link', href: 'https://a.b/" onclick="x', content: [text('y')] }
		]));

	test('the label of an entry is set apart from what follows', () =>
		expect(
			inlinesOf(
				'  <div class="csl-entry">\n    <div class="csl-left-margin">[1]</div><div class="csl-right-inline">A, “B”.</div>\n  </div>\n'
			)
		).toEqual([text('[1] A, “B”.')]));

	test('figures off the line keep their height', () =>
		expect(inlinesOf('m<sup>2</sup> of CO<sub>2</sub>, the 2<sup>nd</sup>')).toEqual([
			text('m² of CO₂, the 2nd')
		]));
});
