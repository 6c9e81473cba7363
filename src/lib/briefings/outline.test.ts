import { describe, expect, test } from 'vitest';
import { exampleEvidence } from './briefing-examples.ts';
import { pickRows, titleOf } from './outline.ts';

describe('a block is called', () => {
	const known = [{ id: 1, code: 'C1', title: 'Talk' }];
	const named = (kind: 'text' | 'heading' | 'gaps' | 'recommendation', text = '', id: number | null = null) =>
		titleOf({ kind, text, recommendationId: id }, known);

	test('by what it is about', () => {
		expect(named('recommendation', '', 1)).toBe('C1 Talk');
		expect(named('recommendation', '', 2)).toBe('A recommendation that is gone');
		expect(named('gaps')).toBe('Gaps');
		expect(named('heading', 'Contacts')).toBe('Contacts');
	});

	test('by its first words', () => {
		expect(named('text', '# Our *view*\n\nMore')).toBe('Our view');
		expect(named('text', `${'long '.repeat(30)}`)).toMatch(/^long .* …$/);
		expect(named('text', '- a *list*\n- more')).toBe('a list');
		expect(named('text', '***')).toBe('Text');
		expect(named('text')).toBe('Text, still empty');
	});
});

test('evidence to pick from: what is shown, what comes next, what was dropped', () => {
	const candidates = [1, 2, 3, 4].map((id) =>
		exampleEvidence(id, { occurredOn: `2022-01-0${id}`, effect: 2, elsewhere: id === 1 ? [-1] : [] })
	);
	const { rows, left } = pickRows(candidates, { pinned: [1], dropped: [4], most: 2 });
	expect(rows.map(({ developmentId, state }) => [developmentId, state])).toEqual([
		[1, 'pinned'],
		[3, 'shown'],
		[2, 'more'],
		[4, 'dropped']
	]);
	expect(rows[0]?.discrimination).toBe(3);
	expect(left).toBe(0);
});
