import { promisify } from 'node:util';
import { crc32, deflateRawSync, inflateRaw, inflateRawSync } from 'node:zlib';

/** The bytes are no zip file, or one that is not read: damaged, encrypted, larger than allowed. Says which. */
export class NotReadable extends Error {}

export type Limits = {
	/** Entries, whether they are wanted or not. */
	entries: number;
	/** Bytes of all that is unpacked. */
	bytes: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

type Entry = {
	name: string;
	flags: number;
	method: number;
	sum: number;
	packed: number;
	/** As the directory says. */
	unpacked: number;
	at: number;
};

/**
 * What is in a zip, by name. Nothing is unpacked beyond the limits, whatever the file says of its own sizes.
 * @param isWanted which of its files, by name
 */
export function unzip(
	bytes: Uint8Array,
	limits: Limits,
	isWanted: (name: string) => boolean = () => true
): Map<string, Uint8Array> {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const entries = directoryOf(data, limits);
	const found = new Map<string, Uint8Array>();
	let left = limits.bytes;
	for (const entry of entries) {
		if (entry.name.endsWith('/') || !isWanted(entry.name)) continue;
		if (found.has(entry.name)) throw new NotReadable(`It holds ${entry.name} twice.`);
		const content = contentOf(data, entry, left);
		left -= content.length;
		found.set(entry.name, content);
	}
	return found;
}

/**
 * Looks whether all of a zip can be unpacked within the limits, away from the main thread, and whether its directory
 * says the truth about sizes: then others may unpack it by that.
 * @throws NotReadable
 */
export async function tryUnzipping(bytes: Uint8Array, limits: Limits): Promise<void> {
	const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let left = limits.bytes;
	for (const { flags, method, packed, unpacked: size, at } of directoryOf(data, limits)) {
		const piece = packedOf(data, { flags, packed, at });
		if (size > left) throw tooLarge();
		if (method !== DEFLATED && method !== STORED) throw unknownMethod();
		const length = method === STORED ? piece.length : await inflatedLength(piece, size);
		if (length !== size) throw new NotReadable('It is damaged.');
		left -= length;
	}
}

async function inflatedLength(packed: Buffer, most: number): Promise<number> {
	try {
		const options = { maxOutputLength: Math.max(1, most) };
		return (await promisify<Buffer, typeof options, Buffer>(inflateRaw)(packed, options)).length;
	} catch (error) {
		throw new NotReadable('It is damaged.', { cause: error });
	}
}

function directoryOf(data: Buffer, limits: Limits): Entry[] {
	const end = data.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
	if (end < 0 || end + 22 > data.length || data.readUInt32LE(end) !== END)
		throw new NotReadable('It is not a zip file.');
	const count = data.readUInt16LE(end + 10);
	if (count > limits.entries) throw new NotReadable(`It holds more than ${limits.entries} files.`);
	const entries: Entry[] = [];
	let at = data.readUInt32LE(end + 16);
	for (let index = 0; index < count; index++) {
		if (at + 46 > end || data.readUInt32LE(at) !== CENTRAL) throw new NotReadable('It is damaged.');
		const nameLength = data.readUInt16LE(at + 28);
		entries.push({
			name: data.toString('utf8', at + 46, at + 46 + nameLength),
			flags: data.readUInt16LE(at + 8),
			method: data.readUInt16LE(at + 10),
			sum: data.readUInt32LE(at + 16),
			packed: data.readUInt32LE(at + 20),
			unpacked: data.readUInt32LE(at + 24),
			at: data.readUInt32LE(at + 42)
		});
		at += 46 + nameLength + data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
	}
	return entries;
}

function contentOf(data: Buffer, entry: Entry, left: number): Uint8Array {
	const content = unpacked(packedOf(data, entry), entry.method, left);
	if (content.length > left) throw tooLarge();
	if (crc32(content) !== entry.sum) throw new NotReadable('It is damaged.');
	return content;
}

function packedOf(data: Buffer, { flags, packed, at }: Pick<Entry, 'flags' | 'packed' | 'at'>): Buffer {
	if (flags & 1) throw new NotReadable('It is protected with a password.');
	if (at + 30 > data.length || data.readUInt32LE(at) !== LOCAL) throw new NotReadable('It is damaged.');
	const from = at + 30 + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28);
	return data.subarray(from, from + packed);
}

const unknownMethod = () => new NotReadable('It is packed in a way that is not read.');
const tooLarge = () => new NotReadable('Unpacked it is larger than allowed.');

function unpacked(packed: Buffer, method: number, left: number): Uint8Array {
	if (method === STORED) return packed;
	if (method !== DEFLATED) throw unknownMethod();
	try {
		return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) });
	} catch (error) {
		if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
		throw new NotReadable('It is damaged.', { cause: error });
	}
}

/** Written as the first moment that a zip can tell, so that the same content gives the same bytes. */
const firstOfJanuary1980 = 0x0021;

/** A zip of these files, in this order. Pictures are stored, all else is deflated. */
export function zip(files: ReadonlyMap<string, Uint8Array | string>): Uint8Array {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let at = 0;
	for (const [name, file] of files) {
		const content = Buffer.from(file as Uint8Array);
		const isStored = /\.(?:png|jpe?g)$/i.test(name);
		const packed = isStored ? content : deflateRawSync(content);
		const label = Buffer.from(name);
		const header = Buffer.alloc(26);
		header.writeUInt16LE(20, 0);
		// Names are UTF-8.
		header.writeUInt16LE(0x0800, 2);
		header.writeUInt16LE(isStored ? STORED : DEFLATED, 4);
		header.writeUInt16LE(firstOfJanuary1980, 8);
		header.writeUInt32LE(crc32(content), 10);
		header.writeUInt32LE(packed.length, 14);
		header.writeUInt32LE(content.length, 18);
		header.writeUInt16LE(label.length, 22);
		const place = Buffer.alloc(14);
		place.writeUInt32LE(at, 10);
		parts.push(sign(LOCAL), header, label, packed);
		directory.push(sign(CENTRAL), Buffer.from([20, 0]), header, place, label);
		at += 4 + header.length + label.length + packed.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(files.size, 4);
	end.writeUInt16LE(files.size, 6);
	end.writeUInt32LE(
		directory.reduce((sum, { length }) => sum + length, 0),
		8
	);
	end.writeUInt32LE(at, 12);
	return Buffer.concat([...parts, ...directory, sign(END), end]);
}

function sign(signature: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(signature);
	return bytes;
}
