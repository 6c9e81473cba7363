import { expect, test } from 'vitest';
import { decode, findEncoding, type InputFile } from './encoding.ts';

/** A file that comes in pieces of `size` bytes. */
function file(bytes: Uint8Array, size = bytes.length || 1): InputFile {
	const open = async function* () {
		for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
	};
	return { name: 'x.csv', size: bytes.length, open };
}
const utf8 = (text: string) => Buffer.from(text, 'utf8');

test('UTF-8 is known with and without its mark, wherever it is cut', async () => {
	for (const size of [1, 2, 5, 100]) {
		const given = file(utf8('\uFEFFid\nЖенева, جنيف, 🌍\n'), size);
		expect(await findEncoding(given)).toEqual({ encoding: 'utf-8' });
		expect((await Array.fromAsync(decode(given, 'utf-8'))).join('')).toBe('id\nЖенева, جنيف, 🌍\n');
	}
});

test('UTF-16 is known by its mark', async () => {
	const little = file(Buffer.from('\uFEFFЖ', 'utf16le'));
	expect(await findEncoding(little)).toEqual({ encoding: 'utf-16le' });
	const big = file(Buffer.from('\uFEFFЖ', 'utf16le').swap16());
	expect(await findEncoding(big)).toEqual({ encoding: 'utf-16be' });
	expect((await Array.fromAsync(decode(big, 'utf-16be'))).join('')).toBe('Ж');
});

test('what is not UTF-8 at all is Windows-1252', async () => {
	const given = file(Buffer.from([...utf8('caf'), 0xe9, 0x20, 0x93, ...utf8('x'), 0x94, 0x80]));
	expect(await findEncoding(given)).toEqual({ encoding: 'windows-1252' });
	expect((await Array.fromAsync(decode(given, 'windows-1252'))).join('')).toBe('café “x”€');
});

test('UTF-8 with a few wrong bytes, or with half a character, is broken on the line where that stands', async () => {
	const broken = Buffer.concat([utf8('é\né\n'), Buffer.from([0xff]), utf8('\né')]);
	expect(await findEncoding(file(broken))).toEqual({ faultLine: 3 });
	const half = Buffer.concat([utf8('id\nplain\n'), Buffer.from([0xed, 0xa0, 0x80]), utf8('\n')]);
	expect(await findEncoding(file(half))).toEqual({ faultLine: 3 });
	const marked = Buffer.concat([utf8('\uFEFFid\n'), Buffer.from([0xe9])]);
	expect(await findEncoding(file(marked))).toMatchObject({ faultLine: expect.any(Number) });
});

test('half a character in UTF-16 does not come through', async () => {
	const given = file(Buffer.from('\uFEFFa\ud800b', 'utf16le'));
	await expect(Array.fromAsync(decode(given, 'utf-16le'))).rejects.toThrow(TypeError);
});

test('UTF-16 is known without its mark too, however its first bytes come in; a stray zero makes none', async () => {
	for (const text of ['id,title\n1,Council\n', 'код;название\r\n1;Совет Безопасности\r\n', 'id,title'])
		for (const size of [1, 3, 100]) {
			const bytes = Buffer.from(text, 'utf16le');
			expect(await findEncoding(file(bytes, size))).toEqual({ encoding: 'utf-16le' });
			expect(await findEncoding(file(Buffer.from(bytes).swap16(), size))).toEqual({ encoding: 'utf-16be' });
			expect(await findEncoding(file(Buffer.from(`\uFEFF${text}`, 'utf16le'), size))).toEqual({
				encoding: 'utf-16le'
			});
		}
	for (const text of ['a,b\n1\0,2\n', 'a,b\n1\0\0,2\n3,4\n', 'a\0'])
		expect(await findEncoding(file(utf8(text)))).toEqual({ encoding: 'utf-8' });
});

test('UTF-8 that is cut off within a letter is broken on its last line', async () => {
	const cut = Buffer.concat([utf8('id\nGenève\nZ'), Buffer.from([0xc3])]);
	expect(await findEncoding(file(cut))).toEqual({ faultLine: 3 });
});
