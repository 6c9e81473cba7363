import { describe } from '#lib/server/log.ts';

/** npm passes Ctrl-C on although the terminal gave it to us as well: what comes this soon is the same key press. */
const samePress = 700;

/**
 * Stops cleanly at the first signal or at a bug that nothing caught, and at once at a second signal.
 * @param stop closes everything, in order.
 * @param force lets go without waiting.
 */
export function stopOnSignal(stop: () => Promise<void>, force: () => void): void {
	let stoppingSince: number | undefined;
	const begin = (exitCode: number) => {
		stoppingSince = Date.now();
		stop().then(
			() => process.exit(exitCode),
			(error) => {
				console.error(describe(error));
				force();
				process.exit(1);
			}
		);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (stoppingSince === undefined) {
				console.log('\nStopping. Press Ctrl-C again to stop without waiting.');
				return begin(0);
			}
			if (Date.now() - stoppingSince < samePress) return;
			force();
			process.exit(1);
		});
	}
	process.on('uncaughtException', (error) => {
		console.error(describe(error));
		if (stoppingSince === undefined) begin(1);
	});
}

/** Runs one step of starting and says how long it took, when it took long enough to notice. */
export async function timed<T>(label: string, step: Promise<T>): Promise<T> {
	const begun = Date.now();
	const notice = setTimeout(() => console.log(`  ${label} ...`), 1000);
	try {
		return await step;
	} finally {
		clearTimeout(notice);
		const seconds = (Date.now() - begun) / 1000;
		if (seconds >= 0.5) console.log(`  ${label}: ${seconds.toFixed(1)} s`);
	}
}
