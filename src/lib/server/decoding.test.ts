import { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { readBody } from './decoding.ts';

const read = (body: string | Buffer, encoding?: string, maxBytes = 1_000_000) =>
	readBody(Readable.from([Buffer.from(body as Buffer)]), encoding, maxBytes);
const words = 'Совет Европы, council of Europe. '.repeat(500);

test.each([
	['gzip', zlib.gzipSync(words)],
	['x-gzip', zlib.gzipSync(words)],
	['GZIP', zlib.gzipSync(words)],
	['deflate', zlib.deflateSync(words)],
	['deflate', zlib.deflateRawSync(words)],
	['br', zlib.brotliCompressSync(words)],
	['zstd', zlib.zstdCompressSync(words)],
	['identity', Buffer.from(words)],
	['br, gzip', zlib.gzipSync(zlib.brotliCompressSync(words))]
])('a body packed by %s is unpacked', async (encoding, body) => {
	expect(Buffer.from(await read(body, encoding)).toString()).toBe(words);
});

test('one that ends too early is read as far as it goes', async () => {
	const cut = (body: Buffer) => body.subarray(0, -12);
	for (const [encoding, body] of [
		['gzip', cut(zlib.gzipSync(words))],
		['br', cut(zlib.brotliCompressSync(words))]
	] as const)
		expect(Buffer.from(await read(body, encoding)).toString(), encoding).toMatch(/^Совет/);
});

test.each([undefined, 'gzip', 'br', 'zstd', 'deflate'])('an empty one is empty (%s)', async (encoding) => {
	expect(await read('', encoding)).toHaveLength(0);
});

const large = Buffer.alloc(50_000_000);
test.each([
	['gzip', zlib.gzipSync(large)],
	['deflate', zlib.deflateSync(large)],
	['br', zlib.brotliCompressSync(large, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1 } })],
	['zstd', zlib.zstdCompressSync(large)],
	['gzip, gzip', zlib.gzipSync(zlib.gzipSync(large))]
])('a bomb of %s is cut off as it unfolds', async (encoding, body) => {
	await expect(read(body, encoding)).rejects.toMatchObject({ code: 'too_large' });
});

test('the limit is the last byte that is read', async () => {
	expect(await read('12345', undefined, 5)).toHaveLength(5);
	await expect(read('123456', undefined, 5)).rejects.toMatchObject({ code: 'too_large' });
});

test.each([
	['gzip, gzip, gzip', 'x', /packed its answer 3 times/],
	['compress', 'x', /packed its answer as “compress”/],
	['gzip', 'not gzip at all', /packed as gzip, but it is not/],
	['deflate', 'not deflate', /packed as deflate, but it is not/],
	['br', '\xff\xff\xff\xff not brotli', /packed as br, but it is not/],
	['zstd', 'not zstd', /packed as zstd, but it is not/]
])('a body packed as %s that cannot be read is refused', async (encoding, body, message) => {
	const asked = read(Buffer.from(body, 'latin1'), encoding);
	await expect(asked).rejects.toMatchObject({ code: 'encoding', message: expect.stringMatching(message) });
});
