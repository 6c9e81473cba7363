import { expect, test } from 'vitest';
import { authorNames, authorText } from './author.ts';
import { namesInByline } from './byline.ts';

const inField = (byline: string, isPerson?: boolean) => authorText(namesInByline(byline, isPerson), 500);

test.each([
	['Ann Author', 'Author, Ann'],
	['By Ann Author', 'Author, Ann'],
	['Ann Author; Ben Writer', 'Author, Ann; Writer, Ben'],
	['Ann Author, Ben Writer and Cléo Third', 'Author, Ann; Writer, Ben; Third, Cléo'],
	['Ann Author & Ben Writer', 'Author, Ann; Writer, Ben'],
	['Author, Ann', 'Author, Ann'],
	['Author, A. B.', 'Author, A. B.'],
	['Jan van der Meer', 'van der Meer, Jan'],
	['Ursula von der Leyen', 'von der Leyen, Ursula'],
	['Иван Петров', 'Петров, Иван'],
	['Автор: Иван Петров', 'Петров, Иван'],
	['Jean-Pierre O’Brien', 'O’Brien, Jean-Pierre'],
	['Martin Luther King Jr.', 'King, Martin Luther, Jr.']
])('%j names people, as %j', (byline, field) => expect(inField(byline)).toBe(field));

test.each([
	'European Commission',
	'Service de presse',
	'Human Rights Watch',
	'Associated Press',
	'Reuters',
	'OSCE Secretariat',
	'Daily Sabah with AFP',
	'RFE/RL',
	'admin',
	'press@osce.org',
	'Пресс-служба МИД России',
	'Редакция'
])('%j is the name of a body and stays as it stands', (byline) => {
	expect(namesInByline(byline)).toEqual([{ literal: byline }]);
	expect(authorNames(inField(byline))).toEqual([{ literal: byline }]);
});

test('a body with a comma in its name stays one', () => {
	expect(inField('Ministry of Foreign Affairs, Moscow')).toBe('{Ministry of Foreign Affairs, Moscow}');
	expect(inField('{Ministry of Foreign Affairs, Moscow}')).toBe('{Ministry of Foreign Affairs, Moscow}');
});

test('what a page says is a person or a body is believed', () => {
	expect(inField('Ann Press', true)).toBe('Press, Ann');
	expect(inField('Madonna', true)).toBe('Madonna');
	expect(inField('Ann Author', false)).toBe('Ann Author');
	expect(inField('', true)).toBe('');
});
