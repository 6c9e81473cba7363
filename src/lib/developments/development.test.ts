import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { developmentSchema } from './development.ts';

const valid = { occurredOn: '2022-03-04', kind: 'decision', title: 'A decision', source: 'Official Journal' };

/** Faults by field. */
function faults(changes: Record<string, unknown>): Record<string, string[] | undefined> {
	const result = v.safeParse(developmentSchema, { ...valid, ...changes });
	if (result.success) return {};
	return v.flatten<typeof developmentSchema>(result.issues).nested ?? {};
}

describe('what is not given has a safe default', () => {
	test('credibility cannot be judged, nothing is invented', () => {
		expect(v.parse(developmentSchema, valid)).toMatchObject({
			occurredPrecision: 'day',
			credibility: 6,
			sourceReliability: null,
			summary: '',
			actors: []
		});
	});
});

describe('each fault stands beside its field', () => {
	test.each([
		['occurredOn', '2022-02-30', 'no such date'],
		['kind', 'rumour', 'Choose a kind'],
		['title', '', 'Give it a title'],
		['title', '   \u0000 ', 'Give it a title'],
		['title', '\u200b\u2060', 'Give it a title'],
		['title', 'x'.repeat(10_000), 'at most 500'],
		['title', 'half \ud83d', 'half of a character'],
		['sourceUrl', 'javascript:alert(1)', 'http:// or https://'],
		['sourceUrl', 'data:text/html,x', 'http:// or https://'],
		['sourceUrl', 'https://', 'http:// or https://'],
		['credibility', 7, 'from 1 to 6'],
		['occurredPrecision', 'hour', 'day, month or year'],
		['actors', 'EU', 'as a list'],
		['externalId', 'A;B', 'without a semicolon'],
		['sourceReliability', 'G', 'from A to F'],
		['summary', 'x'.repeat(20_001), 'at most 20000'],
		['publishedOn', '2022-13-01', 'no such date']
	])('%s: %j', (field, value, message) => {
		expect(faults({ [field]: value })[field]?.join(' ')).toContain(message);
	});

	test('what is missing is asked for once, in plain words', () => {
		expect(faults({ occurredOn: ' ', kind: '' })).toEqual({
			occurredOn: ['Say when it happened.'],
			kind: ['Choose a kind.']
		});
	});

	test('a name in a list with a semicolon, which would be two in a file', () => {
		expect(faults({ actors: ['EU', 'Ministry; Office'] })['actors.1']?.[0]).toContain('without a semicolon');
	});

	test('a day is not read out of a year, nor a month', () => {
		const said = (occurredOn: string, occurredPrecision: string) =>
			faults({ occurredOn, occurredPrecision }).occurredOn?.[0];
		expect(said('2022', 'day')).toBe('This names no day, though it is said to be known to the day.');
		expect(said('2022', 'month')).toContain('names no month');
		expect(said('2022-03-04', 'year')).toBeUndefined();
	});

	test('all of them at once', () => {
		expect(Object.keys(faults({ title: '', kind: 'x', occurredOn: 'never' })).sort()).toEqual([
			'kind',
			'occurredOn',
			'title'
		]);
	});
});

describe('text is kept as it was meant', () => {
	const title = (text: string) => v.parse(developmentSchema, { ...valid, title: text }).title;

	test('control characters go, white space becomes single spaces, accents are composed', () => {
		expect(title(' A\u0007\tquiet\n day ')).toBe('A quiet day');
		expect(title('Ele\u0301gie')).toBe('El\u00e9gie');
		expect(title('no\u009b such\uffff sign')).toBe('no such sign');
	});

	test('markup, Cyrillic and right-to-left text stay', () => {
		expect(title('<b>Договор</b> اتفاق')).toBe('<b>Договор</b> اتفاق');
	});

	test('a summary keeps its lines', () => {
		expect(v.parse(developmentSchema, { ...valid, summary: 'One\r\nTwo\u0000' }).summary).toBe('One\nTwo');
	});

	test('an actor named twice counts once, whatever the case', () => {
		expect(v.parse(developmentSchema, { ...valid, actors: ['EU', 'Russia', 'eu'] }).actors).toHaveLength(2);
	});

	test('upper and lower case are matched as the database matches them, the final sigma and the dotted İ too', () => {
		const actors = ['ΟΔΟΣ', 'οδοσ', 'İstanbul', 'ISTANBUL'];
		expect(v.parse(developmentSchema, { ...valid, actors }).actors).toEqual(['ΟΔΟΣ', 'İstanbul']);
	});
});
