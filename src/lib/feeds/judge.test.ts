import { describe, expect, test } from 'vitest';
import { faultOfRegex, judge, marksOf, type JudgedItem } from './judge.ts';
import type { Rule } from './rule.ts';

const rule = (part: Partial<Rule>): Rule => ({
	id: 1,
	feedId: null,
	effect: 'exclude',
	test: 'words',
	field: 'anywhere',
	pattern: 'football',
	...part
});
const item = (part: Partial<JudgedItem>): JudgedItem => ({
	feedId: 7,
	title: 'OSCE ministers meet in Skopje',
	summary: 'The Ministerial Council opened on 30 November.',
	author: 'Press office',
	language: 'en',
	...part
});
const marked = (part: Partial<Rule>, of: Partial<JudgedItem>) => {
	const it = item(of);
	return marksOf(rule(part), it)?.map(({ part: where, from, to }) => it[where].slice(from, to));
};

describe('a verdict', () => {
	test('without rules everything comes in', () => {
		expect(judge([], item({}))).toEqual({ verdict: 'in' });
	});

	test('what a rule that keeps out matches stays out, by that rule', () => {
		const rules = [rule({ id: 3, pattern: 'football' }), rule({ id: 4, pattern: 'skopje' })];
		expect(judge(rules, item({}))).toEqual({ verdict: 'out', ruleId: 4 });
		expect(judge(rules, item({ title: 'Ministers meet in Vilnius' }))).toEqual({ verdict: 'in' });
	});

	test('where rules that let in apply, one of them has to match', () => {
		const rules = [
			rule({ id: 3, effect: 'include', pattern: 'nato' }),
			rule({ id: 4, effect: 'include', pattern: 'osce' })
		];
		expect(judge(rules, item({}))).toEqual({ verdict: 'in' });
		expect(judge(rules, item({ title: 'UN' }))).toEqual({ verdict: 'out', ruleId: 3 });
	});

	test('keeping out comes before letting in', () => {
		const rules = [rule({ id: 3, effect: 'include', pattern: 'osce' }), rule({ id: 4, pattern: 'skopje' })];
		expect(judge(rules, item({}))).toEqual({ verdict: 'out', ruleId: 4 });
	});

	test('a rule of one feed says nothing about another', () => {
		const rules = [
			rule({ id: 3, feedId: 8, pattern: 'skopje' }),
			rule({ id: 4, feedId: 8, effect: 'include', pattern: 'nothing' })
		];
		expect(judge(rules, item({}))).toEqual({ verdict: 'in' });
		expect(judge(rules, item({ feedId: 8 }))).toEqual({ verdict: 'out', ruleId: 3 });
	});
});

describe('words', () => {
	test('are all looked for, in any order and in any part', () => {
		expect(marked({ pattern: 'council ministers' }, {})).toEqual(['Council', 'ministers']);
		expect(marked({ pattern: 'council football' }, {})).toBeUndefined();
		expect(marked({ pattern: 'press, november' }, {})).toEqual(['Press', 'November']);
	});

	test.each([
		['coup', 'A group met', undefined],
		['coup', 'A COUP in', ['COUP']],
		['eu', 'The EU-Russia summit', ['EU']],
		['eu', 'neutral museum', undefined],
		['sanction*', 'New sanctions, old Sanctioning', ['sanctions'.slice(0, 8), 'Sanction']],
		['россия', 'РОССИЯ и ОБСЕ', ['РОССИЯ']],
		['росс', 'Россия и ОБСЕ', undefined],
		['росси*', 'О России', ['Росси']],
		['еще', 'Ещё раз', ['Ещё']],
		['обсе', 'на заседании ОБСЕ.', ['ОБСЕ']],
		['україна', '«Україна» каже', ['Україна']],
		['creme', 'Crème brûlée', ['Crème']],
		['creme', 'Cre\u0300me', ['Cre\u0300me']],
		['rzad', 'Rząd mówi', ['Rząd']],
		['lodz', 'w Łódź', ['Łódź']],
		['strasse', 'Die Straße', ['Straße']],
		['ευρωπη', 'Ευρώπη σήμερα', ['Ευρώπη']],
		['俄罗斯', '欧盟对俄罗斯的制裁', ['俄罗斯']],
		['روسيا', 'إدانة رُوسيا', ['رُوسيا']],
		["d'etat", 'coup d’État', ['d’État']]
	])('%s in “%s”', (pattern, title, found) => {
		expect(marked({ pattern, field: 'title' }, { title })).toEqual(found);
	});
});

