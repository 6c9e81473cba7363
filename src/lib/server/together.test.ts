import { describe, expect, test } from 'vitest';
import { together } from './together.ts';

/** A reading that ends when it is told to. */
function slowReading() {
	const begun: { end: (value: string) => void; fail: (error: Error) => void }[] = [];
	const read = () => new Promise<string>((resolve, reject) => begun.push({ end: resolve, fail: reject }));
	return { begun, read };
}

/** Lets everything go on that waits for nothing but its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('those who ask the same', () => {
	test('while it is being read are answered by one more reading, begun after they asked', async () => {
		const { begun, read } = slowReading();
		const first = together('a', read);
		const others = [together('a', read), together('a', read)];
		expect(begun).toHaveLength(1);
		begun[0]!.end('old');
		await turn();
		expect(begun).toHaveLength(2);
		begun[1]!.end('new');
		expect(await Promise.all([first, ...others])).toEqual(['old', 'new', 'new']);
	});

	test('one after the other are each answered by a reading of their own', async () => {
		const { begun, read } = slowReading();
		for (const answer of ['one', 'two']) {
			const asked = together('b', read);
			begun.at(-1)!.end(answer);
			expect(await asked).toBe(answer);
			await turn();
		}
		expect(begun).toHaveLength(2);
	});

	test('hear of what went wrong, and the next try is a new one', async () => {
		const { begun, read } = slowReading();
		const first = together('c', read);
		const second = together('c', read);
		begun[0]!.fail(new Error('The line broke.'));
		await expect(first).rejects.toThrow('The line broke.');
		await turn();
		begun[1]!.end('well');
		expect(await second).toBe('well');
	});

	test('for somebody else do not share', () => {
		const { begun, read } = slowReading();
		void together('d:1', read);
		void together('d:2', read);
		expect(begun).toHaveLength(2);
	});
});
