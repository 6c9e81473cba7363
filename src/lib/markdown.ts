import createMarkdown, { type Env, type MarkdownIt, type Token } from 'markdown-it';

declare const isSafe: unique symbol;
/** HTML that came out of this module: the only kind that a page takes as it is. */
export type SafeHtml = string & { readonly [isSafe]: true };

type Options = {
	/** The level that the highest heading of a text gets, so that it stands below those of the page. */
	headingsFrom: number;
	/** Marks of one's own. Whatever they put out has to be escaped. */
	more?: (markdown: MarkdownIt) => void;
};

/**
 * What turns markdown into HTML that is safe to show: HTML in the text is shown as written, links lead to http, https and
 * mailto only, images become links to them. Runs in the browser as on the server.
 */
export function markdownRenderer(options: Options): (source: string, env?: Env) => SafeHtml {
	const markdown = tameMarkdown(options);
	return (source, env = {}) => markdown.render(source, env) as SafeHtml;
}

const tame = tameMarkdown({ headingsFrom: 1 });

/** The tokens of a text, tamed in the same way, for those who write out something else than HTML. */
export const parseMarkdown = (source: string): Token[] => tame.parse(source, {});

function tameMarkdown({ headingsFrom, more }: Options): MarkdownIt {
	const markdown = createMarkdown({ html: false, linkify: true, breaks: true, typographer: false });
	markdown.linkify.set({ fuzzyLink: false });
	markdown.validateLink = (address) => isAllowed(address);
	markdown.core.ruler.push('tame', ({ tokens, Token }) => {
		for (const token of tokens) {
			if (/^h[1-6]$/.test(token.tag))
				token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + headingsFrom - 1)}`;
			// The language of a block would become a class of our page.
			if (token.type === 'fence') token.info = '';
			if (token.children) token.children = tamed(token.children, Token);
		}
	});
	if (more) markdown.use(more);
	return markdown;
}

const isAllowed = (address: string) => /^(?:https?:\/\/[^/]|mailto:[^?]*@)/i.test(address);

/** Images as links to them, or as words within a link; links that lead nowhere we allow as their words. */
function tamed(tokens: Token[], Make: typeof Token): Token[] {
	const open: boolean[] = [];
	return tokens.flatMap((token) => {
		if (token.type === 'image') return pictured(token, Make, open.includes(true));
		if (token.type === 'link_open') {
			const href = attribute(token, 'href');
			open.push(isAllowed(href));
			if (open.at(-1)) token.attrs = [...linkAttributes(href), ...titleOf(token)];
			return open.at(-1) ? [token] : [];
		}
		if (token.type === 'link_close') return open.pop() ? [token] : [];
		return [token];
	});
}

function pictured(image: Token, Make: typeof Token, isInLink: boolean): Token[] {
	const href = attribute(image, 'src');
	const words = new Make('text', '', 0);
	words.content = image.content || 'image';
	if (isInLink || !isAllowed(href)) return [words];
	const link = new Make('link_open', 'a', 1);
	link.attrs = linkAttributes(href);
	return [link, words, new Make('link_close', 'a', -1)];
}

const linkAttributes = (href: string): [string, string][] => [
	['href', href],
	['rel', 'nofollow noopener']
];

function titleOf(token: Token): [string, string][] {
	const title = attribute(token, 'title');
	return title ? [['title', title]] : [];
}

const attribute = (token: Token, name: string) => String(token.attrGet(name) ?? '');
