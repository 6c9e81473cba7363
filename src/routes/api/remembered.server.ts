/** An answer as it goes out, with the name of the data that it was made from. */
export type Made = { bytes: Uint8Array<ArrayBuffer>; headers: Readonly<Record<string, string>> };
type Remembered = { of: string; made: Promise<Made>; size: number };

/** All answers together, in bytes: some two hundred pages of developments. */
const room = 8 * 1024 * 1024;

/**
 * Answers by address, those asked for least lately forgotten first. Each holds as long as the data have the name that
 * they had: nothing is ever served that a committed write has changed.
 */
const answers = new Map<string, Remembered>();
let taken = 0;

/** The answer made from these data if there is one, else what `make` makes. Those who ask meanwhile wait for the same. */
export function remembered(address: string, of: string, make: () => Promise<Made>): Promise<Made> {
	const known = answers.get(address);
	if (known) forget(address, known);
	const answer = known?.of === of ? known : begin(address, of, make);
	answers.set(address, answer);
	taken += answer.size;
	return answer.made;
}

function begin(address: string, of: string, make: () => Promise<Made>): Remembered {
	const answer: Remembered = { of, made: make(), size: 0 };
	void settle(address, answer);
	return answer;
}

async function settle(address: string, answer: Remembered): Promise<void> {
	const [result] = await Promise.allSettled([answer.made]);
	if (answers.get(address) !== answer) return;
	// Whoever asked hears what went wrong; the next one tries again.
	if (result.status === 'rejected') return forget(address, answer);
	answer.size = result.value.bytes.byteLength + 2 * address.length;
	taken += answer.size;
	for (const [oldest, one] of answers) {
		if (taken <= room) return;
		forget(oldest, one);
	}
}

function forget(address: string, answer: Remembered): void {
	answers.delete(address);
	taken -= answer.size;
}
