import { parseHTML } from 'linkedom';
import sanitizeHtml from 'sanitize-html';

const blocks =
	'address article aside blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td th thead tr ul'.split(
		' '
	);
const inline =
	'a abbr b bdi bdo br cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
		' '
	);

/** Deeper than that no page is written; what nests to bring readers down is cut off there. */
const deepest = 120;

/** A page that has lost its scripts, styles, forms, frames, pictures and hidden parts, for reading on; still as large. */
export function thinnedOut(
	html: string,
	onOpenTag: (name: string, attributes: Record<string, string>) => void
) {
	return sanitizeHtml(html, {
		allowedTags: [...blocks, ...inline, 'title'],
		allowedAttributes: {
			'*': ['class', 'id', 'lang', 'dir', 'itemprop', 'rel', 'role'],
			a: ['href'],
			time: ['datetime', 'pubdate'],
			td: ['colspan', 'rowspan'],
			th: ['colspan', 'rowspan']
		},
		allowedSchemes: ['http', 'https'],
		nonTextTags: [
			'script',
			'style',
			'textarea',
			'option',
			'noscript',
			'select',
			'button',
			'template',
			'svg',
			'math',
			'object',
			'iframe'
		],
		nestingLimit: deepest,
		onOpenTag,
		// What readers do not see is no part of the text: as a template, it goes with all that is in it.
		transformTags: {
			'*': (tagName, attribs) => ({ tagName: isHidden(attribs) ? 'template' : tagName, attribs })
		}
	});
}

const isHidden = ({ style = '', hidden, 'aria-hidden': ariaHidden }: Record<string, string>) =>
	hidden !== undefined || ariaHidden === 'true' || /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style);

/** HTML of which nothing runs, loads or looks like ours: bare structure, links made absolute. */
export function cleanedHtml(html: string, base: URL): string {
	return sanitizeHtml(html, {
		allowedTags: [...blocks, ...inline].filter((tag) => !['nav', 'header', 'footer', 'aside'].includes(tag)),
		allowedAttributes: {
			'*': ['lang', 'dir'],
			a: ['href', 'rel'],
			time: ['datetime'],
			td: ['colspan', 'rowspan'],
			th: ['colspan', 'rowspan']
		},
		allowedSchemes: ['http', 'https'],
		allowProtocolRelative: false,
		nestingLimit: deepest,
		transformTags: {
			a: (tagName, { href, ...others }) => {
				const absolute = absoluteAddress(href, base);
				const attribs = absolute
					? { ...others, href: absolute, rel: 'noopener noreferrer nofollow' }
					: others;
				return { tagName, attribs: attribs as Record<string, string> };
			}
		}
	}).trim();
}

/** An http or https address, against the page's own; undefined for anything else. */
function absoluteAddress(href: string | undefined, base: URL): string | undefined {
	const url = href === undefined ? null : URL.parse(href.trim(), base);
	return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}

const lines = new Set(['li', 'tr', 'dt', 'dd']);
const paragraphs = new Set(blocks.filter((tag) => tag !== 'td' && tag !== 'th' && !lines.has(tag)));

/** The words of HTML: paragraphs with an empty line between, lines of lists and rows one below the other. */
export function textOfHtml(html: string): string {
	const { document } = parseHTML(`<html><body>${html}</body></html>`);
	const pieces: string[] = [];
	walk(document.body, pieces, false);
	return pieces
		.join('')
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function walk(node: Node, pieces: string[], isPreformatted: boolean): void {
	for (const child of node.childNodes) {
		if (child.nodeType === 3) {
			const text = child.textContent ?? '';
			pieces.push(isPreformatted ? text : text.replace(/\s+/g, ' '));
			continue;
		}
		if (child.nodeType !== 1) continue;
		const tag = child.nodeName.toLowerCase();
		const gap = paragraphs.has(tag) ? '\n\n' : '';
		pieces.push(tag === 'br' || lines.has(tag) ? '\n' : gap);
		if (tag === 'li') pieces.push('• ');
		walk(child, pieces, isPreformatted || tag === 'pre');
		pieces.push(tag === 'td' || tag === 'th' ? ' ' : gap);
	}
}
