import CSL from 'citeproc';
import { describe, expect, test } from 'vitest';
import { exampleEvidence } from './briefing-examples.ts';
import { shippedStyles, type ShippedStyle } from './citation-style.ts';
import { formatCitations } from './citations.server.ts';
import { plainText, type CslItem, type Inline, type Note } from './document.ts';
import type { CitedInput } from './inputs.ts';
import { developmentItem, publicationItem } from './source-item.ts';
import { readCslLocales, readShippedStyle } from './style-files.server.ts';

const source = (id: number, cited: Partial<CitedInput>) => developmentItem(exampleEvidence(id, cited));

const webPage = source(1, {
	sourceKind: 'official',
	source: 'Council of the European Union',
	sourceTitle: 'Foreign Affairs Council conclusions',
	sourceUrl: 'https://www.consilium.europa.eu/x?a=1&b=2',
	publishedOn: '2022-03-04',
	accessedOn: '2022-03-09'
});
const newspaper = source(2, {
	sourceKind: 'news',
	source: 'Financial Times',
	sourceTitle: 'Lavrov says "no" to talks',
	sourceUrl: 'https://ft.com/1',
	publishedOn: '2022-03-05'
});
const report = publicationItem({
	id: 7,
	slug: 'paper',
	title: 'Is Russia interested in multilateralism?',
	authors: ['Angela Romano'],
	affiliation: 'European University Institute',
	year: 2021,
	url: null,
	language: 'en',
	staleAfterMonths: 9
});
const law = source(4, {
	sourceKind: 'legal',
	source: 'EUR-Lex',
	sourceTitle: 'Council Decision (CFSP) 2022/327',
	sourceUrl: 'https://eur-lex.europa.eu/x',
	publishedOn: '2022-02-25'
});
const inRussian = source(5, {
	sourceKind: 'state_controlled',
	source: 'Известия',
	sourceTitle: 'Россия и ЕС: новые переговоры в Вене',
	sourceUrl: null,
	occurredOn: '2022-03-01',
	occurredPrecision: 'month'
});
const items = [webPage, newspaper, report, law, inRussian];
const noteOf = ({ id }: CslItem, locator?: string): Note => ({
	cites: [{ source: id, ...(locator && { locator }) }]
});

async function set(key: ShippedStyle, notes: Note[], sources: CslItem[], locale = 'en-GB') {
	const made = await formatCitations({ notes, sources }, { style: await readShippedStyle(key), locale });
	return { ...made, notes: made.notes.map(marked), bibliography: made.bibliography.map(marked) };
}

/** Words with italics between underscores. */
const marked = (content: Inline[]): string =>
	content
		.map((part) => (part.type === 'text' && part.emphasis ? `_${part.text}_` : plainText([part])))
		.join('');

describe('one source of each kind, as the guides of the styles have it', () => {
	test('Chicago, full notes (CMOS 17, 14.207 web page, 14.191 newspaper, 14.220 report)', async () => {
		const { placement, notes, bibliography } = await set(
			'chicago-notes',
			items.map((item) => noteOf(item)),
			items,
			'en-US'
		);
		expect(placement).toBe('note');
		expect(notes).toEqual([
			'Council of the European Union, “Foreign Affairs Council Conclusions,” March 4, 2022, https://www.consilium.europa.eu/x?a=1&b=2.',
			'“Lavrov Says ‘No’ to Talks,” _Financial Times_, March 5, 2022, https://ft.com/1.',
			'Angela Romano, “Is Russia Interested in Multilateralism?” (European University Institute, 2021).',
			'“Council Decision (CFSP) 2022/327” (2022), https://eur-lex.europa.eu/x.',
			'“Россия и ЕС: новые переговоры в Вене,” _Известия_, March 2022.'
		]);
		expect(bibliography[2]).toBe(
			'_Financial Times_. “Lavrov Says ‘No’ to Talks.” March 5, 2022. https://ft.com/1.'
		);
	});

	test('APA in the running text (7th edition, 10.16 web page, 10.1 newspaper, 10.4 report)', async () => {
		const { placement, notes, bibliography } = await set(
			'apa',
			items.map((item) => noteOf(item)),
			items,
			'en-US'
		);
		expect(placement).toBe('in-text');
		expect(notes).toEqual([
			'(Council of the European Union, 2022)',
			'(“Lavrov Says ‘No’ to Talks,” 2022)',
			'(Romano, 2021)',
			'(Council Decision (CFSP) 2022/327, 2022)',
			'(“Россия и ЕС: новые переговоры в Вене,” 2022)'
		]);
		expect(bibliography).toEqual([
			'Council Decision (CFSP) 2022/327 (2022). https://eur-lex.europa.eu/x',
			'Council of the European Union. (2022, March 4). _Foreign Affairs Council conclusions_. https://www.consilium.europa.eu/x?a=1&b=2',
			'Lavrov says “no” to talks. (2022, March 5). _Financial Times_. https://ft.com/1',
			'Romano, A. (2021). _Is Russia interested in multilateralism?_ European University Institute.',
			'Россия и ЕС: новые переговоры в Вене. (2022, March). _Известия_.'
		]);
	});

	test('OSCOLA (4th edition, 3.4.8 web page, 3.4.9 newspaper)', async () => {
		const { notes, bibliography } = await set(
			'oscola',
			items.map((item) => noteOf(item)),
			items
		);
		expect(notes).toEqual([
			'Council of the European Union, ‘Foreign Affairs Council Conclusions’ (4 March 2022) <https://www.consilium.europa.eu/x?a=1&b=2> accessed 9 March 2022.',
			'‘Lavrov Says “No” to Talks’ _Financial Times_ (5 March 2022) <https://ft.com/1>.',
			'Angela Romano, ‘Is Russia Interested in Multilateralism?’ (European University Institute 2021).',
			'Council Decision (CFSP) 2022/327 2022.',
			'‘Россия и ЕС: новые переговоры в Вене’ _Известия_ (March 2022).'
		]);
		expect(bibliography[2]).toBe(
			'Romano A, ‘Is Russia Interested in Multilateralism?’ (European University Institute 2021)'
		);
	});
});

