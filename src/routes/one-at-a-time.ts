/** The rest between two runs, in milliseconds. */
const rest = { least: 100, most: 300 };

/**
 * Runs `work` when it is asked for, once at a time: what is asked while it runs is answered by one more run. Asking
 * waits a moment, since several things are often asked at once.
 */
export function oneAtATime(work: () => Promise<void>, settle = 20): { ask(): void; stop(): void } {
	let isAsked = false;
	let isDue = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const after = (milliseconds: number) => {
		isDue = true;
		timer = setTimeout(() => void run(), milliseconds);
	};
	async function run() {
		isDue = isAsked;
		if (!isDue) return;
		isAsked = false;
		const begun = performance.now();
		try {
			await work();
		} finally {
			// A server that has much to do is asked less often.
			after(Math.min(Math.max(rest.least, performance.now() - begun), rest.most));
		}
	}
	return {
		ask() {
			isAsked = true;
			if (!isDue) after(settle);
		},
		stop() {
			isAsked = false;
			clearTimeout(timer);
		}
	};
}
