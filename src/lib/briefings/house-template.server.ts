import { Refused } from '../errors.ts';
import { NotReadable, unzip } from '../server/zip.ts';
import { mediaEndings } from './docx-package.server.ts';
import { footerReference, type Section } from './docx-parts.server.ts';
import { ownIds, styleNames, styleXml, type StyleIds, type StyleKey } from './docx-styles.server.ts';
import type { Relations } from './docx-words.server.ts';
import { relationsOf, checkTemplate } from './house-template-check.server.ts';

/** What a document takes from a Word file of the house: its styles, its theme, its page with header and footer. */
export type HouseTemplate = {
	/** styles.xml, with those of ours that it lacks. */
	styles: string;
	ids: StyleIds;
	numbering: string | undefined;
	hasEvenPages: boolean;
	/** Theme, fonts, headers and footers with their pictures. */
	parts: [string, Uint8Array][];
	/** Its last section, with what it leads to among these relations. */
	sectionFor: (relations: Relations) => Section;
};

/** 10 MiB: a template with a logo or two is far smaller. */
export const largestTemplate = 10 * 1024 * 1024;
const limits = { entries: 1000, bytes: 50 * 1024 * 1024 };

/** Reads an uploaded .docx. Throws Refused, with what to do, where it cannot be taken. */
export function readHouseTemplate(bytes: Uint8Array): HouseTemplate {
	const files = open(bytes);
	checkTemplate(files);
	const text = (name: string) => {
		const file = files.get(name);
		return file && new TextDecoder('utf-8').decode(file);
	};
	const { ids, styles } = withOwn(text('word/styles.xml')!);
	return {
		styles,
		ids,
		numbering: text('word/numbering.xml'),
		hasEvenPages: /<w:evenAndOddHeaders(?: w:val="(?:1|true|on)")?\/>/.test(text('word/settings.xml') ?? ''),
		parts: partsOf(files),
		sectionFor: (relations) => sectionOf(files, text('word/document.xml')!, relations)
	};
}

function open(bytes: Uint8Array): Map<string, Uint8Array> {
	if (bytes.length > largestTemplate)
		throw new Refused('The template is larger than 10 MB. Take pictures out of it and try again.', 'file');
	try {
		return unzip(bytes, limits);
	} catch (error) {
		if (!(error instanceof NotReadable)) throw error;
		throw new Refused(
			`This is no Word document (.docx) that can be used. ${error.message} Open it in Word, save it as .docx without a password, and try again.`,
			'file'
		);
	}
}

const styleBlock = /<w:style\s[^>]*w:styleId="([^"]*)"[^>]*>([^]*?)<\/w:style>/g;

/** Ids of the template's own styles by Word's names for them; what it lacks is added as ours. */
function withOwn(xml: string): { ids: StyleIds; styles: string } {
	const known = new Map<string, string>();
	const taken = new Set<string>();
	for (const [, id = '', inside = ''] of xml.matchAll(styleBlock)) {
		taken.add(id);
		const name = /<w:name w:val="([^"]*)"/.exec(inside)?.[1];
		if (name) known.set(name.toLowerCase(), id);
	}
	const keys = Object.keys(ownIds) as StyleKey[];
	const missing = keys.filter((key) => !known.has(styleNames[key].toLowerCase()));
	const idOf = (key: StyleKey) =>
		known.get(styleNames[key].toLowerCase()) ?? (taken.has(key) ? `Stocktake${key}` : key);
	const ids = Object.fromEntries(keys.map((key) => [key, idOf(key)])) as StyleIds;
	const own = styleXml(ids);
	const added = missing.map((key) => own[key].replace(/<w:numPr>.*?<\/w:numPr>/, '')).join('');
	return { ids, styles: xml.replace('</w:styles>', () => `${added}</w:styles>`) };
}

