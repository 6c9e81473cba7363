import { describe, expect, test } from 'vitest';
import { BrokenCsv, csvLine, guessDelimiter, readCell, readRows, safeCell, type CsvRow } from './csv.ts';

async function* pieces(text: string, size: number) {
	for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function parse(text: string, size = text.length || 1): Promise<CsvRow[]> {
	return (await Array.fromAsync(readRows(pieces(text, size)))).flat();
}

describe('reading CSV', () => {
	const tricky = 'a,b,c\r\n1,"x ""y"", z\r\nw",\r\n\r\n"",two,"3"\n,,\rlast,"q\n\nr",5" pipe';

	test('cells may hold quotes, delimiters and line ends; rows know the line on which they begin', async () => {
		expect(await parse(tricky)).toEqual([
			{ line: 1, cells: ['a', 'b', 'c'] },
			{ line: 2, cells: ['1', 'x "y", z\r\nw', ''] },
			{ line: 5, cells: ['', 'two', '3'] },
			{ line: 7, cells: ['last', 'q\n\nr', '5" pipe'] }
		]);
	});

	test('it does not matter where the text is cut into pieces', async () => {
		const whole = await parse(tricky);
		for (let size = 1; size < tricky.length; size++) expect(await parse(tricky, size)).toEqual(whole);
	});

	test('comma, semicolon and tab are told apart by the header', () => {
		expect(guessDelimiter('id,"a;b;c;d",title\n')).toBe(',');
		expect(guessDelimiter('id;title;x,y\n')).toBe(';');
		expect(guessDelimiter('id\ttitle\n1,2,3')).toBe('\t');
	});

	test('a quote without an end and text after a closing quote are faults with their line', async () => {
		await expect(parse('a,b\n1,2\n3,"4\n5,6\n')).rejects.toMatchObject({ line: 3 });
		await expect(parse('a,b\n1,"2"x\n')).rejects.toMatchObject({ line: 2 });
		await expect(parse('a,b\n1,"2"x\n')).rejects.toBeInstanceOf(BrokenCsv);
	});

	test('a quote that swallows the file is found before memory is full', async () => {
		await expect(parse(`a,b\n1,"${'x'.repeat(2_000_000)}`, 65_536)).rejects.toThrow('million characters');
	});
});

describe('writing CSV for spreadsheets', () => {
	test('what a spreadsheet would compute gets an apostrophe; numbers and words stay', () => {
		for (const formula of ['=1+1', '+cmd', '-2+3', '@sum', '\tx', '\rx', '-1; rm'])
			expect(safeCell(formula)).toBe(`'${formula}`);
		for (const plain of ['-1', '+2', '−2', '3.5', '1975-08-01', 'a=b', '’twas', ''])
			expect(safeCell(plain)).toBe(plain);
	});

	test('reading takes off what writing put on, and no more', () => {
		for (const text of ['=1', "'=1", "''=1", '-1', "'-1", "'quoted'", '@', 'x', '', "'"])
			expect(readCell(safeCell(text))).toBe(text);
	});

	test('cells are quoted where RFC 4180 asks for it', async () => {
		const cells = ['a,b', 'say "x"', 'two\nlines', '', 'plain;list', '=f("x")'];
		expect(csvLine(cells)).toBe(`"a,b","say ""x""","two\nlines",,plain;list,"'=f(""x"")"\n`);
		const [row] = await parse(csvLine(cells));
		expect(row!.cells.map(readCell)).toEqual(cells);
	});
});
