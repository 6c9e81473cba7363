import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { describe, withoutSecrets } from './log.ts';

test('a database address is logged without its password', () => {
	const text = 'no answer from postgres://me:hunter2@db.example.org:5432/stocktake';
	expect(withoutSecrets(text)).toBe('no answer from postgres://me:***@db.example.org:5432/stocktake');
});

test('a failed statement is described with its cause but without its parameters', () => {
	const cause = new Error('duplicate key value');
	const error = new DrizzleQueryError(
		'insert into users values ($1)',
		['ada@example.org\nsecond line'],
		cause
	);
	const text = describe(error);
	expect(text).toContain('insert into users');
	expect(text).toContain('caused by Error: duplicate key value');
	expect(text).toContain(' at ');
	expect(text).not.toContain('ada@example.org');
	expect(text).not.toContain('second line');
});
