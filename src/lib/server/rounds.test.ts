import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeRounds } from './rounds.ts';
import { runShutdownSteps } from './shutdown.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work is done every so many seconds until the process stops, which waits for what is under way', async () => {
	let begun = 0;
	let finish = () => {};
	makeRounds('counting', 60, () => {
		begun++;
		return new Promise<void>((resolve) => (finish = resolve));
	});
	await vi.advanceTimersByTimeAsync(120_000);
	expect(begun).toBe(2);
	let isStopped = false;
	const stopped = runShutdownSteps().then(() => (isStopped = true));
	await vi.advanceTimersByTimeAsync(300_000);
	expect([begun, isStopped]).toEqual([2, false]);
	finish();
	await stopped;
	expect(isStopped).toBe(true);
});

test('a round that fails is told in the log, and the next one comes', async () => {
	const log = vi.spyOn(console, 'error').mockReturnValue();
	let begun = 0;
	makeRounds('failing', 60, async () => {
		begun++;
		throw new Error('No.');
	});
	await vi.advanceTimersByTimeAsync(120_000);
	expect(begun).toBe(2);
	expect(log).toHaveBeenCalledTimes(2);
	await runShutdownSteps();
	log.mockRestore();
});
