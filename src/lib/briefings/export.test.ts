import { expect, test } from 'vitest';
import { exampleInputs } from './briefing-examples.ts';
import { exportFormats } from './briefing.ts';
import { documentOf } from './compose.ts';
import { exportDocument, fileNameOf } from './export.server.ts';
import { words } from './document.ts';

const document = documentOf({
	...exampleInputs,
	blocks: [
		{ id: 1, kind: 'position', recommendationId: null, choices: {}, text: '' },
		{ id: 2, kind: 'recommendation', recommendationId: 1, choices: {}, text: '' }
	],
	issue: { number: 3, issuedOn: '2023-01-05', issuedBy: 'Elena Marchetti' }
});
const citations = {
	placement: 'note' as const,
	notes: document.notes.map((_, index) => words(`Cited ${index}.`)),
	bibliography: []
};
const beginnings = { docx: 'PK', pdf: '%PDF-1.7', html: '<!doctype html>', md: '# Note' };

test.for(exportFormats)(
	'%s: the same document gives the same bytes, and says how far it is',
	// Drawing and writing take seconds on a busy machine.
	{ timeout: 30_000 },
	async (format) => {
		const shares: number[] = [];
		const options = { citations, onProgress: (share: number) => void shares.push(share) };
		const { bytes, fileName } = await exportDocument(document, format, options);
		expect(Buffer.from(bytes).toString('latin1').startsWith(beginnings[format])).toBe(true);
		expect(fileName).toBe(`note-no-3.${format}`);
		expect(shares.at(-1)).toBe(100);
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
		const again = await exportDocument(structuredClone(document), format, { citations });
		expect(Buffer.compare(bytes, again.bytes)).toBe(0);
	}
);

test('citations of an in-text style stand in the text, and nothing at the foot', async () => {
	const inText = {
		...citations,
		placement: 'in-text' as const,
		notes: document.notes.map(() => words('(Romano)'))
	};
	const { bytes } = await exportDocument(document, 'md', { citations: inText });
	const text = Buffer.from(bytes).toString();
	expect(text).toContain('> Talk to each other (Romano).');
	expect(text).not.toContain('[^');
});

test('files are named after the briefing in its own script', () => {
	const named = (title: string) => fileNameOf({ ...document, title }, 'pdf');
	expect(named('Україна: «ґрунтовна» оцінка / 2022')).toBe('україна-ґрунтовна-оцінка-2022-no-3.pdf');
	expect(named('../..')).toBe('briefing-no-3.pdf');
	expect(fileNameOf({ ...document, issue: null }, 'docx')).toBe('note-draft.docx');
});
