import * as v from 'valibot';
import { expect, test } from 'vitest';
import { citeShortly, documentSchema } from './publication.ts';

const romano = { slug: 'romano-2021', title: 'Is Russia interested in multilateralism?' };

test('a slug and a title are enough for a publication', () => {
	expect(v.parse(documentSchema, romano)).toMatchObject({
		authors: [],
		language: 'en',
		year: null,
		sections: []
	});
});

test('a slug that could not stand in an address is refused', () => {
	for (const slug of ['Romano 2021', 'romano_2021', '-romano', 'romano--2021', '', 'романо'])
		expect(v.is(documentSchema, { ...romano, slug })).toBe(false);
});

test('two sections of the same id are refused', () => {
	const sections = [
		{ id: '1', title: 'One' },
		{ id: '1', title: 'Another' }
	];
	expect(v.is(documentSchema, { ...romano, sections })).toBe(false);
});

test('only the web is taken for an address', () => {
	expect(v.is(documentSchema, { ...romano, url: 'javascript:alert(1)' })).toBe(false);
	expect(v.is(documentSchema, { ...romano, url: 'https://example.org/paper.pdf' })).toBe(true);
});

test('a publication is cited by its authors’ last names and its year', () => {
	const cite = (authors: string[], year: number | null) => citeShortly({ title: 'Untitled', authors, year });
	expect(cite(['Angela Romano'], 2021)).toBe('Romano (2021)');
	expect(cite(['Ann Bell', 'Cai Dee'], 1999)).toBe('Bell and Dee (1999)');
	expect(cite(['Ann Bell', 'Cai Dee', 'Eva Fox'], null)).toBe('Bell and others');
	expect(cite([], 2020)).toBe('Untitled (2020)');
});
