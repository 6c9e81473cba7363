import { Refused } from '../errors.ts';

const mark = Buffer.from('\n\\.\n');

/** Reads a backup from its start: a line, or the data up to the next line of `\.`. */
export type Sections = {
	line(): Promise<string>;
	/** The data of a table in pieces, without the mark. */
	untilMark(): AsyncGenerator<Buffer>;
};

export function readSections(file: AsyncIterable<Buffer>): Sections {
	const pieces = file[Symbol.asyncIterator]();
	let rest: Buffer = Buffer.alloc(0);
	const more = async (): Promise<void> => {
		const { value, done } = await pieces.next();
		if (done) throw new Refused('The backup is cut off.');
		rest = rest.length === 0 ? value : Buffer.concat([rest, value]);
	};
	return {
		line: async () => {
			let end = rest.indexOf(10);
			for (; end < 0; end = rest.indexOf(10)) await more();
			const text = rest.toString('utf8', 0, end);
			rest = rest.subarray(end + 1);
			return text;
		},
		untilMark: async function* () {
			// The line end before the mark belongs to the data; an empty table has none.
			while (rest.length < 3) await more();
			if (rest.subarray(0, 3).equals(mark.subarray(1))) {
				rest = rest.subarray(3);
				return;
			}
			for (;;) {
				const at = rest.indexOf(mark);
				if (at >= 0) {
					yield rest.subarray(0, at + 1);
					rest = rest.subarray(at + mark.length);
					return;
				}
				const safe = rest.length - mark.length;
				if (safe > 0) {
					yield rest.subarray(0, safe);
					rest = rest.subarray(safe);
				}
				await more();
			}
		}
	};
}
