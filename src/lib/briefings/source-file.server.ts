import type { CslItem } from './document.ts';
import type { SourceFormat } from './source-file.ts';

/** Sources as the text of a file that Zotero reads; UTF-8. */
export async function sourcesAs(format: SourceFormat, sources: readonly CslItem[]): Promise<string> {
	if (format === 'json') return `${JSON.stringify(sources, null, '\t')}\n`;
	const { plugins } = await import('@citation-js/core');
	if (format === 'ris') {
		await import('@citation-js/plugin-ris');
		return sources
			.map((item) => withDates(plugins.output.format('ris', [item], { format: 'text' }), item))
			.join('');
	}
	await import('@citation-js/plugin-bibtex');
	// Only ASCII would drop every Cyrillic letter; with more, what TeX reads as a command is left to us.
	Object.assign(plugins.config.get('@bibtex').format, { useIdAsLabel: true, asciiOnly: false });
	return plugins.output.format('biblatex', sources.map(escaped), { format: 'text' });
}

const commands: Record<string, string> = {
	'\\': '\\textbackslash{}',
	'~': '\\textasciitilde{}',
	'^': '\\textasciicircum{}'
};
const forTex = (text: string) => text.replace(/[\\~^{}&%$#_]/g, (sign) => commands[sign] ?? `\\${sign}`);

function escaped(item: CslItem): CslItem {
	const { title, publisher, author, 'container-title': container, URL: address } = item;
	return {
		...item,
		...(title && { title: forTex(title) }),
		...(publisher && { publisher: forTex(publisher) }),
		...(container && { 'container-title': forTex(container) }),
		...(author && { author: author.map((name) => mapped(name, forTex)) }),
		...(address && { URL: address.replace(/[{}\\]/g, encodeURIComponent) })
	};
}

const mapped = <Fields extends Record<string, string>>(fields: Fields, change: (text: string) => string) =>
	Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, change(text)])) as Fields;

/** With the day of publication and of access, of which citation-js writes only some, where Zotero reads them. */
function withDates(record: string, { issued, accessed }: CslItem): string {
	const line = (tag: string, date: typeof issued) => {
		const [year, month, day] = date?.['date-parts'][0].map((part) => String(part).padStart(2, '0')) ?? [];
		return year ? [`${tag}  - ${year}/${month ?? ''}/${day ?? ''}/`] : [];
	};
	const kept = record.split('\n').filter((text) => !/^(DA|M1|Y2|ER) {2}-/.test(text) && text !== '');
	return [...kept, ...line('DA', issued), ...line('Y2', accessed), 'ER  - ', '', ''].join('\n');
}