describe('a phrase', () => {
	test.each([
		['council of europe', 'The Council  of\nEurope met', ['Council  of\nEurope']],
		['council of europe', 'Council on Europe', undefined],
		['совет европы', 'Совет Европы исключил', ['Совет Европы']],
		['cease-fire', 'A cease–fire holds', ['cease–fire']],
		['new sanction*', 'New sanctions', ['New sanction']]
	])('%s in “%s”', (pattern, title, found) => {
		expect(marked({ test: 'phrase', pattern, field: 'title' }, { title })).toEqual(found);
	});

	test('does not reach from the title into the text', () => {
		const of = { title: 'Council of', summary: 'Europe' };
		expect(marked({ test: 'phrase', pattern: 'council of europe' }, of)).toBeUndefined();
	});
});

describe('a regular expression', () => {
	test.each([
		['os[cs]e', 'The OSCE met', ['OSCE']],
		['^the', 'The the', ['The']],
		['(?-i)osce', 'The OSCE met', undefined],
		['росси[яи]', 'О РОССИИ и России', ['РОССИИ', 'России']],
		['\\d{4}', 'In 2022 and 2023', ['2022', '2023']]
	])('%s in “%s”', (pattern, title, found) => {
		expect(marked({ test: 'regex', pattern, field: 'title' }, { title })).toEqual(found);
	});

	test.each([
		['(', /no regular expression of RE2: missing closing \): `\(`/],
		['a(?=b)', /no regular expression of RE2: invalid or unsupported/],
		['(a)\\1', /no regular expression of RE2: invalid escape/],
		['(a{0,100}){0,10}b', /too large/],
		['(a{1,1000}){1,1000}', /too large/],
		['x*', /matches everything/]
	])('%s is refused', (pattern, words) => expect(faultOfRegex(pattern)).toMatch(words));

	test('one that would be slow elsewhere ends', () => {
		const title = `${'a'.repeat(3_999)}!`;
		for (const pattern of ['(a+)+$', '(a|a)*b', '(.*a){20}x']) {
			expect(faultOfRegex(pattern)).toBeUndefined();
			expect(marked({ test: 'regex', pattern, field: 'title' }, { title }), pattern).toBeUndefined();
		}
	});
});

describe('languages', () => {
	const french = rule({ test: 'language', pattern: 'fr, de' });
	test.each([
		['fr', 'out'],
		['de-AT', 'out'],
		['FR-be', 'out'],
		['frr', 'in'],
		['en', 'in'],
		[null, 'in']
	])('keeping out French and German, an item in %s is %s', (language, verdict) => {
		expect(judge([french], item({ language })).verdict).toBe(verdict);
	});

	test('letting in French and German alone does not lose what nobody knows the language of', () => {
		const only: Rule = { ...french, effect: 'include' };
		expect(judge([only], item({ language: 'fr' })).verdict).toBe('in');
		expect(judge([only], item({ language: 'en' })).verdict).toBe('out');
		expect(judge([only], item({ language: null })).verdict).toBe('in');
	});
});

test('a rule looks only where it is told to', () => {
	const of = { title: 'On sport', summary: 'On music', author: 'On Stage' };
	expect(marked({ pattern: 'music', field: 'title' }, of)).toBeUndefined();
	expect(marked({ pattern: 'music', field: 'text' }, of)).toEqual(['music']);
	expect(marked({ pattern: 'stage', field: 'author' }, of)).toEqual(['Stage']);
	expect(marked({ pattern: 'on' }, of)).toEqual(['On', 'On', 'On']);
});
