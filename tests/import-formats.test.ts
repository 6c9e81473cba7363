import { describe, expect, test, vi } from 'vitest';
import { zip } from '#lib/server/zip.ts';
import { inspectFile, openRows, type Said } from '#lib/exchange/open-rows.server.ts';
import { file } from './exchange-files.ts';
import { workbook } from './workbook.ts';

// Edge cases as the known suites for readers of CSV have them (csv-spectrum, Papa Parse), and files of the other kinds.

async function read(content: string | Uint8Array, said: Said = {}): Promise<string[][]> {
	const given = file('given', content);
	const reading = await inspectFile(given, said);
	const rows = (await Array.fromAsync(openRows(given, reading))).flat();
	return rows.map(({ cells }) => cells);
}
const columnsOf = async (content: string | Uint8Array) => {
	const { columns } = await inspectFile(file('given', content));
	return columns.map(({ name }) => name);
};
const bytes = (text: string, encoding: 'latin1' | 'utf16le') => Uint8Array.from(Buffer.from(text, encoding));

describe('CSV', () => {
	const cases: [name: string, text: string, rows: string[][]][] = [
		[
			'a comma in quotes',
			'first,city\nJohn,"Anytown, WW"',
			[
				['first', 'city'],
				['John', 'Anytown, WW']
			]
		],
		[
			'empty cells',
			'a,b,c\r\n1,"",""\r\n2,3,4\r\n',
			[
				['a', 'b', 'c'],
				['1', '', ''],
				['2', '3', '4']
			]
		],
		[
			'escaped quotes',
			'a,b\n1,"ha ""ha"" ha"\n3,4\n',
			[
				['a', 'b'],
				['1', 'ha "ha" ha'],
				['3', '4']
			]
		],
		[
			'JSON in a cell',
			'key,val\n1,"{""type"": ""Point"", ""at"": [102.0, 0.5]}"\n',
			[
				['key', 'val'],
				['1', '{"type": "Point", "at": [102.0, 0.5]}']
			]
		],
		[
			'line ends in cells',
			'a,b\n"Once upon \na time",5\n7,8\n',
			[
				['a', 'b'],
				['Once upon \na time', '5'],
				['7', '8']
			]
		],
		[
			'line ends and quotes',
			'a,b\r\n1,"ha \r\n""ha"" \r\nha"\r\n3,4',
			[
				['a', 'b'],
				['1', 'ha \r\n"ha" \r\nha'],
				['3', '4']
			]
		],
		[
			'letters of any script',
			'a,b\n4,ʤ\n5,Москва\n',
			[
				['a', 'b'],
				['4', 'ʤ'],
				['5', 'Москва']
			]
		],
		[
			'returns alone as line ends',
			'a,b\r1,2\r',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'spaces after a closing quote',
			'A,B,C\n"x"  ,"y" ,z',
			[
				['A', 'B', 'C'],
				['x', 'y', 'z']
			]
		],
		[
			'a quote inside of a cell',
			'A,B\n5" pipe,a"b"',
			[
				['A', 'B'],
				['5" pipe', 'a"b"']
			]
		],
		[
			'a space before a quote',
			'A,B\nx, "y"',
			[
				['A', 'B'],
				['x', ' "y"']
			]
		],
		[
			'only quotes',
			'A,B\n"""""",""',
			[
				['A', 'B'],
				['""', '']
			]
		],
		[
			'a header that declares its delimiter',
			'sep=;\na;b,c\n1;2',
			[
				['a', 'b,c'],
				['1', '2']
			]
		],
		[
			'a header over several lines',
			'"a\n;x";b\n1;2',
			[
				['a\n;x', 'b'],
				['1', '2']
			]
		],
		[
			'bars',
			'a|b\n1|2,3',
			[
				['a', 'b'],
				['1', '2,3']
			]
		],
		[
			'tabs',
			'a\tb\n1\t"2\t3"',
			[
				['a', 'b'],
				['1', '2\t3']
			]
		],
		['one column', 'a\n1\n2\n', [['a'], ['1'], ['2']]],
		[
			'rows without text',
			'\n\na,b\n\n1,2\n,\n',
			[
				['a', 'b'],
				['1', '2']
			]
		],
		[
			'a byte-order mark',
			'\uFEFFa,b\n1,2',
			[
				['a', 'b'],
				['1', '2']
			]
		]
	];
	test.each(cases)('%s', async (_, text, rows) => {
		expect(await read(text)).toEqual(rows);
	});

	test('is read in the encoding that it is in, or is said to be in', async () => {
		const text = 'Название;Источник\nСовет принял решение;Известия\n';
		const cyrillic = Uint8Array.from(text, (letter) => {
			const code = letter.codePointAt(0)!;
			return code < 128 ? code : code - 0x410 + 0xc0;
		});
		const rows = text
			.trim()
			.split('\n')
			.map((line) => line.split(';'));
		expect(await read(cyrillic)).toEqual(rows);
		expect(await read(bytes(`\uFEFF${text}`, 'utf16le'))).toEqual(rows);
		const western = bytes('Titel;Où\nÜber die Größe;Évian\n', 'latin1');
		expect(await read(western)).toEqual([
			['Titel', 'Où'],
			['Über die Größe', 'Évian']
		]);
		expect((await read(western, { encoding: 'windows-1251' }))[1]?.[1]).toBe('Йvian');
	});

	test('columns without a name, or with one that comes twice, are told apart', async () => {
		expect(await columnsOf('a,,A,b\n1,2,3,4,5\n')).toEqual(['a', 'Column B', 'A (2)', 'b', 'Column E']);
		expect(await columnsOf('__proto__,constructor\n1,2\n')).toEqual(['__proto__', 'constructor']);
	});

	test('what is no table is said to be none', async () => {
		const inspected = (content: string | Uint8Array) => inspectFile(file('given', content));
		await expect(inspected('')).rejects.toThrow('The file is empty.');
		await expect(inspected('a,b\n')).rejects.toThrow('none below it');
		await expect(inspected('\n \n')).rejects.toThrow('There is no row');
		await expect(inspected('a,b\n1,"2\n')).rejects.toThrow('Line 2: A quote that opens');
		await expect(inspected('%PDF-1.7 …')).rejects.toThrow('This is a PDF');
		await expect(
			inspected(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))
		).rejects.toThrow('.xls');
	});
});

