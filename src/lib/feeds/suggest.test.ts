import { describe, expect, test } from 'vitest';
import { sharedPhrases, wordsOf } from './phrase.ts';
import { chooseNearest, reasonOf, type Near } from './suggest.ts';

const text =
	'Ministers revive the Normandy format; the Minsk accords, the Council of Europe and Normandy again';
const lexemesOf = new Map(
	Object.entries({
		Ministers: ['minist'],
		revive: ['reviv'],
		Normandy: ['normandi'],
		format: ['format'],
		Minsk: ['minsk'],
		accords: ['accord'],
		Council: ['council'],
		Europe: ['europ']
	}).map(([written, lexemes]) => [written, lexemes] as const)
);
const weighed = (weights: Record<string, number>) =>
	Object.entries(weights).map(([lexeme, weight]) => ({ lexeme, weight }));

describe('words in common', () => {
	test('neighbours are one phrase, as they are written, the most telling first', () => {
		const shared = sharedPhrases(text, lexemesOf, weighed({ minsk: 0.2, normandi: 0.2, format: 0.05 }));
		expect(shared).toEqual(['Normandy format', 'Minsk']);
	});

	test('an “of” between two of them does not part them', () => {
		expect(sharedPhrases(text, lexemesOf, weighed({ council: 0.1, europ: 0.1 }))).toEqual([
			'Council of Europe'
		]);
	});

	test('a name after a common word begins another phrase', () => {
		const lexemes = new Map([...lexemesOf, ['talks', ['talk']] as const]);
		expect(sharedPhrases('talks Minsk', lexemes, weighed({ talk: 0.1, minsk: 0.2 }))).toEqual([
			'Minsk',
			'talks'
		]);
	});

	test('no word is named twice', () => {
		expect(sharedPhrases(text, lexemesOf, weighed({ normandi: 0.2 }))).toEqual(['Normandy']);
	});

	test('what adds next to nothing is not named', () => {
		expect(sharedPhrases(text, lexemesOf, weighed({ minsk: 0.2, minist: 0.01 }))).toEqual(['Minsk']);
	});

	test('of no text there are none', () => {
		expect(sharedPhrases('', lexemesOf, weighed({ minsk: 0.2 }))).toEqual([]);
	});

	test('a word is what is between spaces and signs, whatever its script', () => {
		expect(wordsOf('L’Élysée: re-elected, “Встреча” 2+4 (2+4) U.S.')).toEqual([
			'L’Élysée',
			're-elected',
			'Встреча',
			'2',
			'4',
			'U.S'
		]);
	});
});

describe('the recommendations that are suggested', () => {
	const near = (code: string, nearness: number, changes: Partial<Near> = {}): Near => ({
		publication: 'paper',
		publicationTitle: 'Paper',
		code,
		title: `Title ${code}`,
		developments: 7,
		nearness,
		lexemes: weighed({ minsk: nearness / 2, normandi: nearness / 2, format: 0.01 }),
		...changes
	});
	const chosen = (found: Near[]) => chooseNearest(found, text, lexemesOf);

	test('the nearest come first, with how likely they are in a word', () => {
		const found = chosen([near('B', 0.12), near('A', 0.31)]);
		expect(found.map(({ code, likelihood }) => [code, likelihood])).toEqual([
			['A', 'likely'],
			['B', 'possible']
		]);
	});

	test('what is not near enough is not suggested', () => {
		expect(chosen([near('A', 0.09)])).toEqual([]);
	});

	test('one word in common is not enough, however rare', () => {
		expect(chosen([near('A', 0.3, { lexemes: weighed({ minsk: 0.3 }) })])).toEqual([]);
	});

	test('at most three of a publication and six together', () => {
		const of = (publication: string) =>
			['A', 'B', 'C', 'D'].map((code, at) => near(code, 0.4 - at * 0.01, { publication }));
		const found = chosen([...of('one'), ...of('two'), ...of('three')]);
		expect(found).toHaveLength(6);
		expect(found.filter(({ publication }) => publication === 'one').map(({ code }) => code)).toEqual([
			'A',
			'B'
		]);
		expect(chosen(of('one')).map(({ code }) => code)).toEqual(['A', 'B', 'C']);
	});

	test('the reason stands in words', () => {
		expect(chosen([near('C4', 0.3)]).map(reasonOf)).toEqual([
			'shares Normandy format, Minsk with C4; 7 earlier developments coded there'
		]);
		expect(chosen([near('C4', 0.3, { developments: 1 })]).map(reasonOf)[0]).toMatch(
			/; one earlier development coded there$/
		);
		expect(chosen([near('C4', 0.3, { developments: 0 })]).map(reasonOf)[0]).toMatch(
			/; nothing coded there so far$/
		);
	});
});
