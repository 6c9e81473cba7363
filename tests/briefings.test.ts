import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatCitations } from '../src/lib/briefings/citations.server.ts';
import { isShippedStyle } from '../src/lib/briefings/citation-style.ts';
import { documentOf } from '../src/lib/briefings/compose.ts';
import type { BriefingInputs } from '../src/lib/briefings/inputs.ts';
import { docxOf } from '../src/lib/briefings/docx.server.ts';
import { htmlOf } from '../src/lib/briefings/html.ts';
import { markdownFileOf } from '../src/lib/briefings/markdown.ts';
import { chartsOf, printedOf } from '../src/lib/briefings/printed.ts';
import { readShippedStyle } from '../src/lib/briefings/style-files.server.ts';
import { words, type BriefingDocument, type FormattedCitations } from '../src/lib/briefings/document.ts';
import { outlineOf } from './docx-outline.ts';

/* Each folder of tests/briefings is a case: what a briefing was made from, and what it is written out as. A case is added
 * as a folder with its inputs.json. Expected files are made, and renewed where a change is meant, with
 *     npx vitest run --project=unit tests/briefings.test.ts --update
 * and are read before they are committed. */

const folder = new URL('briefings/', import.meta.url);
const cases = readdirSync(folder);

/** `repeated`: so many developments like the first, each cited in the text. */
type Case = BriefingInputs & { repeated?: number };

function read(name: string): BriefingInputs {
	const { repeated, ...inputs }: Case = JSON.parse(
		readFileSync(new URL(`${name}/inputs.json`, folder), 'utf8')
	);
	if (!repeated) return inputs;
	const [first] = inputs.evidence;
	const ids = Array.from({ length: repeated }, (_, index) => index + 1);
	const evidence = ids.map((id) => ({ ...first!, developmentId: id, sourceTitle: `Statement ${id}` }));
	const text = ids.map((id) => `Claim ${id} [@development-${id}].`).join('\n\n');
	return { ...inputs, evidence, blocks: inputs.blocks.map((block) => ({ ...block, text })) };
}

async function citationsOf(document: BriefingDocument): Promise<FormattedCitations> {
	const { citationStyle, locale, sources, notes } = document;
	// What a style makes of so many is a matter of its own.
	if (sources.length > 1000) {
		const titles = new Map(sources.map(({ id, title = '' }) => [id, title]));
		const named = notes.map(({ cites }) => words(cites.map(({ source }) => titles.get(source)).join('; ')));
		return { placement: 'note', notes: named, bibliography: sources.map(({ title = '' }) => words(title)) };
	}
	if (!isShippedStyle(citationStyle)) throw new Error(`${citationStyle} does not come with the product.`);
	return formatCitations(document, { style: await readShippedStyle(citationStyle), locale });
}

/** A picture stands for each chart: pixels are no matter of these cases. */
const picture = { png: new Uint8Array(), width: 1440, height: 720 };

describe('a briefing is written out as agreed', () => {
	test.for(cases)('%s', async (name) => {
		const document = documentOf(read(name));
		const printed = printedOf(document, await citationsOf(document));
		const pictures = new Map(chartsOf(printed).map((chart) => [chart, picture]));
		const docx = docxOf(printed, pictures);

		expect(docxOf(printed, pictures)).toEqual(docx);
		await expect(outlineOf(docx)).toMatchFileSnapshot(`briefings/${name}/expected.docx.txt`);
		if (document.sources.length >= 2000) return;
		await expect(markdownFileOf(printed)).toMatchFileSnapshot(`briefings/${name}/expected.md`);
		const html = htmlOf(printed, ({ spec }) => `${spec.id}.png`);
		await expect(html).toMatchFileSnapshot(`briefings/${name}/expected.html`);
	});
});
