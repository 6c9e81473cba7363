import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Threads, type ThreadLimits } from './threads.ts';

let folder = '';
const program = async () => ({ address: pathToFileURL(join(folder, 'program.mjs')).href });
const threads = (limits: Partial<ThreadLimits> = {}) =>
	new Threads<Record<string, unknown>, unknown>(program, {
		seconds: 30,
		megabytes: 64,
		atOnce: 1,
		...limits
	});

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'threads-'));
	const serveTasks = JSON.stringify(new URL('./serve-tasks.ts', import.meta.url).href);
	await writeFile(
		join(folder, 'program.mjs'),
		`import { threadId } from 'node:worker_threads';
		import { serveTasks } from ${serveTasks};
		let asked = 0;
		serveTasks(async function* ({ count, loops, grows, throws, tells }) {
			if (throws) throw new TypeError(throws);
			if (loops) for (;;);
			if (grows) for (const kept = []; ; ) kept.push(Array(1000).fill(Math.random()));
			if (tells) yield { threadId, secret: process.env.SECRET, asked: ++asked };
			for (let at = 1; at <= count; at++) yield at;
		});`
	);
});
afterAll(() => rm(folder, { recursive: true }));

const listed = async (values: AsyncIterable<unknown>) => {
	const list = [];
	for await (const value of values) list.push(value);
	return list;
};

test('a task gives its values one by one, and the next task goes to the same thread', async () => {
	const ours = threads();
	expect(await listed(ours.all({ count: 3 }))).toEqual([1, 2, 3]);
	expect(await listed(ours.all({ count: 0 }))).toEqual([]);
	const [first, second] = [await ours.one({ tells: true }), await ours.one({ tells: true })];
	expect(second).toEqual({ ...(first as object), asked: 2 });
});

test('what goes on for ever ends with its thread, in words, and the next task is done', async () => {
	const ours = threads({ seconds: 0.5 });
	await expect(ours.one({ loops: true })).rejects.toMatchObject({
		of: 'time',
		message: 'It takes longer than 0.5 seconds.'
	});
	await expect(threads().one({ tells: true })).resolves.toMatchObject({ asked: 1 });
});

test('what grows without end ends with its thread, in words, and the process goes on', async () => {
	const ours = threads({ megabytes: 32 });
	await expect(ours.one({ grows: true })).rejects.toMatchObject({
		of: 'memory',
		message: 'It takes more than 32 MB of memory.'
	});
	await expect(ours.one({ tells: true })).resolves.toMatchObject({ asked: 1 });
});

test('a mistake in a thread is thrown here, and the thread stays', async () => {
	const ours = threads();
	await ours.one({ tells: true });
	await expect(ours.one({ throws: 'no such thing' })).rejects.toThrow('no such thing');
	await expect(ours.one({ tells: true })).resolves.toMatchObject({ asked: 2 });
});

test('a thread that is left in the middle is ended', async () => {
	const ours = threads();
	for await (const value of ours.all({ count: 1_000_000 })) {
		expect(value).toBe(1);
		break;
	}
	await expect(ours.one({ tells: true })).resolves.toMatchObject({ asked: 1 });
});

test('no more work at once than they may; the others wait their turn', async () => {
	const two = threads({ atOnce: 2 });
	const all = await Promise.all(Array.from({ length: 5 }, () => two.one({ tells: true })));
	expect(new Set(all.map((told) => (told as { threadId: number }).threadId)).size).toBeLessThanOrEqual(2);
});

test('threads know none of our settings', async () => {
	process.env.SECRET = 'do not tell';
	await expect(threads().one({ tells: true })).resolves.toMatchObject({ secret: undefined });
	delete process.env.SECRET;
});
