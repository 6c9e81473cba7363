import type { MarkdownIt } from 'markdown-it';
import { markdownRenderer, type SafeHtml } from '../markdown.ts';
import { mayPrecedeMention } from './mention.ts';

/** The name of a person; undefined for nobody. */
export type NameOf = (id: number) => string | undefined;

const mention = /@\{([1-9]\d{0,14})\}/y;
const mentions = /@\{([1-9]\d{0,14})\}/g;

const render = markdownRenderer({ headingsFrom: 4, more: withMentions });

/** A comment's body as kept, as HTML: mentions as names. */
export function renderBody(body: string, nameOf: NameOf): SafeHtml {
	return render(body, { nameOf });
}

function withMentions(markdown: MarkdownIt): void {
	markdown.inline.ruler.before('link', 'mention', (state, isSilent) => {
		mention.lastIndex = state.pos;
		const found = mention.exec(state.src);
		if (!found || !mayPrecedeMention(state.src.charAt(state.pos - 1))) return false;
		const name = (state.env.nameOf as NameOf)(Number(found[1]));
		if (name === undefined) return false;
		if (!isSilent) state.push('mention', '', 0).content = name;
		state.pos = mention.lastIndex;
		return true;
	});
	markdown.renderer.rules.mention = (tokens, at) =>
		`<bdi class="mention">@${markdown.utils.escapeHtml(tokens[at]!.content)}</bdi>`;
	// What is mentioned in an indented line is known by its id as well, though it shows as code.
	markdown.core.ruler.push('named', ({ tokens, env }) => {
		for (const token of tokens)
			if (token.type === 'code_block')
				token.content = token.content.replace(mentions, (all, id) => {
					const name = (env.nameOf as NameOf)(Number(id));
					return name === undefined ? all : `@${name}`;
				});
	});
}
