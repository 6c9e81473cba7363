import * as v from 'valibot';
import { sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { prepareInstallation } from '#lib/installation.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { builtServer } from '../built-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as csv from '../sample-files.ts';
import * as series from '../../src/routes/api/series-shapes.ts';
import * as shapes from '../../src/routes/api/shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);

const api = async (path: string) => {
	const reply = await ask(`/api/v1${path}`);
	expect(reply.status, JSON.stringify(reply.body)).toBe(200);
	return reply.body;
};
const codes = [...new Set(csv.evidence.map((row) => row.recommendation_code!))].sort();
const slug = 'romano-2021';

beforeAll(async () => {
	await prepareInstallation(db, { administrator: null, sample: true });
	await db.execute(sql`vacuum analyze`);
});

describe('the list of developments', () => {
	test('gives every development of the shipped file once, newest first, page by page', async () => {
		const seen: { externalId: string; occurredOn: string }[] = [];
		let next: string | null = '/api/v1/developments?limit=30';
		while (next) {
			const reply = await ask(next);
			seen.push(...reply.body.developments);
			next = reply.body.next;
			expect(reply.headers.get('link')).toBe(next ? `<${next}>; rel="next"` : null);
		}
		expect(seen.map((one) => one.externalId).sort()).toEqual(csv.developments.map((row) => row.id).sort());
		const dates = seen.map((one) => one.occurredOn);
		expect(dates).toEqual([...dates].sort().reverse());
		for (const one of seen) expect(one.occurredOn).toBe(csv.dateOf(one.externalId));
	});

	test.each(codes)('finds the evidence of %s by recommendation, and by effect', async (code) => {
		const rows = csv.evidence.filter((row) => row.recommendation_code === code);
		const found = async (query: string) => {
			const { developments } = await api(`/developments?recommendation=${slug}/${code}&limit=100${query}`);
			return developments.map((one: { externalId: string }) => one.externalId).sort();
		};
		expect(await found('')).toEqual(rows.map((row) => row.development_id).sort());
		const setbacks = rows.filter((row) => Number(row.effect) < 0).map((row) => row.development_id);
		expect(await found('&effect=-1,-2')).toEqual(setbacks.sort());
	});

	test('narrows by forum, actor, kind, theme and period, and combines them', async () => {
		const idsOf = (rows: Record<string, string>[]) => rows.map((row) => row.id).sort();
		const found = async (query: string) =>
			(await api(`/developments?limit=100&${query}`)).developments
				.map((one: { externalId: string }) => one.externalId)
				.sort();
		const holds = (list: string, name: string) => list.split(';').includes(name);
		const inOsce = csv.developments.filter((row) => holds(row.forum!, 'OSCE'));
		expect(await found('forum=osce')).toEqual(idsOf(inOsce));
		const in2022 = inOsce.filter((row) => csv.dateOf(row.id!).startsWith('2022'));
		expect(await found('forum=OSCE&from=2022-01-01&to=2022-12-31')).toEqual(idsOf(in2022));
		const nato = csv.developments.filter((row) => holds(row.actors!, 'NATO'));
		expect(await found('actor=NATO')).toEqual(idsOf(nato));
		const undone = csv.developments.filter((row) => row.kind === 'reversal' || row.kind === 'outcome');
		expect(await found('kind=reversal&kind=outcome')).toEqual(idsOf(undone));
		const narrative = new Set(
			csv.evidence.filter((row) => row.recommendation_code!.startsWith('N')).map((row) => row.development_id)
		);
		const ofTheme = csv.developments.filter((row) => narrative.has(row.id));
		expect(await found(`publication=${slug}&theme=N&to=2023-12-31`)).toEqual(
			idsOf(ofTheme.filter((row) => csv.dateOf(row.id!) <= '2023-12-31'))
		);
	});

	test('searches by words and says how many it found', async () => {
		const { developments, found } = await api('/developments?q=Helsinki');
		expect(found).toBe(developments.length);
		expect(developments.map((one: { externalId: string }) => one.externalId)).toContain('D001');
	});

	test('shows adopted effects and leaves second codings out', async () => {
		const { developments } = await api('/developments?q="CSCE Final Act"&limit=1');
		const effects = csv.evidence.filter((row) => row.development_id === 'D001');
		expect(developments[0].evidence).toHaveLength(effects.length);
		const { codings } = await api(`/developments/${developments[0].id}/evidence`);
		const second = csv.secondCodings.filter((row) => row.development_id === 'D001');
		expect(codings).toHaveLength(effects.length + second.length);
	});
});

describe('progress', () => {
	test.each(codes)('of %s agrees with the files: level, range, staleness, evidence', async (code) => {
		for (const interval of ['month', 'quarter', 'year'] as const) {
			const body = await api(`/recommendations/${slug}/${code}/progress?interval=${interval}`);
			const counted = csv.countEvidence(interval, code);
			const points = new Map(body.series.map((point: any) => [point.period, point]));
			expect([...points.keys()]).toEqual(expect.arrayContaining(Object.keys(counted)));
			for (const point of body.series) {
				expect(point.evidence).toEqual(counted[point.period] ?? csv.noCounts());
				const { level, range, isStale } = point;
				const expected = csv.standing(code, point.on);
				expect({ on: point.on, level, range, isStale }).toEqual({
					on: point.on,
					...(expected ?? { level: null, range: null, isStale: false })
				});
			}
		}
	});

	test('of the publication agrees with the files: distribution, index, coverage, evidence', async () => {
		const { recommendations } = await api(`/recommendations?publication=${slug}`);
		expect(recommendations).toHaveLength(26);
		const body = await api(`/publications/${slug}/progress?interval=quarter&from=2021-01-01&to=2026-06-30`);
		expect(body.series).toHaveLength(22);
		const counted = csv.countEvidence('quarter');
		for (const point of body.series) {
			const all = recommendations.map((one: { code: string }) => csv.standing(one.code, point.on));
			const assessed = all.filter((one: unknown) => one !== null);
			const sum = assessed.reduce((total: number, one: { level: number }) => total + one.level, 0);
			const current = assessed.filter((one: { isStale: boolean }) => !one.isStale).length;
			expect(point.assessed).toBe(assessed.length);
			expect(point.levels.notAssessed).toBe(26 - assessed.length);
			for (const level of [0, 1, 2, 3])
				expect(point.levels[level]).toBe(assessed.filter((one: any) => one.level === level).length);
			if (assessed.length === 0) expect(point.index).toBeNull();
			else expect(point.index).toBeCloseTo((sum / (3 * assessed.length)) * 100, 9);
			expect(point.coverage).toEqual({ current, of: 26, share: current / 26 });
			expect(point.evidence).toEqual(counted[point.period] ?? csv.noCounts());
		}
	});

	test('the heat map has a cell for each recommendation and quarter with evidence', async () => {
		const { cells, recommendations, periods } = await api(`/publications/${slug}/heatmap`);
		expect(recommendations).toHaveLength(26);
		const expected = codes.flatMap((code) =>
			Object.entries(csv.countEvidence('quarter', code)).map(([period, counts]) => {
				const effects = Object.entries(counts);
				const developments = effects.reduce((total, [, count]) => total + count, 0);
				const net = effects.reduce((total, [effect, count]) => total + Number(effect) * count, 0);
				return { code, period, developments, net };
			})
		);
		const byPlace = (a: any, b: any) => (`${a.code} ${a.period}` < `${b.code} ${b.period}` ? -1 : 1);
		expect(cells.toSorted(byPlace)).toEqual(expected.toSorted(byPlace));
		const known = periods.map((one: { period: string }) => one.period);
		expect(known).toEqual(expect.arrayContaining(cells.map((cell: any) => cell.period)));
	});

	test('as of a day leaves out what came later, and by record everything of before the import', async () => {
		const then = await api(`/recommendations/${slug}/C1/progress?interval=year&asOf=2022-08-15`);
		expect(then.asOf).toBe('2022-08-15');
		const last = then.series.at(-1);
		expect(last).toMatchObject({
			period: '2022',
			on: '2022-08-15',
			level: csv.standing('C1', '2022-08-15')!.level
		});
		const rows = csv.evidence.filter((row) => row.recommendation_code === 'C1');
		const by = rows
			.map((row) => csv.dateOf(row.development_id!))
			.filter((on) => on >= '2022' && on <= '2022-08-15');
		const counts = Object.values(last.evidence as Record<string, number>);
		expect(counts.reduce((total, count) => total + count, 0)).toBe(by.length);
		const recorded = await api(`/recommendations/${slug}/C1/progress?asOf=2022-08-15&basis=recorded`);
		expect(recorded.series).toEqual([]);
	});
});

describe('every answer', () => {
	const list = shapes.listOf;
	test.each<[string, v.GenericSchema]>([
		['/publications', list('publications', shapes.publicationSummary)],
		[`/publications/${slug}`, shapes.publication],
		[`/publications/${slug}/progress?interval=month&theme=C`, series.publicationProgress],
		[`/publications/${slug}/progress?kind=outcome&forum=OSCE`, series.publicationProgress],
		[`/publications/${slug}/heatmap?interval=year`, series.heatMap],
		['/recommendations', list('recommendations', shapes.recommendationSummary)],
		[`/recommendations/${slug}/C1`, shapes.recommendation],
		[`/recommendations/${slug}/C1/progress`, series.recommendationProgress],
		[`/recommendations/${slug}/C1/assessments`, list('assessments', shapes.assessment)],
		['/developments?q=osce', shapes.developmentPage],
		['/developments/1', shapes.development],
		['/developments/1/evidence', list('codings', shapes.coding)],
		['/forums', list('forums', shapes.forum)],
		['/healthz', shapes.health]
	])('has the shape that is described: %s', async (path, shape) => {
		const checked = v.safeParse(shape, await api(path));
		expect(checked.success ? [] : v.flatten(checked.issues as never)).toEqual([]);
	});

	test('holds until something is written, and then no longer', async () => {
		const first = await ask('/api/v1/developments');
		const etag = first.headers.get('etag')!;
		const again = await ask('/api/v1/developments', { headers: { 'if-none-match': etag } });
		expect([again.status, again.body]).toEqual([304, '']);
		await db.execute(
			sql`update developments set title = 'CSCE Final Act is signed', version = version + 1 where id = 1`
		);
		const after = await ask('/api/v1/developments?limit=100', { headers: { 'if-none-match': etag } });
		expect(after.status).toBe(200);
		const changed = await api('/developments?to=1976-01-01');
		expect(changed.developments[0].title).toBe('CSCE Final Act is signed');
	});

	test('can be read by scripts of other sites, which get no credentials', async () => {
		const { headers } = await ask('/api/v1/forums', { headers: { origin: 'https://elsewhere.example' } });
		expect(headers.get('access-control-allow-origin')).toBe('*');
		expect(headers.get('access-control-allow-credentials')).toBeNull();
	});
});

describe('a request that cannot be answered', () => {
	test.each([
		[400, '/developments?cursor=nonsense', 'cursor'],
		[400, '/developments?cursor=WyIyMDI1LTEzLTA1IiwxMjJd', 'cursor'],
		[400, '/developments?limit=0', 'limit'],
		[400, '/developments?limit=101', 'limit'],
		[400, '/developments?effect=3', 'effect'],
		[400, '/developments?kind=rumour', 'kind'],
		[400, '/developments?from=2022-02-30', 'from'],
		[400, '/developments?from=2023-01-01&to=2022-01-01', 'from'],
		[400, '/developments?recommendation=C1', 'recommendation'],
		[400, `/developments?q=${'x'.repeat(301)}`, 'q'],
		[400, '/developments?form=2022-01-01', 'form'],
		[400, `/recommendations/${slug}/C1/progress?interval=week`, 'interval'],
		[400, `/recommendations/${slug}/C1/progress?asOf=yesterday`, 'asOf'],
		[400, `/publications/${slug}/heatmap?basis=guessed`, 'basis'],
		[400, `/publications/${slug}/progress?kind=promise`, 'kind'],
		[404, `/developments?recommendation=${slug}/X9`, 'recommendation'],
		[404, '/developments?publication=nobody-1999', undefined],
		[404, '/recommendations?publication=nobody-1999', undefined],
		[404, '/publications/nobody-1999/heatmap', undefined],
		[404, `/recommendations/${slug}/X9/progress`, undefined],
		[404, '/developments/999999', undefined],
		[404, '/developments/first', undefined],
		[404, '/nothing/here', undefined]
	])('is a %i: %s', async (status, path, parameter) => {
		const reply = await ask(`/api/v1${path}`);
		expect(reply.status).toBe(status);
		expect(reply.headers.get('content-type')).toBe('application/problem+json');
		expect(reply.body).toMatchObject({
			type: 'about:blank',
			status,
			instance: `/api/v1${path.split('?')[0]}`
		});
		expect(v.is(shapes.problemDetails, reply.body)).toBe(true);
		expect(reply.body.errors?.[0].parameter).toBe(parameter);
	});

	test('by another method is told which there are', async () => {
		const reply = await ask('/api/v1/developments', { method: 'DELETE' });
		expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS']);
		expect(reply.body).toMatchObject({ status: 405, title: 'Method Not Allowed' });
		const asked = await ask('/api/v1/forums', { method: 'OPTIONS' });
		expect([asked.status, asked.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
	});
});

describe('where reading is for members only', () => {
	const readingIs = async (reading: 'public' | 'members') => {
		await db.execute(sql`update site set reading = ${reading}`);
		await expect
			.poll(async () => (await ask('/api/v1/forums')).status, { timeout: 5_000 })
			.toBe(reading === 'public' ? 200 : 401);
	};
	afterEach(() => readingIs('public'));

	test('a token reads, nobody else does, and other sites’ scripts are kept out', async () => {
		const reader = await makeActor(db, 'viewer', 'reader');
		const { token } = await inTransaction(db, (tx) =>
			createToken(tx, reader, { name: 'test', scope: 'read' })
		);
		await readingIs('members');
		const refused = await ask('/api/v1/developments');
		expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
		expect(refused.body).toMatchObject({ status: 401, instance: '/api/v1/developments' });
		const read = await ask('/api/v1/developments', { token });
		expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, null]);
		expect(read.headers.get('cache-control')).toBe('private, no-cache');
		expect((await ask('/api/v1/openapi.json')).status).toBe(200);
		expect((await ask('/healthz')).body).toEqual({ status: 'ok' });
	});
});
