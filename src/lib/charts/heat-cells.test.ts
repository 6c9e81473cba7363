import { expect, test } from 'vitest';
import { cellsAsHtml, type HeatCell } from './heat-cells.ts';

const cell: HeatCell = {
	colour: '--effect-plus-1',
	text: '3',
	mark: '▴',
	title: 'C1, Q2 2022: 3 developments',
	href: '/developments?recommendation=romano-2021/C1&from=2022-04-01'
};

test('a cell is a link to what it counts, spoken in full, with the colour of its effect', () => {
	expect(cellsAsHtml([cell], [true])).toBe(
		'<td class="starts"><a href="/developments?recommendation=romano-2021/C1&amp;from=2022-04-01"' +
			' title="C1, Q2 2022: 3 developments" aria-label="C1, Q2 2022: 3 developments"' +
			' style="background:var(--effect-plus-1);color:var(--on-effect-plus-1)">3\u200a▴</a></td>'
	);
});

test('there is a cell for every period, also where nothing was counted', () => {
	expect(cellsAsHtml([null], [true, false])).toBe('<td class="starts"></td><td></td>');
});

test('a cell that leads nowhere is a picture with words', () => {
	expect(cellsAsHtml([{ ...cell, href: undefined }], [false])).toContain(
		'<td><a role="img" title="C1, Q2 2022'
	);
});

test('nothing in the data becomes markup', () => {
	const hostile = `"><script>alert('1')</script>&`;
	const html = cellsAsHtml(
		[{ ...cell, text: hostile, mark: hostile, title: hostile, href: hostile }],
		[false]
	);
	expect(html.match(/<[^>]*>/g)).toHaveLength(4);
	expect(html).not.toMatch(/<script|alert\('/);
});
