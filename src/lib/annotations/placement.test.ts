import { expect, test } from 'vitest';
import { place } from './placement.ts';
import { describe, type Selectors } from './selector.ts';

const article =
	'Foreign ministers met in Vienna on Thursday. The Permanent Council adopted the unified budget after three years ' +
	'of delay, and participating States renewed the mandates of the field missions. Russia did not block consensus. ' +
	'Several delegations spoke of a cautious return to routine business in the Organization.';

/** The selectors of the only such passage of `text`. */
function remembered(text: string, passage: string): Selectors {
	const start = text.indexOf(passage);
	return describe(text, start, start + passage.length);
}

/** What a passage of `before` has become in `after`, in words. */
function found(before: string, passage: string, after: string): string {
	const placement = place(after, remembered(before, passage));
	return placement ? `${placement.quality}: ${after.slice(placement.start, placement.end)}` : 'orphaned';
}

const budget = 'The Permanent Council adopted the unified budget';

test('in an untouched text a passage stays where it is', () => {
	expect(place(article, remembered(article, budget))).toEqual({ start: 45, end: 93, quality: 'exact' });
});

test('an edit after the passage leaves it where it is', () => {
	expect(found(article, budget, article.replace('after three years', 'at last'))).toBe(`exact: ${budget}`);
});

test('a paragraph put before the passage moves it', () => {
	expect(found(article, budget, `VIENNA, 5 December.\n\n${article}`)).toBe(`moved: ${budget}`);
});

test('a passage moved to the end of the text is followed', () => {
	const after = `${article.replace(`${budget} `, '')} ${budget}.`;
	expect(found(article, budget, after)).toBe(`moved: ${budget}`);
});

test.each([
	['a typing mistake is corrected', 'unified', 'unifed', `edited: ${budget.replace('unified', 'unifed')}`],
	[
		'a word is put in',
		'the unified',
		'the long-awaited unified',
		`edited: ${budget.replace('the unified', 'the long-awaited unified')}`
	],
	['a word is taken out', 'unified ', '', 'edited: The Permanent Council adopted the budget'],
	[
		'the first word changes',
		'The Permanent',
		'OSCE’s Permanent',
		'edited: OSCE’s Permanent Council adopted the unified budget'
	],
	[
		'the last word changes',
		'unified budget',
		'unified financial plan',
		'edited: The Permanent Council adopted the unified financial plan'
	],
	['the last word grows', 'budget after', 'budgets after', `exact: ${budget}`],
	[
		'the spaces are doubled',
		'Council adopted',
		'Council  adopted',
		`edited: ${budget.replace('Council adopted', 'Council  adopted')}`
	]
])('when %s, the passage is still placed', (_, from, to, expected) => {
	expect(found(article, budget, article.replace(from, to))).toBe(expected);
});

test('edits within the passage and on both sides of it at once are survived', () => {
	const after = article
		.replace('met in Vienna on Thursday', 'gathered in Vienna last Thursday')
		.replace('adopted the unified', 'has adopted the')
		.replace('after three years of delay', 'following three years of delays');
	expect(found(article, budget, after)).toBe('edited: The Permanent Council has adopted the budget');
});

test('of two passages with the same words, the one with its own surroundings is taken', () => {
	const before = 'On Monday Russia abstained. On Friday Russia abstained. Nobody else did.';
	const second = before.lastIndexOf('Russia');
	const selectors = describe(before, second, second + 6);
	const after = `Summary: Russia abstained. ${before}`;
	expect(place(after, selectors)).toEqual({ start: 65, end: 71, quality: 'moved' });
});

test('of passages that nothing but their place tells apart, the nearest is taken', () => {
	const row = 'no change this month, no change\n';
	const table = row.repeat(9);
	const selectors = describe(table, 4 * row.length, 4 * row.length + 9);
	expect(place(table + row, selectors)).toMatchObject({ start: 4 * row.length, quality: 'exact' });
});

test('a mended passage is preferred to the same words about something else', () => {
	const before =
		'Austria will host the meeting of experts. Much later, Finland will host the meeting of ministers.';
	const after = before.replace('Austria will host the meeting', 'Austria will host this meeting');
	const selectors = describe(before, 8, 29);
	expect(before.slice(8, 29)).toBe('will host the meeting');
	expect(place(after, selectors)).toEqual({ start: 8, end: 30, quality: 'edited' });
});

test('a passage that was taken out is orphaned, though its surroundings remain', () => {
	expect(found(article, budget, article.replace(`${budget} `, ''))).toBe('orphaned');
	expect(
		found(
			article,
			'Russia did not block consensus. ',
			article.replace('Russia did not block consensus. ', '')
		)
	).toBe('orphaned');
});

test('a passage that was written anew is orphaned', () => {
	const after = article.replace(budget, 'Agreement on spending was reached by all fifty-seven governments');
	expect(found(article, budget, after)).toBe('orphaned');
});