const carried = /^word\/(?:theme\/[^/]+\.xml|fontTable\.xml|header\d+\.xml|footer\d+\.xml)$/;
const besides = /^word\/(?:theme\/)?_rels\/(?:fontTable|numbering|header\d+|footer\d+|theme\d*)\.xml\.rels$/;
const media = new RegExp(`^word/(?:media|fonts)/[^/]+\\.(?:${mediaEndings.join('|')})$`, 'i');

/** Parts of the page, and the pictures and fonts that they lead to: those of the template's text stay where they are. */
function partsOf(files: ReadonlyMap<string, Uint8Array>): [string, Uint8Array][] {
	const names = new Set<string>();
	for (const [name, file] of files) {
		if (carried.test(name)) names.add(name);
		if (!besides.test(name)) continue;
		names.add(name);
		for (const { type, target, isExternal } of relationsOf(file)) {
			if (isExternal) continue;
			const led = `word/${target.replace(/^(?:\.\.\/)+/, '')}`;
			if (!media.test(led) || !files.has(led))
				throw new Refused(
					`This Word document cannot be a template. Its ${/([a-z]+)\d*\.xml/i.exec(name)?.[1]} leads to more than pictures (${type}). Take that out and try again.`,
					'file'
				);
			names.add(led);
		}
	}
	return [...files].filter(([name]) => names.has(name)).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function sectionOf(files: ReadonlyMap<string, Uint8Array>, document: string, relations: Relations): Section {
	const leadsTo = relationsOf(files.get('word/_rels/document.xml.rels'));
	for (const { type, target } of leadsTo)
		if ((type === 'theme' || type === 'fontTable') && carried.test(`word/${target}`))
			relations.add(type, target);
	const last = [...document.matchAll(/<w:sectPr[\s>][^]*?<\/w:sectPr>/g)].at(-1)?.[0] ?? '';
	const reference = (kind: 'header' | 'footer') =>
		[...last.matchAll(new RegExp(`<w:${kind}Reference [^>]*/>`, 'g'))].flatMap(([xml]) => {
			const id = /r:id="([^"]*)"/.exec(xml)?.[1];
			const which = /w:type="(default|first|even)"/.exec(xml)?.[1] ?? 'default';
			const target = leadsTo.find((one) => one.id === id)?.target;
			if (!target || !carried.test(`word/${target}`)) return [];
			return [`<w:${kind}Reference w:type="${which}" r:id="${relations.add(kind, target)}"/>`];
		});
	const footers = reference('footer');
	const size = numbers(/<w:pgSz [^>]*\/>/.exec(last)?.[0], { w: 11906, h: 16838 });
	const margin = numbers(/<w:pgMar [^>]*\/>/.exec(last)?.[0], {
		top: 1417,
		right: 1417,
		bottom: 1304,
		left: 1417,
		header: 708,
		footer: 624,
		gutter: 0
	});
	const attributes = (of: Record<string, number>) =>
		Object.entries(of)
			.map(([name, value]) => ` w:${name}="${value}"`)
			.join('');
	return {
		xml:
			`<w:sectPr>${reference('header').join('')}${footers.join('') || footerReference(relations)}` +
			`<w:pgSz${attributes(size)}/><w:pgMar${attributes(margin)}/>${/<w:titlePg\s*\/>/.test(last) ? '<w:titlePg/>' : ''}</w:sectPr>`,
		column: {
			width: size.w - margin.left - margin.right - margin.gutter,
			height: size.h - Math.abs(margin.top) - Math.abs(margin.bottom)
		}
	};
}

/** Whole numbers of an element's attributes, as they are or as they would be otherwise. */
function numbers<Of extends Record<string, number>>(element: string | undefined, otherwise: Of): Of {
	const read = (name: string, value: number) => {
		const found = new RegExp(` w:${name}="(-?\\d{1,6})(?:\\.\\d+)?"`).exec(element ?? '')?.[1];
		return [name, found === undefined ? value : Number(found)];
	};
	return Object.fromEntries(Object.entries(otherwise).map(([name, value]) => read(name, value))) as Of;
}
