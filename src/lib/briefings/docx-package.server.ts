import { coverOf, dayOf } from './cover.ts';
import type { BriefingDocument } from './document.ts';
import { escapeMarkup } from './markup.ts';

// What a package says of itself: which parts it has, of which kind, and whose document it is.

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const wordprocessing = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

export const packageRelations =
	`${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>` +
	'<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>' +
	`<Relationship Id="rId3" Type="${office}/extended-properties" Target="docProps/app.xml"/></Relationships>`;

/** Kinds of parts by what their names begin with. */
const partTypes: readonly (readonly [RegExp, string])[] = [
	[/^word\/document\.xml$/, `${wordprocessing}.document.main+xml`],
	[/^word\/styles\.xml$/, `${wordprocessing}.styles+xml`],
	[/^word\/numbering\.xml$/, `${wordprocessing}.numbering+xml`],
	[/^word\/settings\.xml$/, `${wordprocessing}.settings+xml`],
	[/^word\/footnotes\.xml$/, `${wordprocessing}.footnotes+xml`],
	[/^word\/fontTable\.xml$/, `${wordprocessing}.fontTable+xml`],
	[/^word\/header\d+\.xml$/, `${wordprocessing}.header+xml`],
	[/^word\/(?:briefing-footer|footer\d+)\.xml$/, `${wordprocessing}.footer+xml`],
	[/^word\/theme\/[^/]+\.xml$/, 'application/vnd.openxmlformats-officedocument.theme+xml'],
	[/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
	[/^docProps\/app\.xml$/, 'application/vnd.openxmlformats-officedocument.extended-properties+xml']
];

const endings: Record<string, string> = {
	rels: 'application/vnd.openxmlformats-package.relationships+xml',
	xml: 'application/xml',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	emf: 'image/x-emf',
	wmf: 'image/x-wmf',
	svg: 'image/svg+xml',
	odttf: 'application/vnd.openxmlformats-officedocument.obfuscatedFont'
};

/** Endings of the pictures and fonts that a part may lead to. */
export const mediaEndings: readonly string[] = Object.keys(endings).filter(
	(ending) => ending !== 'rels' && ending !== 'xml'
);

export function contentTypes(names: readonly string[]): string {
	const defaults = Object.entries(endings).map(
		([ending, type]) => `<Default Extension="${ending}" ContentType="${type}"/>`
	);
	const overrides = names.flatMap((name) => {
		const type = partTypes.find(([pattern]) => pattern.test(name))?.[1];
		return type ? [`<Override PartName="/${escapeMarkup(name)}" ContentType="${type}"/>`] : [];
	});
	return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${defaults.join('')}${overrides.join('')}</Types>`;
}

/** Title, subject, author, language and the day of issue: the same document always says the same of itself. */
export function coreProperties(document: BriefingDocument): string {
	const { title, audience } = coverOf(document);
	const moment = `${dayOf(document)}T00:00:00Z`;
	const author = document.issue?.issuedBy ?? 'Stocktake';
	const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${moment}</dcterms:${name}>`;
	return (
		`${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>${escapeMarkup(title)}</dc:title><dc:subject>${escapeMarkup(audience)}</dc:subject><dc:creator>${escapeMarkup(author)}</dc:creator>` +
		`<cp:lastModifiedBy>${escapeMarkup(author)}</cp:lastModifiedBy><cp:revision>${document.issue?.number ?? 1}</cp:revision>` +
		`${date('created')}${date('modified')}<dc:language>${escapeMarkup(document.locale)}</dc:language></cp:coreProperties>`
	);
}

export const extendedProperties = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Stocktake</Application></Properties>`;
