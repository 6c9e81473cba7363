import type { Inline } from './document.ts';
import type { StyleIds } from './docx-styles.server.ts';
import { escapeMarkup, isSafeAddress } from './markup.ts';
import { runsOf } from './script.ts';

/** Gives out the ids under which a part of the package names what it leads to. The same address gets the same id. */
export class Relations {
	readonly #known = new Map<string, { type: string; target: string; isExternal: boolean }>();
	readonly #ids = new Map<string, string>();

	constructor(fixed: readonly { type: string; target: string }[] = []) {
		for (const { type, target } of fixed) this.add(type, target);
	}

	add(type: string, target: string, isExternal = false): string {
		const key = `${type} ${target}`;
		const known = this.#ids.get(key);
		if (known) return known;
		const id = `rId${this.#known.size + 1}`;
		this.#ids.set(key, id);
		this.#known.set(id, { type, target, isExternal });
		return id;
	}

	link = (href: string): string => this.add('hyperlink', href, true);

	get xml(): string {
		const entries = [...this.#known].map(
			([id, { type, target, isExternal }]) =>
				`<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${escapeMarkup(target)}"${isExternal ? ' TargetMode="External"' : ''}/>`
		);
		return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries.join('')}</Relationships>`;
	}
}

type Form = { strong?: boolean; emphasis?: boolean; smallCaps?: boolean; code?: boolean; style?: string };

/** Properties of a run, in the order that the schema asks for. */
function runProperties({ strong, emphasis, smallCaps, code, style }: Form, language?: string): string {
	const properties =
		(style ? `<w:rStyle w:val="${escapeMarkup(style)}"/>` : '') +
		(code ? '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Courier New"/>' : '') +
		(strong ? '<w:b/><w:bCs/>' : '') +
		(emphasis ? '<w:i/><w:iCs/>' : '') +
		(smallCaps ? '<w:smallCaps/>' : '') +
		(language ? `<w:rtl/><w:lang w:bidi="${language}"/>` : '');
	return properties && `<w:rPr>${properties}</w:rPr>`;
}

const hebrew = /\p{Script=Hebrew}/u;

/** Words as runs; those that run from right to left are marked, so that Word sets them in the complex-script face. */
export function textRuns(text: string, form: Form = {}): string {
	return runsOf(text)
		.map((run) => {
			const language = hebrew.test(run.text) ? 'he-IL' : 'ar-SA';
			return `<w:r>${runProperties(form, run.isRightToLeft ? language : undefined)}${lines(run.text)}</w:r>`;
		})
		.join('');
}

const lines = (text: string) =>
	text
		.split(/\r\n|[\r\n\u2028]/)
		.map((line) => `<w:t xml:space="preserve">${escapeMarkup(line.replaceAll('\t', ' '))}</w:t>`)
		.join('<w:br/>');

/** The content of a paragraph. */
export function inlineRuns(
	content: readonly Inline[],
	ids: StyleIds,
	relations: Relations,
	form: Form = {}
): string {
	return content
		.map((part) => {
			switch (part.type) {
				case 'break':
					return '<w:r><w:br/></w:r>';
				case 'note':
					return `<w:r>${runProperties({ style: ids.FootnoteReference })}<w:footnoteReference w:id="${part.note + 1}"/></w:r>`;
				case 'link': {
					if (!isSafeAddress(part.href)) return inlineRuns(part.content, ids, relations, form);
					const runs = inlineRuns(part.content, ids, relations, { ...form, style: ids.Hyperlink });
					return `<w:hyperlink r:id="${relations.link(part.href)}">${runs}</w:hyperlink>`;
				}
				case 'text':
					return textRuns(part.text, { ...form, ...part });
			}
		})
		.join('');
}
