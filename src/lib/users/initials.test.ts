import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test.each([
	['Ana Analyst', 'AA'],
	['ben', 'B'],
	['Maria de la Cruz', 'MC'],
	['Жанна Петровна Иванова', 'ЖИ'],
	['(Eva) O’Neil', 'EO'],
	['李小龍', '李'],
	['—', '']
])('%s is known by %s', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});