test('a short word is not placed on the next best word of the same spelling', () => {
	const after =
		'Nothing in this new text speaks of the old one, but for Russia, which is named here in passing.';
	expect(found(article, 'Russia', after)).toBe('orphaned');
});

test('a long quote is placed by its words alone where all around it is new', () => {
	const quote = 'participating States renewed the mandates of the field missions';
	expect(found(article, quote, `As one report put it, ${quote}: a relief.`)).toBe(`moved: ${quote}`);
	const mended = quote.replace('renewed', 'renew');
	expect(found(article, quote, `As one report put it, ${mended}: a relief.`)).toBe(`edited: ${mended}`);
});

test('an empty text, and another text altogether, orphan everything', () => {
	expect(found(article, budget, '')).toBe('orphaned');
	expect(
		found(article, budget, 'Wheat prices rose in Chicago as dry weather spread over the plains. '.repeat(9))
	).toBe('orphaned');
});

test('a whole text that was a single passage follows its correction', () => {
	expect(found('Russia abstains.', 'Russia abstains.', 'Russia abstained.')).toBe(
		'edited: Russia abstained.'
	);
});

test('text from right to left is placed and mended like any other', () => {
	const before =
		'اجتمع المجلس الدائم في فيينا يوم الخميس واعتمد الميزانية الموحدة بعد ثلاث سنوات من التأخير.';
	const passage = 'واعتمد الميزانية الموحدة';
	expect(found(before, passage, `عاجل: ${before}`)).toBe(`moved: ${passage}`);
	expect(found(before, passage, before.replace('الموحدة', 'الموحّدة'))).toBe(
		'edited: واعتمد الميزانية الموحّدة'
	);
	const hebrew = 'המועצה הקבועה אישרה את התקציב המאוחד לאחר שלוש שנים';
	expect(found(hebrew, 'אישרה את התקציב', `וינה. ${hebrew}`)).toBe('moved: אישרה את התקציב');
});

test('an edited passage is never cut through a character', () => {
	const before = 'The delegates cheered 👨‍👩‍👧‍👦 and then left the hall together in silence.';
	const after = before.replace('👨‍👩‍👧‍👦', '👨‍👩‍👧');
	expect(found(before, 'cheered 👨‍👩‍👧‍👦', after)).toBe('edited: cheered 👨‍👩‍👧');
	const acute = 'Le vote fut remis a\u0300 jeudi, apre\u0300s le cafe\u0301, par le conseil re\u0301uni.';
	const grave = acute.replace('cafe\u0301', 'cafe\u0300');
	expect(found(acute, 'remis a\u0300 jeudi, apre\u0300s le cafe\u0301', grave)).toBe(
		'edited: remis a\u0300 jeudi, apre\u0300s le cafe\u0300'
	);
});

test('emoji before a passage do not shift it', () => {
	const before = `😀😀😀 ${article}`;
	expect(found(before, budget, before)).toBe(`exact: ${budget}`);
	expect(found(before, budget, `😀${before}`)).toBe(`moved: ${budget}`);
});

test('a text whose line ends were changed keeps its passages', () => {
	const windows =
		'Vienna, 5 December\r\n\r\nThe Council met.\r\nIt adopted the budget.\r\nThe session closed.\r\n';
	const unix = windows.replaceAll('\r\n', '\n');
	expect(found(windows, 'It adopted the budget.', unix)).toBe('moved: It adopted the budget.');
	expect(found(windows, 'met.\r\nIt adopted', unix)).toBe('edited: met.\nIt adopted');
	expect(found(unix, 'met.\nIt adopted', windows)).toBe('edited: met.\r\nIt adopted');
});

test('a quote without words is placed nowhere', () => {
	const { position, quote } = remembered(article, budget);
	expect(place(article, { position, quote: { ...quote, exact: '' } })).toBeNull();
});

const a = (count: number) => 'a'.repeat(count);
const nobody = { prefix: 'b'.repeat(32), suffix: 'c'.repeat(32) };

test.each([
	['all the same letter', a(20_000), a(300)],
	['all the same letter but one in the quote', a(20_000), `${a(150)}b${a(149)}`],
	['a beat that never quite comes', 'ab'.repeat(10_000), 'abb'.repeat(100)],
	['one letter that stands everywhere', a(20_000), 'a'],
	[
		'one letter with 19,999 marks',
		`e${'\u0301'.repeat(19_999)}`,
		`e${'\u0301'.repeat(150)}x${'\u0301'.repeat(148)}`
	]
])('20,000 characters and a quote of at most 300 take under 50 ms: %s', (_, text, exact) => {
	const selectors: Selectors = {
		quote: { type: 'TextQuoteSelector', exact, ...nobody },
		position: { type: 'TextPositionSelector', start: 15_000, end: 15_000 + exact.length }
	};
	const took = Array.from({ length: 5 }, () => {
		const begun = performance.now();
		place(text, selectors);
		return performance.now() - begun;
	});
	expect(Math.min(...took)).toBeLessThan(50);
});
