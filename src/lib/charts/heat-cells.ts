import type { Colour } from './chart.ts';

export type HeatCell = {
	colour: Colour;
	ink?: Colour;
	text: string;
	mark?: string;
	title: string;
	href?: string | undefined;
};

/**
 * The cells of one row of a heat map as HTML. There are hundreds: as components they would be most of what a phone works
 * on before a page answers. All that comes from data is escaped here. `starts`: which periods begin a year.
 */
export function cellsAsHtml(
	cells: readonly (HeatCell | null | undefined)[],
	starts: readonly boolean[]
): string {
	return starts
		.map((isStart, index) => {
			const cell = cells[index];
			return `<td${isStart ? ' class="starts"' : ''}>${cell ? linkOf(cell) : ''}</td>`;
		})
		.join('');
}

function linkOf({ colour, ink = `--on-${colour.slice(2)}`, text, mark = '', title, href }: HeatCell): string {
	const words = escape(title);
	return `<a ${href ? `href="${escape(href)}"` : 'role="img"'} title="${words}" aria-label="${words}" style="background:var(${escape(colour)});color:var(${escape(ink)})">${escape(text)}${mark && `\u200a${escape(mark)}`}</a>`;
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};
const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign]!);
