import * as v from 'valibot';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareInstallation } from '#lib/installation.ts';
import { builtServer } from '../built-server.ts';
import { bring, developmentsHeader, file, row } from '../exchange-files.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/agreement-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);

beforeAll(async () => {
	await prepareInstallation(db, { administrator: null, sample: true });
	await makePublication(db, 'paper', ['R1']);
	const editor = await makeActor(db, 'editor', 'eve');
	await bring(db, editor, {
		developments: file('d.csv', developmentsHeader + row('X1', { title: '"=1+1, ""quoted"""' })),
		evidence: file(
			'e.csv',
			'development_id,recommendation_code,effect,rationale,coder\nX1,paper/R1,-2,,ana\nX1,paper/R1,-1,,"=bo"\nX1,paper/R1,0,,cy\n'
		)
	});
});

const api = async (path: string) => {
	const reply = await ask(`/api/v1/agreement${path}`);
	expect(reply.status, JSON.stringify(reply.body)).toBe(200);
	return reply.body;
};

describe('GET /agreement', () => {
	// The values are those of agreement.test.ts, reckoned from the files by another program.
	test('of the sample: units, coders and each coefficient with its interval', async () => {
		const body = await api('?publication=romano-2021');
		expect(v.is(shapes.agreement, body)).toBe(true);
		expect(body).toMatchObject({
			kind: 'agreement',
			publication: 'romano-2021',
			units: 92,
			blindUnits: 0,
			codings: 184,
			coders: 2,
			interval: 'year',
			seed: 20211,
			resamples: 1000
		});
		const expected = { alphaOrdinal: 0.932434, alphaNominal: 0.771801, ac2: 0.948737, ac1: 0.801735, percentAgreement: 0.836957 }; // prettier-ignore
		for (const [name, value] of Object.entries(expected)) {
			expect(body[name].value).toBeCloseTo(value, 6);
			expect(body[name].low).toBeLessThan(value);
			expect(body[name].high).toBeGreaterThan(value);
		}
		expect(body.overTime.find((one: { period: string }) => one.period === '2023')).toEqual({
			period: '2023',
			from: '2023-01-01',
			to: '2023-12-31',
			kind: 'too-few',
			units: 8
		});
		expect(body.byPair).toHaveLength(1);
	});

	test('gives the same intervals for the same seed, others for another, none without resamples', async () => {
		const interval = async (query: string) => {
			const { alphaOrdinal } = await api(`?publication=romano-2021${query}`);
			return [alphaOrdinal.low, alphaOrdinal.high];
		};
		expect(await interval('&seed=7')).toEqual(await interval('&seed=7&interval=quarter'));
		expect(await interval('&seed=7')).not.toEqual(await interval('&seed=8'));
		expect(await interval('&resamples=0')).toEqual([null, null]);
	});

	test('puts the coder named first into the rows, by name or by id', async () => {
		const { people, confusion } = await api('?publication=romano-2021');
		const turned = await api(`?publication=romano-2021&coder=${people[1].id}&coder=ANALYST-1`);
		expect(turned.people).toEqual([people[1], people[0]]);
		expect(turned.confusion.counts[4]).toEqual(confusion.counts.map((line: number[]) => line[4]));
	});

	test.each(['?publication=romano-2021&recommendation=C2', '?publication=paper', '?theme=none'])(
		'has no number for fewer than ten units: %s',
		async (query) => {
			const body = await api(query);
			expect(v.is(shapes.agreement, body)).toBe(true);
			expect(body).toMatchObject({ kind: 'too-few', fewest: 10 });
			expect(Object.keys(body).sort()).toEqual(
				['fewest', 'from', 'kind', 'publication', 'recommendation', 'theme', 'to', 'units'].sort()
			);
		}
	);

	test.each([
		[400, '?coder=analyst-1&coder=analyst-2&coder=eve', 'coder'],
		[400, '?coder=analyst-1&coder=analyst-1', 'coder'],
		[400, '?resamples=2001', 'resamples'],
		[400, '?seed=-1', 'seed'],
		[400, '?interval=week', 'interval'],
		[400, '?from=2022-02-30', 'from'],
		[400, '?from=2023-01-01&to=2022-01-01', 'from'],
		[400, '?recommendation=C1', 'recommendation'],
		[400, '/pairs?effects=1', 'effects'],
		[400, '/pairs?effects=1,3', 'effects'],
		[400, '/pairs?cursor=20221345.1.1.1.1', 'cursor'],
		[400, '/pairs?cursor=nonsense', 'cursor'],
		[400, '/pairs.csv?limit=3', 'limit'],
		[404, '?coder=nobody', 'coder'],
		[404, '?recommendation=romano-2021/X9', 'recommendation'],
		[404, '?publication=nobody-1999', undefined],
		[404, '/pairs.csv?publication=nobody-1999', undefined]
	])('refuses with %i what makes no sense: %s', async (status, path, parameter) => {
		const reply = await ask(`/api/v1/agreement${path}`);
		expect([reply.status, reply.body.errors?.[0].parameter]).toEqual([status, parameter]);
	});
});

describe('the pairs', () => {
	test('are as many as the units of two coders, page by page', async () => {
		const seen: string[] = [];
		let next: string | null = '/api/v1/agreement/pairs?publication=romano-2021&limit=50';
		while (next) {
			const reply = await ask(next);
			expect(v.is(shapes.agreementPairPage, reply.body)).toBe(true);
			seen.push(...reply.body.pairs.map((one: any) => `${one.externalId} ${one.code}`));
			next = reply.body.next;
			expect(reply.headers.get('link')).toBe(next ? `<${next}>; rel="next"` : null);
		}
		expect([seen.length, new Set(seen).size]).toEqual([92, 92]);
		const cell = await api('/pairs?publication=romano-2021&coder=analyst-1&coder=analyst-2&effects=-1,-2');
		expect(cell.pairs).toHaveLength(4);
	});

	test('as CSV hold what alpha is made of, and nothing that a spreadsheet would compute', async () => {
		const reply = await ask('/api/v1/agreement/pairs.csv?publication=paper');
		expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(reply.headers.get('content-disposition')).toBe('attachment; filename="agreement-pairs.csv"');
		const rows = parse(reply.body, { columns: true }) as Record<string, string>[];
		expect(rows.map((one) => [one.first_effect, one.second_effect]).sort()).toEqual([
			['-1', '0'],
			['-2', '-1'],
			['-2', '0']
		]);
		expect(rows[0]).toMatchObject({
			development: 'X1',
			title: `'=1+1, "quoted"`,
			occurred_on: '2022-03-04',
			date_precision: 'day',
			recommendation: 'paper/R1',
			blind: 'no'
		});
		expect(new Set(rows.flatMap((one) => [one.first_coder, one.second_coder]))).toEqual(
			new Set(['ana', `'=bo`, 'cy'])
		);
		const all = await ask('/api/v1/agreement/pairs.csv');
		expect(parse(all.body)).toHaveLength(1 + 92 + 3);
	});
});
