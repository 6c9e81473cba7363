import { expect, test } from 'vitest';
import { digestOf, letterOf, type Told } from './letter.ts';

const origin = 'https://stocktake.example.org';
const told: Told = {
	id: 7,
	reason: 'mention',
	who: 'Ana Weiss',
	title: 'Summit ends',
	href: '/developments/5?view=discussion#comment-12',
	createdAt: new Date('2026-03-04T14:05:00Z')
};

test('a letter says who did what, leads there, and says how to be left in peace', () => {
	expect(letterOf(told, origin)).toEqual({
		subject: 'Ana Weiss mentioned you: Summit ends',
		text:
			'Ana Weiss mentioned you: Summit ends\n' +
			'https://stocktake.example.org/developments/5?view=discussion#comment-12\n\n' +
			'-- \nEach notification is mailed to you. Change that or switch it off: https://stocktake.example.org/settings#mailing\n'
	});
});

test('a long title is shortened in the subject alone', () => {
	const { subject, text } = letterOf({ ...told, title: 'x'.repeat(500) }, origin);
	expect(subject).toHaveLength(150);
	expect(subject.endsWith('…')).toBe(true);
	expect(text).toContain('x'.repeat(500));
});

test('a digest tells each with its time; of one it takes the subject', () => {
	const { subject, text } = digestOf([told, { ...told, id: 8, reason: 'returned', who: null }], origin);
	expect(subject).toBe('2 notifications in Stocktake');
	expect(text).toContain('Ana Weiss mentioned you: Summit ends\n4 March 2026 at 14:05 UTC\nhttps://');
	expect(text).toContain('Back in the pool: Summit ends');
	expect(digestOf([told], origin).subject).toBe('Ana Weiss mentioned you: Summit ends');
});
