import { Refused } from '../errors.ts';

/** What leads from one part of a package to another, or out of it. */
export type Relation = { id: string; type: string; target: string; isExternal: boolean };

/** The relations in a .rels part; none where there is no such part. */
export function relationsOf(part: Uint8Array | undefined): Relation[] {
	if (!part) return [];
	const xml = new TextDecoder().decode(part);
	return [...xml.matchAll(/<Relationship\s[^>]*>/g)].map(([element]) => {
		const attribute = (name: string) => new RegExp(`\\s${name}=["']([^"']*)["']`).exec(element)?.[1] ?? '';
		return {
			id: attribute('Id'),
			type: attribute('Type').split('/').at(-1)!,
			target: attribute('Target').replace(/^\/word\//, ''),
			isExternal: attribute('TargetMode').toLowerCase() === 'external'
		};
	});
}

const refuse = (why: string) => {
	throw new Refused(`This Word document cannot be a template. ${why}`, 'file');
};

/** Lets a document through that only says how it looks: nothing in it runs, and nothing is fetched from elsewhere. */
export function checkTemplate(files: ReadonlyMap<string, Uint8Array>): void {
	for (const needed of ['[Content_Types].xml', 'word/document.xml', 'word/styles.xml'])
		if (!files.has(needed)) refuse(`It has no ${needed}. Save it in Word as .docx and try again.`);
	const types = new TextDecoder().decode(files.get('[Content_Types].xml'));
	const names = [...files.keys()];
	if (/macroEnabled|vbaProject/i.test(types) || names.some((name) => /vbaProject|vbaData/i.test(name)))
		refuse('It holds macros. Save it as .docx, without macros, and try again.');
	for (const [name, file] of files) {
		if (name.endsWith('.rels')) checkRelations(file);
		if (/\.(?:xml|rels)$/.test(name)) checkXml(name, file);
	}
	const styles = new TextDecoder().decode(files.get('word/styles.xml'));
	if (
		!styles.includes('http://schemas.openxmlformats.org/wordprocessingml/2006/main') ||
		!styles.includes('</w:styles>')
	)
		refuse('Its styles are not read (it may be saved as "Strict Open XML"). Save it as an ordinary .docx.');
}

function checkRelations(file: Uint8Array): void {
	const outside = relationsOf(file).find(({ isExternal, type }) => isExternal && type !== 'hyperlink');
	if (!outside) return;
	refuse(
		`It leads to a file elsewhere (${outside.type}: ${outside.target.slice(0, 100)}). In Word, embed linked pictures, detach the template under Developer, Document Template, and save it again.`
	);
}

function checkXml(name: string, file: Uint8Array): void {
	let xml: string;
	try {
		xml = new TextDecoder('utf-8', { fatal: true }).decode(file);
	} catch {
		throw new Refused(
			`This Word document cannot be a template. ${name} is not UTF-8. Save it in Word as .docx and try again.`,
			'file'
		);
	}
	if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) refuse(`${name} declares entities, which Word never does.`);
}
