/** Bytes that an added style may have; the longest in the CSL project's collection has about 100 KB. */
export const largestStyle = 1_000_000;
/** Elements that a style may come to when each macro is written out where it is called. */
const mostElements = 200_000;

const attribute = (tag: string, name: string) =>
	new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean);

const withoutComments = (xml: string) =>
	xml.replace(/<!--(?:[^-]|-(?!-))*-->/g, '').replace(/<\?[^<>]*\?>/g, '');

/**
 * The title of the style in a .csl file, or what keeps it from being one. It is read before anything else touches it: no
 * document type, no entities of its own, no macros that call each other without end.
 */
export function readStyle(xml: string): { title: string } | { fault: string } {
	const text = withoutComments(xml.replace(/^\uFEFF/, '')).trim();
	if (/<!/.test(text))
		return { fault: 'The file declares a document type or entities. Save it as a plain .csl file.' };
	const root = /^<style\b[^<>]*>/.exec(text)?.[0];
	if (!root || attribute(root, 'xmlns') !== 'http://purl.org/net/xbiblio/csl')
		return { fault: 'This is not a citation style. Choose a .csl file, such as those of zotero.org/styles.' };
	if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i.test(text))
		return { fault: 'The file uses an entity that XML does not know. Write the character itself.' };
	if (!/^1\.0(\.\d+)?$/.test(attribute(root, 'version') ?? ''))
		return {
			fault: 'Only styles of CSL 1.0 can be added. zotero.org/styles has most styles in that version.'
		};
	const parent = parentOf(text);
	if (parent) return { fault: `This style only points to another one: add “${parent}” instead.` };
	if (!isBalanced(text))
		return { fault: 'The file is not well-formed XML: a tag is left open or closed twice.' };
	if (!/<citation\b/.test(text)) return { fault: 'The style does not say how a citation looks.' };
	const missing = missingMacro(text);
	if (missing) return { fault: `The style calls a macro “${missing}” that it does not have.` };
	if (!(elementsOf(text) <= mostElements))
		return { fault: 'The macros of this style call each other without end, or far too often.' };
	const title = /<title>([^<]*)<\/title>/.exec(text)?.[1]?.trim();
	return title ? { title: decode(title).slice(0, 300) } : { fault: 'The style has no title.' };
}

const decode = (text: string) =>
	text
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&apos;/g, "'")
		.replace(/&amp;/g, '&');

/** The name of the style that a dependent style stands for. */
function parentOf(text: string): string | undefined {
	const link = [...text.matchAll(/<link\b[^<>]*>/g)].find(
		([tag]) => attribute(tag, 'rel') === 'independent-parent'
	);
	const href = link && attribute(link[0], 'href');
	return href?.split('/').at(-1);
}

function isBalanced(text: string): boolean {
	const open: string[] = [];
	for (const [, slash, name, rest = ''] of text.matchAll(
		/<(\/?)([\w:-]+)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>/g
	)) {
		if (slash && open.pop() !== name) return false;
		if (!slash && !rest.endsWith('/')) open.push(name!);
	}
	const rest = text.replace(/<\/?[\w:-]+(?:"[^"<]*"|'[^'<]*'|[^<>"'])*>/g, '');
	return open.length === 0 && !/[<>]/.test(rest);
}

/** The first macro that is called and not there. */
function missingMacro(text: string): string | undefined {
	const tags = text.match(/<[\w:-][^<>]*>/g) ?? [];
	const there = new Set(tags.filter((tag) => /^<macro\b/.test(tag)).map((tag) => attribute(tag, 'name')));
	return tags.map((tag) => attribute(tag, 'macro')).find((name) => name !== undefined && !there.has(name));
}

/** How many elements the style has with every macro written out; infinite where a macro calls itself. */
function elementsOf(text: string): number {
	const macros = new Map(
		[...text.matchAll(/<macro\b([^<>]*)>([^]*?)<\/macro>/g)].map(([, tag = '', body = '']) => [
			attribute(tag, 'name') ?? '',
			body
		])
	);
	const known = new Map<string, number>();
	const size = (body: string): number => {
		const tags = body.match(/<[\w:-][^<>]*>/g) ?? [];
		return tags.reduce((sum, tag) => sum + 1 + sizeOfMacro(attribute(tag, 'macro')), 0);
	};
	const sizeOfMacro = (name: string | undefined): number => {
		if (name === undefined) return 0;
		const found = known.get(name);
		if (found !== undefined) return found;
		known.set(name, Infinity);
		const reckoned = size(macros.get(name) ?? '');
		known.set(name, reckoned);
		return reckoned;
	};
	return size(text);
}
