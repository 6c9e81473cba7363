import { expect, test } from 'vitest';
import * as v from 'valibot';
import { commentEditSchema, replySchema, threadSchema } from './comment.ts';

const thread = { subject: 'development', subjectId: 7, body: 'Is this the same meeting?' };
const says = (body: unknown) => {
	const result = v.safeParse(threadSchema, { ...thread, body });
	return result.success ? 'good' : result.issues[0].message;
};

test('a comment has between 1 and 10,000 characters', () => {
	expect(says('x')).toBe('good');
	expect(says('x'.repeat(10_000))).toBe('good');
	expect(says('x'.repeat(10_001))).toBe('Too long: at most 10000 characters.');
	expect(says('x'.repeat(100_000))).toBe('Too long: at most 10000 characters.');
	expect(says(' \n\t ')).toBe('Write a comment.');
	expect(says(undefined)).toBe('Write a comment.');
});

test('markdown is kept as typed, but for line ends, stray controls and the white space around it', () => {
	expect(v.parse(threadSchema, { ...thread, body: '\r\n# A\r\n\r\n- <b>b</b>\u0000\n' }).body).toBe(
		'# A\n\n- <b>b</b>'
	);
});

test.each(['development', 'coding', 'assessment', 'recommendation'])(
	'a thread may be about a %s',
	(subject) => {
		expect(v.safeParse(threadSchema, { ...thread, subject }).success).toBe(true);
	}
);

test.each([{ subject: 'publication' }, { subjectId: 0 }, { subjectId: '7' }, { subjectId: 1.5 }])(
	'a thread about %j is refused',
	(about) => {
		expect(v.safeParse(threadSchema, { ...thread, ...about }).success).toBe(false);
	}
);

test('a reply names its thread, and an edit the version that was open', () => {
	expect(v.safeParse(replySchema, { threadId: 4, body: 'Yes.' }).success).toBe(true);
	expect(v.safeParse(replySchema, { body: 'Yes.' }).success).toBe(false);
	expect(v.safeParse(commentEditSchema, { version: 2, body: 'No.' }).success).toBe(true);
	expect(v.safeParse(commentEditSchema, { version: 0, body: 'No.' }).success).toBe(false);
});
