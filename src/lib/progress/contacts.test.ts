import { describe, expect, test } from 'vitest';
import { continuityOf, countContacts, type ContactMonth } from './contacts.ts';

const forum = { id: 7, name: 'OSCE' };

/** Each of these days once. */
function monthsOf(...days: string[]): ContactMonth[] {
	const months = Map.groupBy(days, (day) => `${day.slice(0, 7)}-01`);
	return [...months].map(([month, inMonth]) => ({
		forumId: forum.id,
		month,
		developments: inMonth.length,
		days: inMonth.reduce((bits, day) => bits | (1 << (Number(day.slice(8)) - 1)), 0)
	}));
}
const gapOf = (to: string, ...days: string[]) => continuityOf(forum, monthsOf(...days), to).longestGap;

describe('continuity', () => {
	test('tells the count, the first and the last day, also of the 1st and the 31st', () => {
		expect(continuityOf(forum, monthsOf('2021-01-01', '2021-01-31', '2021-03-31'), '2021-04-02')).toEqual({
			id: 7,
			name: 'OSCE',
			developments: 3,
			first: '2021-01-01',
			last: '2021-03-31',
			longestGap: { from: '2021-01-31', to: '2021-03-31', days: 59, isOpen: false }
		});
	});

	test('several developments of one day are one day', () => {
		const months = [{ forumId: 7, month: '2021-01-01', developments: 5, days: 1 << 9 }];
		expect(continuityOf(forum, months, '2021-01-10')).toMatchObject({
			developments: 5,
			first: '2021-01-10',
			last: '2021-01-10',
			longestGap: null
		});
	});

	test('a forum without a development has nothing', () => {
		expect(continuityOf(forum, [], '2021-01-10')).toMatchObject({
			developments: 0,
			first: null,
			last: null,
			longestGap: null
		});
	});

	test('a leap year has its day', () => {
		const gap = (year: number) => gapOf(`${year}-03-01`, `${year}-02-28`, `${year}-03-01`)?.days;
		expect([2023, 2024, 2100, 2000].map(gap)).toEqual([1, 2, 1, 2]);
		expect(gapOf('2024-03-01', '2024-02-01', '2024-02-29')).toMatchObject({ to: '2024-02-29', days: 28 });
	});

	test('the time to the last day looked at is open when it is the longest', () => {
		expect(gapOf('2022-01-31', '2021-12-30', '2022-01-05')).toEqual({
			from: '2022-01-05',
			to: '2022-01-31',
			days: 26,
			isOpen: true
		});
		expect(gapOf('2022-01-08', '2021-12-30', '2022-01-05')).toMatchObject({ days: 6, isOpen: false });
	});

	test('of equal gaps the earliest is told, also before an open one', () => {
		expect(gapOf('2022-02-20', '2022-01-01', '2022-01-11', '2022-01-21', '2022-02-10')).toMatchObject({
			from: '2022-01-21',
			isOpen: false
		});
		expect(gapOf('2022-01-25', '2022-01-01', '2022-01-11', '2022-01-21')).toMatchObject({
			from: '2022-01-01'
		});
	});

	test('a gap may last for years, and lie before 1970', () => {
		expect(gapOf('2000-01-01', '1950-06-15', '1999-12-31')).toMatchObject({
			from: '1950-06-15',
			to: '1999-12-31',
			days: 18_096
		});
	});
});

test('contacts of a period are those of its months, forum by forum', () => {
	const months = [
		...monthsOf('2021-03-31', '2021-04-01', '2021-05-02', '2021-06-30'),
		{ forumId: 8, month: '2021-06-01', developments: 2, days: 3 }
	];
	expect(countContacts(months, 'quarter')).toEqual([
		{ forumId: 7, start: '2021-01-01', developments: 1 },
		{ forumId: 7, start: '2021-04-01', developments: 3 },
		{ forumId: 8, start: '2021-04-01', developments: 2 }
	]);
	expect(countContacts(months, 'year').map((row) => row.developments)).toEqual([4, 2]);
	expect(countContacts(months, 'month')).toHaveLength(5);
});
