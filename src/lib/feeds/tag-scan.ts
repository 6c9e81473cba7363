/** A tag as it stands in HTML, from `<` to after `>`. */
type Tag = { name: string; isEnd: boolean; from: number; to: number };

/** What is inside these is no text for readers, and no markup. */
const raw = ['script', 'style', 'noscript', 'template', 'textarea', 'select', 'svg', 'math', 'title'];
/** Elements that have no end, or whose end people leave out. */
const unclosed =
	/^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|tr|td|th|option|html|body)$/;
const inline = /^(a|abbr|b|bdi|bdo|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|time|u|wbr)$/;

/**
 * The tags of HTML one after the other, without building anything: in time proportional to its length, whatever it holds.
 * Contents of scripts and the like are passed over.
 */
function* tagsOf(html: string): Generator<Tag> {
	let at = 0;
	const lost = new Set<string>();
	for (;;) {
		const from = html.indexOf('<', at);
		if (from < 0) return;
		if (html.startsWith('<!--', from)) {
			const end = html.indexOf('-->', from + 4);
			if (end < 0) return;
			at = end + 3;
			continue;
		}
		const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]{0,30})/i.exec(html.slice(from, from + 40)) ?? [];
		if (name === '') {
			at = from + 1;
			continue;
		}
		const end = html.indexOf('>', from);
		if (end < 0) return;
		const tag = { name: name.toLowerCase(), isEnd: slash === '/', from, to: end + 1 };
		yield tag;
		at = tag.to;
		if (tag.isEnd || !raw.includes(tag.name)) continue;
		const close = endOf(tag.name, html, at, lost);
		if (close < 0) return;
		at = close;
	}
}

/** Where `</script` begins; in any letter case, which pages keep to one of. Once not found, it is not looked for again. */
function endOf(name: string, html: string, from: number, lost: Set<string>): number {
	for (const end of [`</${name}`, `</${name.toUpperCase()}`]) {
		const at = lost.has(end) ? -1 : html.indexOf(end, from);
		if (at >= 0) return at;
		lost.add(end);
	}
	return -1;
}

/** How many nodes HTML has and how deep they nest, near enough. Each `&` parts a text in two. */
export function sizeOfHtml(html: string): { nodes: number; depth: number } {
	let [nodes, depth, deepest, at] = [0, 0, 0, 0];
	for (const { name, isEnd, from, to } of tagsOf(html)) {
		// An end without a beginning is one of nothing, save that of a paragraph, which is an empty one.
		nodes += countOf('&', html.slice(at, from)) + (isEnd && name !== 'p' && name !== 'br' ? 0 : 1);
		at = to;
		if (unclosed.test(name)) continue;
		depth = isEnd ? Math.max(0, depth - 1) : depth + 1;
		deepest = Math.max(deepest, depth);
	}
	return { nodes: nodes + countOf('&', html.slice(at)), depth: deepest };
}

function countOf(sign: string, text: string): number {
	let count = 0;
	for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
	return count;
}

/** Longer tags hold pictures or worse. */
const longestTag = 4_000;

/** HTML without what is no use for reading: contents of scripts and the like, comments, tags without an end. */
export function withoutRaw(html: string): string {
	let kept = '';
	let at = 0;
	let inside: string | undefined;
	for (const { name, isEnd, from, to } of tagsOf(html)) {
		if (inside === undefined) kept += escaped(html.slice(at, from));
		if (inside === 'title') kept += `<title>${escaped(html.slice(at, Math.min(from, at + 500)))}</title>`;
		const isRaw = raw.includes(name);
		inside = isRaw && !isEnd ? name : undefined;
		if (!isRaw && to - from <= longestTag) kept += html.slice(from, to);
		at = to;
	}
	return inside === undefined ? kept + escaped(html.slice(at)) : kept;
}

/** Signs that begin no tag, between two tags: a comment, or a sign by itself. */
const escaped = (between: string) =>
	between.includes('<') ? between.replaceAll(/<(?:!--[^]*)?/g, ' ') : between;

/** The words of HTML that is too large or too tangled for anything better: all of them, elements as breaks of lines. */
export function roughText(html: string): string {
	let text = '';
	let at = 0;
	let inRaw = false;
	for (const { name, isEnd, from, to } of tagsOf(html)) {
		if (!inRaw) text += html.slice(at, from);
		inRaw = !isEnd && raw.includes(name);
		if (!inline.test(name)) text += '\n';
		at = to;
	}
	if (!inRaw) text += html.slice(at).replace(/<[^]*$/, '');
	return withoutEntities(text.replace(/[^\S\n]+/g, ' ').replace(/ ?\n[\n ]*/g, '\n')).trim();
}

const named: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' '
};

function withoutEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (all, decimal, hex, name) => {
		if (name) return named[name.toLowerCase()] ?? all;
		const point = decimal ? Number(decimal) : parseInt(hex, 16);
		return point > 0 && point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff)
			? String.fromCodePoint(point)
			: '';
	});
}

/** The first scripts of JSON-LD in HTML. */
export function jsonLdIn(html: string, most = 20): string[] {
	const found: string[] = [];
	let opened: number | undefined;
	for (const { name, isEnd, from, to } of tagsOf(html)) {
		if (name !== 'script') continue;
		if (opened !== undefined && isEnd) found.push(html.slice(opened, from));
		opened = !isEnd && /application\/ld\+json/i.test(html.slice(from, to)) ? to : undefined;
		if (found.length === most) break;
	}
	return found;
}
