import type { ImportProgress } from '#lib/exchange/import.server.ts';

const width = 30;
/** Between two paintings, in milliseconds. */
const pause = 100;

/** Shows on standard error how far an import is: as a bar in a terminal, else as a line now and then. */
export function progressBar(): { show(progress: ImportProgress): void; clear(): void } {
	const { isTTY } = process.stderr;
	let painted = 0;
	let toldTenths = 0;
	const paint = (text: string) => void process.stderr.write(`\r\x1b[K${text}`);
	return {
		show: (progress) => {
			if (progress.step !== 'reading') {
				const text = progress.step === 'checking' ? 'Checking what was read ...' : 'Writing ...';
				return isTTY ? paint(text) : void process.stderr.write(`${text}\n`);
			}
			const share = progress.total === 0 ? 1 : progress.done / progress.total;
			if (isTTY) {
				const now = performance.now();
				if (share < 1 && now - painted < pause) return;
				painted = now;
				return paint(`Reading ${'#'.repeat(share * width).padEnd(width, '.')} ${Math.floor(share * 100)}%`);
			}
			const tenths = Math.floor(share * 10);
			// Small files are read before anybody could wonder.
			if (progress.total > 5_000_000 && tenths > toldTenths)
				process.stderr.write(`Reading: ${tenths * 10}%\n`);
			toldTenths = tenths;
		},
		clear: () => {
			if (isTTY) paint('');
		}
	};
}
