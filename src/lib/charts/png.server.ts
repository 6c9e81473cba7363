import { promisify } from 'node:util';
import { crc32, deflate } from 'node:zlib';

const packed = promisify(deflate);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Dots per inch to dots per metre, as PNG counts them. */
const perMetre = (dotsPerInch: number) => Math.round(dotsPerInch / 0.0254);

type Pixels = { width: number; height: number; dotsPerInch: number };

/**
 * Opaque pixels (red, green, blue, alpha in each four bytes) as a PNG of three channels (https://www.w3.org/TR/png):
 * without an alpha channel a PDF takes it as it is, and flat colours need no filter.
 */
export async function encodePng(rgba: Uint8Array, { width, height, dotsPerInch }: Pixels): Promise<Buffer> {
	const rows = Buffer.alloc(height * (width * 3 + 1));
	let to = 0;
	for (let y = 0, from = 0; y < height; y++) {
		rows[to++] = 0;
		for (let x = 0; x < width; x++, from += 4) {
			rows[to++] = rgba[from]!;
			rows[to++] = rgba[from + 1]!;
			rows[to++] = rgba[from + 2]!;
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits, true colour.
	header.set([8, 2], 8);
	const density = Buffer.alloc(9);
	density.writeUInt32BE(perMetre(dotsPerInch), 0);
	density.writeUInt32BE(perMetre(dotsPerInch), 4);
	density[8] = 1;
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('pHYs', density),
		chunk('IDAT', await packed(rows, { level: 4 })),
		chunk('IEND', Buffer.alloc(0))
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
