import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { blocksOf, shippedTemplates, structureOf, structureSchema } from './template.ts';

describe('a template', () => {
	test('keeps the structure of a briefing, and nothing of its publication', () => {
		const structure = structureOf(
			[
				{
					kind: 'text',
					choices: { made: { kind: 'gaps', recommendationId: null, choices: {} } },
					text: 'Of C1.'
				},
				{ kind: 'position', choices: { charts: false, only: [1, 2] }, text: '' },
				{ kind: 'heading', choices: { level: 2 }, text: 'Contacts' },
				{ kind: 'recommendation', choices: { most: 3, pinned: [7], dropped: [8] }, text: '' },
				{ kind: 'recommendation', choices: { most: 9 }, text: '' },
				{ kind: 'bibliography', choices: {}, text: '' }
			],
			false
		);
		expect(structure.map(({ kind }) => kind)).toEqual([
			'text',
			'position',
			'heading',
			'recommendation',
			'bibliography'
		]);
		expect(structure[0]).toEqual({ kind: 'text', choices: {}, text: '' });
		expect(structure[1]?.choices).toEqual({ charts: false });
		expect(structure[2]).toEqual({ kind: 'heading', choices: { level: 2 }, text: 'Contacts' });
		expect(structure[3]?.choices).toMatchObject({ most: 3 });
		expect(Object.keys(structure[3]!.choices)).not.toContain('pinned');
	});

	test('makes a block of each recommendation, and overviews of the chosen ones', () => {
		const structure = [
			{ kind: 'gaps' as const, choices: {}, text: '' },
			{ kind: 'recommendation' as const, choices: { most: 2 }, text: '' }
		];
		expect(blocksOf(structure, [5, 6], [5, 6])).toEqual([
			{ kind: 'gaps', choices: { only: [5, 6] }, text: '', recommendationId: null },
			{ kind: 'recommendation', choices: { most: 2 }, text: '', recommendationId: 5 },
			{ kind: 'recommendation', choices: { most: 2 }, text: '', recommendationId: 6 }
		]);
		expect(blocksOf(structure, [], [])).toEqual([
			{ kind: 'gaps', choices: {}, text: '', recommendationId: null }
		]);
	});

	test.each(shippedTemplates.map(({ name, structure }) => [name, structure] as const))(
		'“%s” that comes with the product can be read',
		(_, structure) => {
			expect(v.parse(structureSchema, structure)).toEqual(structure);
		}
	);
});
