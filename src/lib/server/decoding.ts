import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { FetchRefused } from './outside-address.ts';

/** What we tell servers that we can read. */
export const readableEncodings = 'gzip, deflate, br, zstd';

/** A pack inside a pack is no way to send a page. */
const mostLayers = 2;

type Bytes = AsyncIterable<Uint8Array>;

/**
 * Reads a body to its end and undoes its Content-Encoding. The limit holds for the bytes that come and for those of each
 * layer, as it unfolds: a bomb is cut off at the limit.
 * @throws FetchRefused `too_large`, or `encoding` where the body is not what it says.
 */
export async function readBody(
	body: Readable,
	contentEncoding: string | undefined,
	maxBytes: number
): Promise<Uint8Array> {
	const layers = (contentEncoding ?? '')
		.toLowerCase()
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name && name !== 'identity')
		.reverse();
	if (layers.length > mostLayers)
		throw new FetchRefused('encoding', `The server packed its answer ${layers.length} times over.`);
	let bytes: Bytes = counted(body, maxBytes);
	for (const name of layers) bytes = counted(unfolded(name, bytes), maxBytes);
	const chunks: Uint8Array[] = [];
	for await (const chunk of bytes) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function* counted(bytes: Bytes, maxBytes: number) {
	let count = 0;
	for await (const chunk of bytes) {
		count += chunk.length;
		if (count > maxBytes) throw tooLarge(maxBytes);
		yield chunk;
	}
}

async function* unfolded(name: string, packed: Bytes) {
	const iterator = packed[Symbol.asyncIterator]();
	const first = await iterator.next();
	if (first.done) return;
	const source = Readable.from(startingWith(first.value, iterator), { objectMode: false });
	// Whichever end fails or is left, the other is closed; the decoder passes the error on to its reader.
	const decoder = pipeline(source, decoderOf(name, first.value), (error) => void error);
	try {
		for await (const chunk of decoder as Bytes) yield chunk;
	} catch (error) {
		if (!/^(Z_|ERR__?ERROR_|ERR_BROTLI|ZSTD_|ERR_PADDING)/.test((error as NodeJS.ErrnoException).code ?? ''))
			throw error;
		throw new FetchRefused(
			'encoding',
			`The server says that its answer is packed as ${name}, but it is not.`
		);
	}
}

async function* startingWith(first: Uint8Array, rest: AsyncIterator<Uint8Array>) {
	try {
		yield first;
		for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
	} finally {
		await rest.return?.();
	}
}

/** What ends too early is read as far as it goes. */
const lenient = { finishFlush: zlib.constants.Z_SYNC_FLUSH };
const lenientBrotli = { finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH };
/** RFC 9659: the window of a browser, 8 MB, so that no server makes us set more memory aside. */
const smallZstd = {
	finishFlush: zlib.constants.ZSTD_e_flush,
	params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 }
};

function decoderOf(name: string, first: Uint8Array): Transform {
	switch (name) {
		case 'gzip':
		case 'x-gzip':
			return zlib.createGunzip(lenient);
		case 'deflate':
			// Some servers leave out the header of zlib.
			return ((first[0] ?? 0) & 15) === 8 ? zlib.createInflate(lenient) : zlib.createInflateRaw(lenient);
		case 'br':
			return zlib.createBrotliDecompress(lenientBrotli);
		case 'zstd':
			return zlib.createZstdDecompress(smallZstd);
		default:
			throw new FetchRefused(
				'encoding',
				`The server packed its answer as “${name}”, which is not known here.`
			);
	}
}

export const tooLarge = (maxBytes: number) =>
	new FetchRefused(
		'too_large',
		`It is larger than ${Math.round(maxBytes / 1_000_000) || 1} MB, the most that is read.`
	);
