import type { Inline } from './document.ts';

// What citeproc writes in its HTML format, read back. It escapes `<`, `>` and `&` of its input as numbers, so that every
// angle bracket is its own; tags that say nothing to a document are passed over, and what is between them stays text.

type Form = { strong?: true; emphasis?: true; smallCaps?: true };
type Open = { tag: string; form: Form; link?: Inline[] };

const piece = /<(\/?)([a-z]+)([^<>]*)>|[^<]+|</g;
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
const shifted = (signs: string): Record<string, string> =>
	Object.fromEntries([...signs].map((sign, at) => [[...'0123456789+-=()n'][at]!, sign]));
/** Figures that stand above or below the line; what has no such sign stays on it. */
const offLine: Record<string, Record<string, string>> = {
	sup: shifted('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'),
	sub: shifted('₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ')
};

const decode = (text: string) =>
	text.replace(/&(?:#(\d{1,7})|([a-z]+));/g, (all, code?: string, name = '') => {
		if (code === undefined) return named[name] ?? all;
		return Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : all;
	});

function formWithin(outer: Form, tag: string, attributes: string): Form {
	if (tag === 'i' || tag === 'em') return { ...outer, emphasis: true };
	if (tag === 'b' || tag === 'strong') return { ...outer, strong: true };
	if (/font-variant:\s*small-caps/.test(attributes)) return { ...outer, smallCaps: true };
	const { strong: _s, ...unstressed } = outer;
	if (/font-weight:\s*normal/.test(attributes)) return unstressed;
	const { emphasis: _e, ...upright } = outer;
	if (/font-style:\s*normal/.test(attributes)) return upright;
	const { smallCaps: _c, ...plain } = outer;
	return /font-variant:\s*normal/.test(attributes) ? plain : outer;
}

/** The address of a link, where it leads to the web. */
function addressIn(attributes: string): string | undefined {
	const href = decode(/href="(.*)"/s.exec(attributes)?.[1] ?? '');
	// citeproc takes whatever is no web address for a DOI.
	if (/^https:\/\/doi\.org\/(?!10\.)/.test(href)) return undefined;
	return /^https?:\/\//i.test(href) && URL.canParse(href) ? href : undefined;
}

const forms = ['strong', 'emphasis', 'smallCaps'] as const;

function append(content: Inline[], text: string, form: Form) {
	const last = content.at(-1);
	if (last?.type === 'text' && forms.every((one) => last[one] === form[one])) last.text += text;
	else content.push({ type: 'text', text, ...form });
}

/** Words of citeproc's HTML with their form and links. Labels of an entry, such as `[1]`, are set apart by a space. */
export function inlinesOf(html: string): Inline[] {
	const content: Inline[] = [];
	const open: Open[] = [];
	for (const [part, slash, tag, attributes = ''] of html.trim().matchAll(piece)) {
		const within = open.at(-1);
		const target = open.findLast(({ link }) => link)?.link ?? content;
		if (tag === undefined) {
			const text = decode(part.replace(/\s*\n\s*/g, ' '));
			const signs = offLine[within?.tag ?? ''] ?? {};
			const has = [...text].every((character) => character in signs);
			const shown = has ? [...text].map((character) => signs[character]).join('') : text;
			append(target, shown, within?.form ?? {});
		} else if (slash) {
			if (/csl-left-margin/.test(open.pop()?.tag ?? '')) append(target, ' ', {});
		} else {
			const href = tag === 'a' ? addressIn(attributes) : undefined;
			const link: Inline[] | undefined = href === undefined ? undefined : [];
			if (href !== undefined && link) target.push({ type: 'link', href, content: link });
			const form = formWithin(within?.form ?? {}, tag, attributes);
			open.push({ tag: tag + attributes, form, ...(link && { link }) });
		}
	}
	return trimmed(content);
}

/** Without white space at either end. */
function trimmed(content: Inline[]): Inline[] {
	const [first] = content;
	if (first?.type === 'text') first.text = first.text.trimStart();
	const last = content.at(-1);
	if (last?.type === 'text') last.text = last.text.trimEnd();
	return content.filter((part) => part.type !== 'text' || part.text !== '');
}
