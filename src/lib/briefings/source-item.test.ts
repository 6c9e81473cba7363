import { describe, expect, test } from 'vitest';
import { exampleEvidence } from './briefing-examples.ts';
import type { CslItem } from './document.ts';
import type { CitedInput } from './inputs.ts';
import { developmentItem } from './source-item.ts';

const item = (changes: Partial<CitedInput>) => developmentItem(exampleEvidence(1, changes));

describe('a text whose authors somebody named', () => {
	const author = [{ family: 'Foy', given: 'Henry' }, { literal: 'SIPRI' }];
	test.each<[string, Partial<CitedInput>, Partial<CslItem>]>([
		['stands in its newspaper', { sourceKind: 'news', source: 'FT' }, { author, 'container-title': 'FT' }],
		[
			'stands on the site of a body',
			{ sourceKind: 'official', source: 'EU' },
			{ author, 'container-title': 'EU' }
		],
		[
			'is brought out by an institute',
			{ sourceKind: 'research', source: 'RUSI' },
			{ author, publisher: 'RUSI' }
		],
		['is a law of theirs', { sourceKind: 'legal', source: 'EUR-Lex' }, { author }]
	])('%s', (_, changes, expected) => {
		const {
			author: by,
			publisher,
			'container-title': container
		} = item({
			sourceAuthor: 'Foy, Henry; SIPRI',
			...changes
		});
		expect({ author: by, publisher, 'container-title': container }).toEqual({
			publisher: undefined,
			'container-title': undefined,
			...expected
		});
	});

	test('is not said to be by a body twice', () => {
		const named = item({ sourceKind: 'official', source: 'OSCE', sourceAuthor: 'osce' });
		expect(named).toEqual(item({ sourceKind: 'official', source: 'OSCE' }));
		expect(named.author).toEqual([{ literal: 'OSCE' }]);
	});
});

test('the language that somebody named counts; without one, what the letters of the title tell', () => {
	expect(item({ sourceTitle: 'La paix revient', sourceLanguage: 'fr' }).language).toBe('fr');
	expect(item({ sourceTitle: 'Новости', sourceLanguage: 'uk' }).language).toBe('uk');
	expect(item({ sourceTitle: 'Новости', sourceLanguage: null }).language).toBe('und-Cyrl');
	expect(item({ sourceTitle: 'News' })).not.toHaveProperty('language');
});

test('a copy says where it is kept', () => {
	const archivedUrl = 'https://web.archive.org/web/2022/https://iz.ru/1';
	expect(item({ archivedUrl })).toMatchObject({ archive_location: archivedUrl });
});

test('inputs that were kept before anybody named authors make what they made', () => {
	const { archivedUrl: _, ...before } = exampleEvidence(1, {});
	expect(developmentItem({ ...before, archivedUrl: null })).toEqual(
		item({ sourceAuthor: '', sourceLanguage: null })
	);
});
