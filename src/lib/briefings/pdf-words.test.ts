import { expect, test } from 'vitest';
import { pdfInlines, pdfText } from './pdf-words.server.ts';

/** As it is seen: letters from right to left are turned round by their face. */
const texts = (runs: { text: string }[]) => runs.map(({ text }) => text);

test('letters that the faces of the house lack are set in the stand-in', () => {
	expect(pdfText('Жовква, Αθήνα, საქართველო 2022')).toEqual([
		{ text: 'Жовква, Αθήνα, ' },
		{ text: 'საქართველო ', font: 'StandIn' },
		{ text: '2022' }
	]);
});

test('figures and foreign words keep their direction within words from right to left', () => {
	expect(texts(pdfText('قرار رقم 2022 وكلمة OSCE.'))).toEqual(['.', 'OSCE', ' وكلمة ', '2022', 'قرار رقم ']);
	expect(texts(pdfText('قرار, Le Monde & Co, وكلمة'))).toEqual([', وكلمة', 'Le Monde & Co', 'قرار, ']);
});

test('brackets turn round with the words that they hold', () => {
	expect(texts(pdfText('the «بيان (مشترك)» of'))).toEqual(['the «', 'بيان )مشترك(', '» of']);
});

test('a paragraph from right to left is put in order line by line, its links whole', () => {
	const address = 'https://example.org/?a=1&b=2';
	const runs = pdfInlines([
		{ type: 'text', text: 'بيان مشترك, ' },
		{ type: 'link', href: address, content: [{ type: 'text', text: address }] },
		{ type: 'text', text: '.' },
		{ type: 'note', note: 4 }
	]);
	expect(texts(runs)).toEqual(['5', '.', address, 'بيان مشترك, ']);
	expect(runs[2]).toMatchObject({ link: address, noWrap: true });
	expect(texts(pdfText('كلمة '.repeat(40).trim())).filter((text) => text === '\n')).toHaveLength(2);
});
