import { expect, test } from 'vitest';
import { rememberedCitations } from './citations-remembered.server.ts';
import { formatCitations } from './citations.server.ts';
import type { Cited } from './citations.server.ts';

const cited = (title: string): Cited => ({
	notes: [{ cites: [{ source: 'development-1' }] }],
	sources: [{ id: 'development-1', type: 'webpage', title, URL: 'https://a.example/1' }]
});

const styleOf = (delimiter: string) =>
	`<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><citation><layout><group delimiter="${delimiter}"><text variable="title"/><text term="accessed"/></group></layout></citation></style>`;

test('citations that are remembered are those that were set, for every source, style and language', async () => {
	for (const title of ['One', 'Two', 'One'])
		for (const style of [styleOf('; '), styleOf(', ')])
			for (const locale of ['en-GB', 'en-US'])
				expect(await rememberedCitations(cited(title), { style, locale })).toEqual(
					await formatCitations(cited(title), { style, locale })
				);
});

test('whoever changes what they were given changes nothing for the next', async () => {
	const styling = { style: styleOf('; '), locale: 'en-GB' };
	const first = await rememberedCitations(cited('Three'), styling);
	first.notes[0]!.length = 0;
	expect(await rememberedCitations(cited('Three'), styling)).toEqual(
		await formatCitations(cited('Three'), styling)
	);
});
