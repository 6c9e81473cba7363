import { expect, test } from 'vitest';
import { addDays, addMonths, isCalendarDate, today } from './calendar.ts';

test.each(['2024-02-29', '1000-01-01', '2999-12-31'])('%s exists', (date) => {
	expect(isCalendarDate(date)).toBe(true);
});

test.each(['2023-02-29', '1900-02-29', '2022-00-10', '2022-1-1', '0999-12-31', '2022-04-31', ''])(
	'%j does not exist',
	(date) => {
		expect(isCalendarDate(date)).toBe(false);
	}
);

test('months are added to the day or to the last day that the month has', () => {
	expect(addMonths('2022-01-31', 1)).toBe('2022-02-28');
	expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
	expect(addMonths('2022-11-15', 14)).toBe('2024-01-15');
});

test('days are added across months and years', () => {
	expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
	expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
});

test('today is counted in UTC', () => {
	expect(today(new Date('2022-03-04T23:59:59Z'))).toBe('2022-03-04');
});
