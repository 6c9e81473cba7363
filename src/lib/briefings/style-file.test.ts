import { expect, test } from 'vitest';
import { readStyle } from './style-file.ts';
import { shippedStyles, type ShippedStyle } from './citation-style.ts';
import { readShippedStyle } from './style-files.server.ts';

const style = (inside: string, root = 'version="1.0"') =>
	`<style xmlns="http://purl.org/net/xbiblio/csl" class="note" ${root}><info><title>Ours &amp; theirs</title></info>${inside}</style>`;
const citation = '<citation><layout><text variable="title"/></layout></citation>';

test('a style is known by its title', () => {
	expect(readStyle(`<?xml version="1.0"?>\n<!-- a comment -->${style(citation)}`)).toEqual({
		title: 'Ours & theirs'
	});
});

test('the styles that come with the product could be added too', async () => {
	for (const key of Object.keys(shippedStyles) as ShippedStyle[])
		expect(readStyle(await readShippedStyle(key))).toHaveProperty('title');
});

test.each([
	['a document type', `<!DOCTYPE style [<!ENTITY a "b">]>${style(citation)}`, /document type/],
	['an entity of its own', style(citation).replace('Ours', '&ours;'), /entity/],
	['another document', '<html><body>Styles</body></html>', /not a citation style/],
	['nothing', '', /not a citation style/],
	['CSL 1.1', style(citation, 'version="1.1mlz1"'), /CSL 1\.0/],
	['a tag left open', style('<citation><layout>'), /left open/],
	['a tag closed twice', `${style(citation)}</style>`, /left open/],
	['an attribute without its end', style('<citation a="><layout/></citation>'), /left open/],
	['no citation', style('<bibliography><layout/></bibliography>'), /how a citation looks/],
	[
		'a macro that calls itself',
		style(`<macro name="a"><text macro="a"/></macro><citation><layout><text macro="a"/></layout></citation>`),
		/without end/
	],
	[
		'macros that multiply',
		style(
			`${Array.from({ length: 13 }, (_, at) => `<macro name="m${at}">${`<text macro="m${Math.min(at + 1, 12)}"/>`.repeat(at < 12 ? 10 : 0)}</macro>`).join('')}<citation><layout><text macro="m0"/></layout></citation>`
		),
		/far too often/
	]
])('%s is refused, with what to do', (_, xml, fault) => {
	expect(readStyle(xml)).toEqual({ fault: expect.stringMatching(fault) });
});

test('a dependent style is refused with the name of its parent', () => {
	const dependent =
		'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>Journal</title><link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>';
	expect(readStyle(dependent)).toEqual({ fault: expect.stringContaining('“apa”') });
});