describe('a source cited again', () => {
	const notes = [
		noteOf(report),
		noteOf(webPage),
		noteOf(report, '12'),
		noteOf(report, '12'),
		noteOf(report, '14')
	];

	test('is “ibid” right after itself, and points to its first note from further off, in OSCOLA', async () => {
		const made = await set('oscola', notes, [report, webPage]);
		expect(made.notes.slice(2)).toEqual(['Romano (n 1) 12.', 'ibid.', 'ibid 14.']);
	});

	test('is short in Chicago, and the name alone right after itself', async () => {
		const made = await set('chicago-notes', notes, [report, webPage]);
		expect(made.notes.slice(2)).toEqual([
			'Romano, ‘Is Russia Interested in Multilateralism?’, 12.',
			'Romano, 12.',
			'Romano, 14.'
		]);
	});
});

describe('what a source may lack or hold', () => {
	const bare: CslItem = { id: 'bare', type: 'webpage', title: 'Undated page' };

	test('neither author nor date: it is cited by its title', async () => {
		for (const key of ['chicago-notes', 'apa', 'oscola'] as const)
			expect((await set(key, [noteOf(bare)], [bare])).notes[0]).toMatch(/Undated page/i);
	});

	test('nothing at all: a note and an entry stand there in words', async () => {
		const nothing: CslItem = { id: 'nothing', type: 'webpage' };
		const made = await set('oscola', [noteOf(nothing)], [nothing]);
		expect(made.notes).toEqual(['Source without a title']);
	});

	test('markup in a title is text', async () => {
		const hostile = { ...bare, title: '<script>alert(1)</script> & <img src=x onerror="y">' };
		const [note] = (await set('apa', [], [hostile])).bibliography;
		expect(note).toContain('<script>alert(1)</script> & <img src=x');
	});

	test('a copy: the first note and the bibliography say where it is', async () => {
		const copied = { ...newspaper, archive_location: 'https://web.archive.org/web/2022/https://ft.com/1' };
		const made = await set('oscola', [noteOf(copied), noteOf(copied)], [copied]);
		expect(made.notes).toEqual([
			'‘Lavrov Says “No” to Talks’ _Financial Times_ (5 March 2022) <https://ft.com/1>. Archived at https://web.archive.org/web/2022/https://ft.com/1.',
			'ibid.'
		]);
		expect(made.bibliography[0]).toMatch(/<https:\/\/ft\.com\/1>, archived at https:\/\/web\.archive\.org/);
	});
});

test('what is not cited stands in the bibliography all the same', async () => {
	expect((await set('apa', [], [report])).bibliography).toHaveLength(1);
	expect((await set('apa', [noteOf(law)], [law, report])).bibliography).toHaveLength(2);
});

test('a note without a known source is empty and keeps its place', async () => {
	const made = await set(
		'oscola',
		[{ cites: [] }, { cites: [{ source: 'gone' }] }, noteOf(report), noteOf(report)],
		[report]
	);
	expect(made.notes.slice(0, 2)).toEqual(['', '']);
	expect(made.notes[3]).toBe('ibid.');
});

describe.each(Object.keys(shippedStyles) as ShippedStyle[])('%s', (key) => {
	test('is what citeproc gives when it is handed one note after the other', async () => {
		const notes: Note[] = Array.from({ length: 30 }, (_, at) => ({
			cites: items
				.filter((_, place) => (at * 7 + place * place) % 4 === 0)
				.map(({ id }) => ({ source: id, ...(at % 3 === 0 && { locator: String(at) }) }))
		})).filter(({ cites }) => cites.length > 0);
		const [style, locales] = [await readShippedStyle(key), await readCslLocales()];
		const engine = new CSL.Engine(
			{
				retrieveLocale: (tag) => locales.get(tag)!,
				retrieveItem: (id) => items.find((item) => item.id === id)!
			},
			style,
			'en-GB'
		);
		engine.updateUncitedItems(items.map(({ id }) => id));
		const isNote = engine.opt.xclass === 'note';
		const expected: string[] = [];
		const before: [string, number][] = [];
		for (const [index, { cites }] of notes.entries()) {
			const noteIndex = isNote ? index + 1 : 0;
			const citationItems = cites.map(({ source: id, locator }) => ({
				id,
				...(locator && { locator, label: 'page' })
			}));
			const cluster = { citationID: `c${index}`, citationItems, properties: { index, noteIndex } };
			for (const [place, html] of engine.processCitationCluster(cluster, before, [], 2)[1])
				expected[place] = textIn(html);
			before.push([cluster.citationID, noteIndex]);
		}
		const made = await formatCitations({ notes, sources: items }, { style, locale: 'en-GB' });
		expect(made.notes.map(plainText)).toEqual(expected);
		const bibliography = engine.makeBibliography();
		expect(made.bibliography.map(plainText)).toEqual(bibliography && bibliography[1].map(textIn));
	});
});

/** The words of citeproc's HTML, taken out in the bluntest way. */
const textIn = (html: string) =>
	html
		.replace(/<[^>]*>/g, '')
		.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.trim();
