import { unzip } from '../src/lib/server/zip.ts';

const limits = { entries: 1000, bytes: 100_000_000 };

const unescaped = (xml: string) =>
	xml
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&amp;', '&');

/** The parts of a Word document as text, by name. Throws where one is not well-formed. */
export function partsOf(docx: Uint8Array): Map<string, string> {
	const parts = new Map<string, string>();
	for (const [name, bytes] of unzip(docx, limits)) {
		if (!/\.(?:xml|rels)$/.test(name)) continue;
		const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		checkWellFormed(name, xml);
		parts.set(name, xml);
	}
	return parts;
}

/** Every element closes in order, and no sign stands where XML does not allow it. */
function checkWellFormed(name: string, xml: string): void {
	const open: string[] = [];
	const text = xml.replace(/^<\?xml[^>]*\?>/, '');
	for (const { 0: tag, index } of text.matchAll(/<[^>]*>/g)) {
		const [, closes, element, alone] = /^<(\/?)([A-Za-z:]+)(?:\s[\w:]+="[^"<]*")*\s*(\/?)>$/.exec(tag) ?? [];
		if (!element) throw new Error(`${name} at ${index}: ${tag}`);
		if (closes && open.pop() !== element) throw new Error(`${name} at ${index}: ${tag} closes nothing`);
		if (!closes && !alone) open.push(element);
	}
	if (open.length > 0) throw new Error(`${name}: ${open.join(', ')} stays open`);
	const stray = /&(?!(?:amp|lt|gt|quot|#39);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(
		text
	); // oxlint-disable-line no-control-regex
	if (stray || !text.isWellFormed()) throw new Error(`${name} at ${stray?.index}: no sign of XML`);
}

/** Headings, styles, footnotes, alternative texts and marks of direction: what a reader who does not see it meets. */
export function outlineOf(docx: Uint8Array): string {
	const parts = partsOf(docx);
	const document = parts.get('word/document.xml')!;
	const styles = new Map<string, number>();
	const headings: string[] = [];
	for (const [paragraph] of document.matchAll(/<w:p>[^]*?<\/w:p>/g)) {
		const style = /<w:pStyle w:val="([^"]*)"/.exec(paragraph)?.[1] ?? 'none';
		styles.set(style, (styles.get(style) ?? 0) + 1);
		if (/^(?:Title|Subtitle|Heading|Caption)/.test(style))
			headings.push(
				`${style}: ${textOf(paragraph)}${paragraph.includes('<w:bidi/>') ? ' [right to left]' : ''}`
			);
	}
	const notes = [
		...(parts.get('word/footnotes.xml') ?? '').matchAll(/<w:footnote w:id="(\d+)">([^]*?)<\/w:footnote>/g)
	].map(([, id, note]) => `${id}.${textOf(note!)}`);
	const alternatives = [...document.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, alt]) =>
		unescaped(alt!)
	);
	const rightToLeft = [...document.matchAll(/<w:r><w:rPr>[^]*?<\/w:r>/g)]
		.filter(([run]) => run.includes('<w:rtl/>'))
		.map(([run]) => textOf(run));
	const links = [...(parts.get('word/_rels/document.xml.rels') ?? '').matchAll(/TargetMode="External"/g)]
		.length;
	return [
		section('Headings', headings),
		section('Styles', [...styles].map(([style, count]) => `${style} × ${count}`).toSorted()),
		section('Tables with a repeated head', [String(document.split('<w:tblHeader/>').length - 1)]),
		section('Links in the text', [String(links)]),
		section('Footnotes', notes),
		section('Alternative texts', alternatives),
		section('Right to left', rightToLeft)
	].join('\n');
}

const textOf = (xml: string) =>
	unescaped([...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));

/** Of a long list the ends. */
function section(title: string, lines: readonly string[]): string {
	const shown = lines.length > 60 ? [...lines.slice(0, 3), '…', ...lines.slice(-3)] : lines;
	return `${title} (${lines.length})\n${shown.map((line) => `  ${line}`).join('\n')}\n`;
}
