import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { assessmentSchema, levelLabel, missingSupport } from './assessment.ts';

describe('what evidence carries which level', () => {
	test.each([
		[0, [], true],
		[1, ['statement'], true],
		[1, [], true],
		[2, ['statement', 'statement'], false],
		[2, ['statement', 'reversal'], false],
		[2, ['proposal'], true],
		[3, ['proposal', 'formal_step'], false],
		[3, ['decision'], true],
		[3, ['statement', 'in_operation'], true],
		[3, [], false]
	] as const)('level %i on %j: %s', (level, kinds, carried) => {
		expect(missingSupport(level, kinds) === undefined).toBe(carried);
	});
});

test('not assessed is a level of its own in words, never 0', () => {
	expect(levelLabel(null)).toBe('Not assessed');
	expect(levelLabel(0)).toBe('Not initiated');
});

test('an assessment says its day, level, trajectory, confidence and why', () => {
	const result = v.safeParse(assessmentSchema, { level: 4, assessedOn: '2022-02-30', rationale: ' ' });
	expect(Object.keys(v.flatten<typeof assessmentSchema>(result.issues!).nested!).sort()).toEqual([
		'assessedOn',
		'confidence',
		'level',
		'rationale',
		'trajectory'
	]);
});
