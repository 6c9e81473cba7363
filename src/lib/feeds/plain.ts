import { Parser } from 'htmlparser2';
import { cleanText } from '../text.ts';

/** Elements whose inside nobody is meant to read. */
const unread = new Set(
	'script style template noscript iframe object embed svg math head title textarea select button form'.split(
		' '
	)
);

/** Elements that stand on lines of their own. */
const blocks = new Set(
	(
		'address article aside blockquote br dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li ' +
		'main nav ol p pre section table td th tr ul'
	).split(' ')
);

/** Elements of HTML that feeds hold; `<x>` of another name is what somebody wrote about. */
const tag =
	/<\/?(?:a|abbr|acronym|address|article|aside|audio|b|big|blink|blockquote|body|br|center|cite|code|dd|del|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|html|i|iframe|img|ins|kbd|li|link|main|mark|math|meta|nav|noscript|object|ol|p|picture|pre|q|s|script|section|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|time|tr|tt|u|ul|video)(?:[\s/][^<>]*)?>|<!--/i;

/** Whether a text is HTML rather than words with an angle in them. */
export const looksLikeHtml = (text: string): boolean => tag.test(text);

/** The words of HTML: scripts and the like left out, blocks on lines of their own. Costs no more than the text is long. */
export function plainOfHtml(html: string): string {
	const parts: string[] = [];
	let hidden = 0;
	const parser = new Parser(
		{
			onopentag(name) {
				if (unread.has(name)) hidden++;
				else if (blocks.has(name)) parts.push('\n');
			},
			onclosetag(name) {
				if (unread.has(name)) hidden = Math.max(0, hidden - 1);
				else if (blocks.has(name)) parts.push('\n');
			},
			ontext(text) {
				if (hidden === 0) parts.push(text);
			}
		},
		{ decodeEntities: true, recognizeCDATA: true }
	);
	parser.end(html.length > longestHtml ? html.slice(0, longestHtml) : html);
	return parts.join('');
}

/** More of one entry than anybody reads. */
const longestHtml = 300_000;

/** Words of one line: of HTML where they look like it, escaped up to `turns` times. */
export function plainLine(text: string, max: number, turns = 2): string {
	return cut(toPlain(text, turns).replace(/\s+/g, ' ').trim(), max);
}

/** Words in paragraphs. */
export function plainText(text: string, max: number): string {
	const lines = toPlain(text)
		.split('\n')
		.map((line) => line.replace(/[^\S\n]+/g, ' ').trim());
	return cut(
		lines
			.join('\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
		max
	);
}

function toPlain(text: string, turns = 2): string {
	let words = text.length > longestHtml ? text.slice(0, longestHtml) : text;
	for (let turn = 0; turn < turns && (looksLikeHtml(words) || /&(?:#\w+|[a-z]\w*);/i.test(words)); turn++)
		words = plainOfHtml(words);
	return cleanText(words.toWellFormed().replace(/[\u200B\u2060\uFEFF\u00AD]/g, ''));
}

/** At most `max` characters, parted between words, with a sign that more followed. */
export function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const head = text
		.slice(0, max - 1)
		.toWellFormed()
		.replace(/\uFFFD$/, '');
	const space = head.search(/\s+\S*$/);
	return `${(space > max * 0.8 ? head.slice(0, space) : head).trimEnd()}…`;
}
