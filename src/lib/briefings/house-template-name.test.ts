import { expect, test } from 'vitest';
import { nameOfFile } from './house-template.ts';

test('a template without a name is called as its file', () => {
	expect(nameOfFile('Ministry note.docx')).toBe('Ministry note');
	expect(nameOfFile('Записка.DOCX')).toBe('Записка');
	expect(nameOfFile('.docx')).toBe('Template');
	expect(nameOfFile('a'.repeat(300))).toHaveLength(200);
});
