import { onShutdown } from './shutdown.ts';

/**
 * Does `work` every so many seconds until the process stops, which waits for a round under way. A round that fails is
 * logged, and the next one comes. Every copy of the application makes its own rounds: `work` must bear that.
 * @param name of the work, in the log.
 */
export function makeRounds(name: string, seconds: number, work: () => Promise<unknown>): void {
	let underWay: Promise<unknown> = Promise.resolve();
	const round = () => {
		underWay = work().catch((error: unknown) => console.error(`${name} failed; it is tried again:`, error));
	};
	const timer = setInterval(round, seconds * 1000);
	timer.unref();
	onShutdown(name, async () => {
		clearInterval(timer);
		await underWay;
	});
}
