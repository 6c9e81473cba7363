import type { Mapping } from './mapping.ts';
import type { Reading } from './reading.ts';

/** A file that is read as a stream, twice: once to find its encoding and once for its rows. */
export type InputFile = {
	/** As faults name it. */
	name: string;
	/** In bytes. */
	size: number;
	open(): AsyncIterable<Uint8Array>;
	/** What was found out about it and which column stands for which field; else its header says so in our own names. */
	plan?: { reading: Reading; mapping: Mapping } | undefined;
};

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1251'] as const;
export type Encoding = (typeof encodings)[number];

/** What a file is written in, or the line on which it stops to make sense. */
export type FoundEncoding =
	{ encoding: Encoding; faultLine?: undefined } | { encoding?: undefined; faultLine: number };

/**
 * A byte-order mark decides, or the zeros of UTF-16 that has none. Without them it is UTF-8 where every byte of the file agrees, and else Windows-1251 or
 * Windows-1252, which older spreadsheets write, by whether the letters beyond ASCII make words or stand alone; but a
 * file that is mostly UTF-8 is broken rather than either, and is a fault.
 */
export async function findEncoding(file: InputFile): Promise<FoundEncoding> {
	const start = await firstBytes(file, 400);
	if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le' };
	if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be' };
	const wide = wideOf(start);
	if (wide && (await isAll(file, wide))) return { encoding: wide };
	if (await isAll(file, 'utf-8')) return { encoding: 'utf-8' };
	const { sequences, strays, firstStrayLine, hasSurrogate, together, letters } = await countUtf8(file);
	const claimsUtf8 = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
	if (claimsUtf8 || hasSurrogate || (sequences > 0 && sequences >= strays))
		return { faultLine: firstStrayLine };
	return { encoding: letters >= 4 && together > letters / 2 ? 'windows-1251' : 'windows-1252' };
}

/** The text of a file without its byte-order mark. @throws TypeError where UTF-16 breaks off or holds half a character. */
export async function* decode(
	file: InputFile,
	encoding: Encoding,
	onBytes?: (done: number) => void
): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding, { fatal: !encoding.startsWith('windows') });
	let done = 0;
	for await (const chunk of file.open()) {
		done += chunk.length;
		yield decoder.decode(chunk, { stream: true });
		onBytes?.(done);
	}
	yield decoder.decode();
}

/** The beginning of a file, as long as it goes. */
export async function firstBytes(file: InputFile, most: number): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	let length = 0;
	for await (const chunk of file.open()) {
		pieces.push(chunk);
		length += chunk.length;
		if (length >= most) break;
	}
	return Buffer.concat(pieces).subarray(0, most);
}

/** UTF-16 without a mark shows itself by the zeros beside its line ends, or beside a third of its letters. */
function wideOf(start: Uint8Array): Encoding | undefined {
	const pairs = Math.floor(start.length / 2);
	const zeros = { even: 0, odd: 0 };
	const lineEnds = { all: 0, little: 0, big: 0 };
	for (let at = 0; at < pairs * 2; at++) {
		if (start[at] === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++;
		if (start[at] !== 0x0a) continue;
		lineEnds.all++;
		if (at % 2 === 0 && start[at + 1] === 0) lineEnds.little++;
		if (at % 2 === 1 && start[at - 1] === 0) lineEnds.big++;
	}
	const isWide = (own: number, other: number, ends: number) =>
		own > 1 && other === 0 && (lineEnds.all > 0 ? ends * 2 > lineEnds.all : own * 3 > pairs);
	if (isWide(zeros.odd, zeros.even, lineEnds.little)) return 'utf-16le';
	return isWide(zeros.even, zeros.odd, lineEnds.big) ? 'utf-16be' : undefined;
}

async function isAll(file: InputFile, encoding: Encoding): Promise<boolean> {
	const decoder = new TextDecoder(encoding, { fatal: true });
	try {
		for await (const chunk of file.open()) decoder.decode(chunk, { stream: true });
		decoder.decode();
		return true;
	} catch (error) {
		if (error instanceof TypeError) return false;
		throw error;
	}
}

type Counts = {
	/** Characters beyond ASCII that are whole UTF-8, and bytes that are none. */
	sequences: number;
	strays: number;
	firstStrayLine: number;
	hasSurrogate: boolean;
	/** Bytes that are letters in one-byte encodings, and how many of them follow another: words in Cyrillic. */
	letters: number;
	together: number;
};

async function countUtf8(file: InputFile): Promise<Counts> {
	let [sequences, strays, firstStrayLine, line, expected] = [0, 0, 1, 1, 0];
	let [letters, together, previous] = [0, 0, 0];
	let lead = 0;
	let hasSurrogate = false;
	const stray = () => {
		if (strays === 0) firstStrayLine = line;
		strays++;
		expected = 0;
	};
	for await (const chunk of file.open()) {
		for (const byte of chunk) {
			if (byte >= 0xc0) {
				letters++;
				if (previous >= 0xc0) together++;
			}
			previous = byte;
			if (expected > 0) {
				// ED A0 and on would be half a character, which only a broken program writes.
				const isHalf = lead === 0xed && byte >= 0xa0 && byte <= 0xbf;
				hasSurrogate ||= isHalf;
				if (byte >> 6 === 0b10 && !isHalf) {
					lead = 0;
					expected--;
					if (expected === 0) sequences++;
					continue;
				}
				stray();
			}
			if (byte === 0x0a) line++;
			else if (byte >= 0xc2 && byte <= 0xf4) {
				lead = byte;
				expected = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
			} else if (byte >= 0x80) stray();
		}
	}
	// Cut off within a character.
	if (expected > 0) stray();
	return { sequences, strays, firstStrayLine, hasSurrogate, letters, together };
}
