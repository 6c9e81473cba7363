import { plugins } from '@citation-js/core';
import { expect, test } from 'vitest';
import type { CslItem } from './document.ts';
import { sourcesAs } from './source-file.server.ts';

await Promise.all([import('@citation-js/plugin-bibtex'), import('@citation-js/plugin-ris')]);

const sources: CslItem[] = [
	{
		id: 'development-1',
		type: 'webpage',
		title: 'Россия & ЕС: <script>alert(1)</script> {50%} #1 a_b C:\\x ~ ^',
		author: [{ literal: 'Council & Co' }],
		issued: { 'date-parts': [[2022, 3]] },
		accessed: { 'date-parts': [[2022, 3, 9]] },
		URL: 'https://a.b/c?x=1&y={2}'
	},
	{
		id: 'development-2',
		type: 'article-newspaper',
		title: 'Μια είδηση',
		'container-title': 'Financial Times',
		issued: { 'date-parts': [[2022, 3, 4]] }
	}
];
const readBack = (text: string, forceType: string) =>
	plugins.input.chain(text, { generateGraph: false, forceType });

test('CSL-JSON is the sources themselves', async () =>
	expect(JSON.parse(await sourcesAs('json', sources))).toEqual(sources));

test('BibTeX keeps letters of any script and escapes what TeX reads as a command', async () => {
	const text = await sourcesAs('bib', sources);
	expect(text).toContain('Россия \\& ЕС');
	expect(text).toContain('\\{50\\%\\} \\#1 a\\_b');
	const [web, news] = readBack(text, '@biblatex/text');
	expect(web).toMatchObject({
		title: sources[0]!.title,
		issued: sources[0]!.issued,
		accessed: sources[0]!.accessed,
		URL: 'https://a.b/c?x=1&y=%7B2%7D'
	});
	expect(news).toMatchObject({ title: 'Μια είδηση', 'container-title': 'Financial Times' });
});

test('RIS has the day of publication and of access, and ends each record', async () => {
	const text = await sourcesAs('ris', sources);
	expect(text.match(/^ER {2}- $/gm)).toHaveLength(2);
	expect(text).toContain('DA  - 2022/03/04/');
	expect(text).toContain('Y2  - 2022/03/09/');
	expect(readBack(text, '@ris/file')).toMatchObject([
		{ type: 'webpage', title: sources[0]!.title },
		{ type: 'article-newspaper', title: 'Μια είδηση', 'container-title': 'Financial Times' }
	]);
});
