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

	test('of several delimiters it is the one by which the rows have as many cells as the header', () => {
		expect(guessDelimiter('Title, short;Date\nTalks;2024-01-01\nVote;2024-01-02\n')).toBe(';');
		expect(guessDelimiter('date, local\ttitle, long, English\n1\t2\n')).toBe('\t');
		expect(guessDelimiter('id,title,actors\n1,Talks,EU;Russia\n2,"Vote, second",EU;Russia;UN\n')).toBe(',');
		expect(guessDelimiter('id;value\n1;1,5\n2;2,5\n')).toBe(';');
		expect(guessDelimiter('a,b,c\n1,2\n1,2,3,4\n1,2,3\n')).toBe(',');
		expect(guessDelimiter('title\nTalks, again\nVote\n')).toBe(',');
		expect(guessDelimiter('SEP=|\na,b|c\n')).toBe('|');
	});

	test('a row of nothing but spaces and controls is none', async () => {
		expect((await parse('a,b\n1,2\n , \n\u001A')).map(({ line }) => line)).toEqual([1, 2]);
	});

	test.each([
		['a quote without an end', '3,"4', 'A quote that opens in this row is never closed.'],
		['text after a closing quote', '3,"4"x', /^Text follows a closing quote/],
		['a bare quote within quotes', '3,"say "no" twice"', /^Text follows a closing quote/],
		['a quote without an end before another', '3,"4\n"5",6', /^Text follows a closing quote/]
	])('%s is a fault of its row, and the rows about it are read', async (_, broken, fault) => {
		const [first, ...others] = broken.split('\n');
		const text = ['a,b', '1,2', first, ...others, '7,8', ''].join('\n');
		const kept = others.length > 0 ? [{ line: 4, cells: ['5', '6'] }] : [];
		const whole = await parse(text);
		expect(whole).toEqual([
			{ line: 1, cells: ['a', 'b'] },
			{ line: 2, cells: ['1', '2'] },
			{ line: 3, cells: [], fault: typeof fault === 'string' ? fault : expect.stringMatching(fault) },
			...kept,
			{ line: 4 + kept.length, cells: ['7', '8'] }
		]);
		for (let size = 1; size < text.length; size++) expect(await parse(text, size)).toEqual(whole);
	});

	test('a file of which a thousand rows are broken is none', async () => {
		await expect(parse(`a,b\n${'1,"2"x\n'.repeat(1_001)}`, 65_536)).rejects.toBeInstanceOf(BrokenCsv);
		expect((await parse(`a,b\n${'1,"2"x\n'.repeat(1_000)}`, 65_536)).length).toBe(1_001);
	});

	test('a row that a quote makes endless is a fault, and the rows after its first line are read', async () => {
		const rows = await parse(`a,b\n1,"2\n${'3,4\n'.repeat(300_000)}`, 65_536);
		expect(rows.length).toBe(300_002);
		expect(rows[1]).toMatchObject({ line: 2, fault: expect.stringContaining('million characters') });
		expect(rows.at(-1)).toEqual({ line: 300_002, cells: ['3', '4'] });
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