// Packing the bomb takes its time.
vi.setConfig({ testTimeout: 30_000 });

describe('a workbook', () => {
	const sheets = {
		'Notes & more': [['nothing here'], ['x']],
		Data: [
			['Title', 'Date', 'Number', 'Yes', 'Formula'],
			['A "title" <b>', { day: '2022-03-04' }, 1.5, true, { formula: 'A1', value: '=cmd' }],
			[null, null, null, null, null],
			['Last', null, 2022]
		]
	};

	test('has dates as days, the results of formulas, and the sheet that is chosen', async () => {
		const given = file('book.xlsx', workbook(sheets));
		expect((await inspectFile(given)).sheets).toEqual(['Notes & more', 'Data']);
		expect(await read(workbook(sheets), { sheet: 'Data' })).toEqual([
			['Title', 'Date', 'Number', 'Yes', 'Formula'],
			['A "title" <b>', '2022-03-04', '1.5', 'TRUE', '=cmd'],
			['Last', '', '2022', '', '']
		]);
		const reading = await inspectFile(given, { sheet: 'Data' });
		const rows = (await Array.fromAsync(openRows(given, reading))).flat();
		expect(rows.map(({ line }) => line)).toEqual([1, 2, 4]);
	});

	test('that is broken, none, or unpacks to more than is allowed, is refused in words', async () => {
		const inspected = (content: Uint8Array) => inspectFile(file('book.xlsx', content));
		const whole = workbook(sheets);
		await expect(inspected(whole.subarray(0, whole.length - 40))).rejects.toThrow(
			'The workbook cannot be read'
		);
		await expect(inspected(zip(new Map([['a.txt', 'x']])))).rejects.toThrow('no Excel workbook');
		const lying = Buffer.from(workbook({ Data: [['Title'], ['x'.repeat(5000)]] }));
		const at = lying.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 46;
		lying.writeUInt32LE(100, at + 24);
		await expect(inspected(lying)).rejects.toThrow('It is damaged');
		const bomb = zip(
			new Map<string, Uint8Array | string>([
				['xl/workbook.xml', '<workbook><sheets><sheet name="A" sheetId="1"/></sheets></workbook>'],
				['xl/worksheets/sheet1.xml', Buffer.alloc(220 * 1024 ** 2, ' ')]
			])
		);
		expect(bomb.length).toBeLessThan(400_000);
		await expect(inspected(bomb)).rejects.toThrow('larger than allowed');
		const list = zip(new Map([['xl/workbook.xml', `<workbook><sheets>${'<sheet '.repeat(500_000)}`]]));
		await expect(inspected(list)).rejects.toThrow('larger than allowed');
	});
});

describe('JSON', () => {
	test('is a list of objects, alone or where we and others put it', async () => {
		const entries = [
			{
				title: 'One',
				source: { name: 'Gazette', kind: 'news' },
				actors: ['EU', 'Russia'],
				level: 2,
				none: null
			},
			{ title: 'Two', extra: true }
		];
		const rows = [
			['title', 'source.name', 'source.kind', 'actors', 'level', 'none', 'extra'],
			['One', 'Gazette', 'news', 'EU;Russia', '2', '', ''],
			['Two', '', '', '', '', '', 'true']
		];
		for (const wrapped of [entries, { items: entries, next: null }, { developments: entries }])
			expect(await read(JSON.stringify(wrapped))).toEqual(rows);
	});

	test('that is none, or no table, is refused in words', async () => {
		const inspected = (content: string) => inspectFile(file('given.json', content));
		await expect(inspected('[{"a": 1},')).rejects.toThrow('This is not JSON');
		await expect(inspected('{"a": 1}')).rejects.toThrow('no list of objects');
		await expect(inspected('[{"a": 1}, 2]')).rejects.toThrow('Entry 2 is not an object');
		await expect(inspected('[]')).rejects.toThrow();
	});
});
