import { expect, test } from 'vitest';
import { addressed } from './mentioned.ts';

const people = [
	{ id: 3, name: 'Anna Kovács', isActive: true },
	{ id: 4, name: 'Anna-Maria Ortiz', isActive: true },
	{ id: 7, name: 'Boris', isActive: true },
	{ id: 8, name: 'Boris', isActive: true },
	{ id: 9, name: 'Greta Lund', isActive: false },
	{ id: 10, name: 'Old Ortiz', isActive: false }
];

test('people are kept by id, each once', () => {
	expect(addressed('@[Anna Kovács] and @kovács: ask @ortiz', people)).toEqual({
		body: '@{3} and @{3}: ask @{4}',
		ids: [3, 4],
		unknown: []
	});
});

test('a bare name that nobody has stays as it is, and is told', () => {
	expect(addressed('via @osce, again @osce', people)).toEqual({
		body: 'via @osce, again @osce',
		ids: [],
		unknown: ['osce']
	});
});

test.each([
	['@[Jon Doe]', 'Nobody here is called “Jon Doe”.'],
	['@greta', 'Greta Lund has no open account here'],
	['@[Greta Lund]', 'Greta Lund has no open account here'],
	['@{9}', 'Greta Lund has no open account here'],
	['@{99}', 'Nobody here has the number 99'],
	['@anna', 'write @[Anna Kovács] or @[Anna-Maria Ortiz].'],
	['@Boris', 'write @{7} or @{8}.']
])('%s is refused beside the field: %s', (body, message) => {
	expect(() => addressed(body, people)).toThrow(message);
	expect(() => addressed(body, people)).toThrow(expect.objectContaining({ field: 'body' }));
});

test('two people of one name are told apart by number', () => {
	expect(addressed('@{8}', people)).toEqual({ body: '@{8}', ids: [8], unknown: [] });
});

test('who was mentioned before stays mentioned, though deactivated or of a name that others share', () => {
	expect(addressed('@[Greta Lund], @[Boris]: yes', people, [9, 8])).toMatchObject({ ids: [9, 8] });
	expect(addressed('@{9}', people, [9])).toMatchObject({ ids: [9] });
});

test('mentions may not make a comment longer than is kept', () => {
	expect(() => addressed('@kovács '.repeat(1000), people)).not.toThrow();
	const many = [{ id: 123_456_789_012, name: 'A', isActive: true }];
	expect(() => addressed('@a '.repeat(3333), many)).toThrow('too many mentions');
});
