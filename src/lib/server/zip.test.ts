import { expect, test } from 'vitest';
import { NotReadable, unzip, zip } from './zip.ts';

const limits = { entries: 10, bytes: 1_000_000 };
const files = new Map([
	['word/document.xml', '<a>Жовква</a>'.repeat(100)],
	['media/one.png', 'as it is']
]);

test('what is packed comes out again, and the same content gives the same bytes', () => {
	const packed = zip(files);
	const found = unzip(packed, limits);
	expect([...found].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([...files]);
	expect(zip(files)).toEqual(packed);
});

test('a bomb is refused before it is unpacked, whatever it says of its size', () => {
	const bomb = zip(new Map([['word/document.xml', new Uint8Array(5_000_000)]]));
	expect(bomb.length).toBeLessThan(10_000);
	expect(() => unzip(bomb, limits)).toThrow('Unpacked it is larger than allowed.');
	// The directory claims ten bytes.
	const lying = Buffer.from(bomb);
	lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
	expect(() => unzip(lying, limits)).toThrow('Unpacked it is larger than allowed.');
});

test('too many files, bytes of anything else and damage are told apart', () => {
	const many = zip(new Map(Array.from({ length: 11 }, (_, at) => [`${at}`, ''])));
	expect(() => unzip(many, limits)).toThrow('It holds more than 10 files.');
	expect(() => unzip(Buffer.from('PK, but no zip'), limits)).toThrow('It is not a zip file.');
	expect(() => unzip(new Uint8Array(), limits)).toThrow(NotReadable);
	const damaged = Buffer.from(zip(files));
	damaged[60]! ^= 0xff;
	expect(() => unzip(damaged, limits)).toThrow('It is damaged.');
	expect(() => unzip(Buffer.from(zip(files)).subarray(100), limits)).toThrow('It is damaged.');
});
