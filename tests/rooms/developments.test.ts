import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { encodeCursor } from '#lib/developments/cursor.ts';
import {
	findDuplicates,
	getDevelopment,
	suggestActors,
	suggestSources
} from '#lib/developments/queries.server.ts';
import { NotFound, Refused } from '#lib/errors.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { logDevelopment, logSchema, newFormId, PerhapsLogged } from '#lib/evidence/log-development.server.ts';
import { readFilter } from '#lib/evidence/filter.ts';
import { listCodings, listDevelopments, listEvidence } from '#lib/evidence/queries.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const { ids } = await makePublication(db, 'paper', ['A1', 'A2']);
const other = await makePublication(db, 'another', ['A1']);

const log = (changes: Parameters<typeof aDevelopment>[0]) =>
	inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment(changes)));
const code = (
	actor: typeof ana,
	developmentId: number,
	recommendationId: number,
	effect: -2 | -1 | 0 | 1 | 2
) =>
	inTransaction(db, (tx) =>
		codeEvidence(tx, actor, { developmentId, recommendationId, effect, rationale: 'because' })
	);
const list = (address: string, paging = {}) =>
	listDevelopments(db, readFilter(new URLSearchParams(address)), paging);
const titles = async (address: string) => (await list(address)).developments.map((one) => one.title);

const made: Record<string, number> = {};
const logged: [string, Parameters<typeof aDevelopment>[0], [number, -2 | -1 | 0 | 1 | 2][]][] = [
	[
		'summit',
		{
			title: 'Normandy summit in Paris',
			occurredOn: '2019-12-09',
			forums: ['Normandy'],
			actors: ['France', 'Russia']
		},
		[[ids.A1!, 2]]
	],
	[
		'council',
		{
			title: 'The Security Council meets on Ukraine',
			occurredOn: '2022-02-21',
			kind: 'formal_step',
			forums: ['UN'],
			actors: ['Russia'],
			source: 'UN News'
		},
		[
			[ids.A1!, -1],
			[ids.A2!, 1]
		]
	],
	[
		'security',
		{
			title: 'A council on food security opens',
			occurredOn: '2022-02-21',
			kind: 'statement',
			source: 'Reuters'
		},
		[[ids.A2!, -2]]
	],
	[
		'praha',
		{
			title: 'Déclaration finale à Évian',
			summary: 'Réunion à huis clos.',
			occurredOn: '2022-03',
			source: 'Le Monde'
		},
		[]
	],
	[
		'cyrillic',
		{
			title: 'Встреча министров в Хельсинки',
			occurredOn: '2023',
			source: 'ТАСС',
			sourceUrl: 'https://tass.example/1/'
		},
		[[other.ids.A1!, 1]]
	],
	[
		'osce',
		{
			title: 'OSCE Ministerial Council closes in Helsinki',
			occurredOn: '2024-12-06',
			forums: ['OSCE', 'UN'],
			kind: 'decision'
		},
		[[ids.A1!, 1]]
	]
];
beforeAll(async () => {
	for (const [name, changes, effects] of logged) {
		made[name] = (await log(changes)).id;
		for (const [recommendationId, effect] of effects) await code(ana, made[name], recommendationId, effect);
	}
	const { id } = await log({
		title: 'Hidden summit in Helsinki',
		occurredOn: '2024-01-01',
		forums: ['OSCE'],
		actors: ['Russia']
	});
	await code(ana, id, ids.A1!, 1);
	await inTransaction(db, (tx) => hideDevelopment(tx, ana, id));
	made.hidden = id;
});

describe('searching', () => {
	test('finds stems, whatever their case', async () => {
		expect(await titles('q=MEETING councils')).toEqual(['The Security Council meets on Ukraine']);
	});

	test('finds a phrase as a phrase only', async () => {
		expect(await titles('q="security council"')).toEqual(['The Security Council meets on Ukraine']);
		expect(await titles('q=security council')).toHaveLength(2);
	});

	test('leaves out what stands behind a minus', async () => {
		expect(await titles('q=council -ukraine -osce')).toEqual(['A council on food security opens']);
	});

	test('does not mind accents, missing or added', async () => {
		expect(await titles('q=declaration evian')).toEqual(['Déclaration finale à Évian']);
		expect(await titles('q=Déclaration réunion')).toEqual(['Déclaration finale à Évian']);
	});

	test('takes the last word as the beginning of one, in any script', async () => {
		expect(await titles('q=norman')).toEqual(['Normandy summit in Paris']);
		expect(await titles('q=встреча минис')).toEqual(['Встреча министров в Хельсинки']);
	});

	test('offers similar titles for a slip of typing, and says so by keeping them apart', async () => {
		const page = await list('q=Hlesinki');
		expect(page.developments).toEqual([]);
		expect(page.found).toBe(0);
		expect(page.similar.map((one) => one.title)).toContain('OSCE Ministerial Council closes in Helsinki');
		expect((await list('q=Normndy summt')).similar[0]?.title).toBe('Normandy summit in Paris');
	});

	test('ranks a hit in the title above one in the summary, unless newest is asked for', async () => {
		const { id } = await log({
			title: 'Other matters',
			summary: 'A summit was mentioned.',
			occurredOn: '2025-01-01'
		});
		expect(await titles('q=summit')).toEqual(['Normandy summit in Paris', 'Other matters']);
		expect(await titles('q=summit&sort=newest')).toEqual(['Other matters', 'Normandy summit in Paris']);
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, id));
		expect(await titles('q=summit')).toEqual(['Normandy summit in Paris']);
	});

	test('is narrowed by the filters', async () => {
		expect(await titles('q=council&recommendation=paper/A2&effect=-2')).toEqual([
			'A council on food security opens'
		]);
		expect(await titles('q=council&forum=osce')).toEqual(['OSCE Ministerial Council closes in Helsinki']);
	});

	test.each(['"', '-', 'a & | !', "'':*", '(', '<->', '%', '\\', 'or', 'the', '🕊', '- -"'])(
		'takes %j for what it is: no fault',
		async (q) => {
			await expect(listDevelopments(db, { q })).resolves.toMatchObject({ nextCursor: null });
		}
	);
});

describe('filtering', () => {
	test('leaves hidden developments out of every list', async () => {
		for (const address of [
			'',
			'forum=OSCE',
			'actor=Russia',
			'recommendation=paper/A1',
			'publication=paper',
			'q=hidden'
		])
			expect(await titles(address)).not.toContain('Hidden summit in Helsinki');
	});

	test.each([
		['recommendation=paper/A1', ['osce', 'council', 'summit']],
		['recommendation=paper/A1&effect=1,2', ['osce', 'summit']],
		['recommendation=paper/A1&effect=1&effect=-1&kind=decision', ['osce']],
		['publication=paper', ['osce', 'security', 'council', 'summit']],
		['publication=paper&theme=T&effect=-2', ['security']],
		['publication=another', ['cyrillic']],
		['theme=T&from=2023-01-01', ['osce', 'cyrillic']],
		['kind=statement&kind=formal_step', ['security', 'council']],
		['forum=un', ['osce', 'council']],
		['forum=UN&forum=x&actor=russia', ['council']],
		['actor=Russia&kind=decision', ['summit']],
		['source=un news', ['council']],
		['effect=-2', ['security']],
		['from=2022-02-21&to=2022-03-01', ['praha', 'security', 'council']],
		['source=nobody', []],
		['actor=nobody&forum=UN', []]
	])('%s', async (address, expected) => {
		const page = await list(address);
		expect(page.developments.map((one) => one.id)).toEqual(expected.map((name) => made[name]));
	});

	test('shows what a row needs: source, forums in order, effects by publication and code', async () => {
		const [row] = (await list('source=UN News')).developments;
		expect(row).toMatchObject({
			occurredOn: '2022-02-21',
			occurredPrecision: 'day',
			kind: 'formal_step',
			source: { name: 'UN News', kind: 'other', reliability: 'F' },
			forums: ['UN'],
			actors: ['Russia'],
			evidence: [
				{ publication: 'paper', code: 'A1', effect: -1 },
				{ publication: 'paper', code: 'A2', effect: 1 }
			]
		});
	});

	test('says that a recommendation does not exist', async () => {
		await expect(list('recommendation=paper/A9')).rejects.toThrow(NotFound);
	});

	test.each([
		'effect=3',
		'kind=rumour',
		'from=2022-02-30',
		'to=soon',
		'recommendation=A1',
		'sort=oldest',
		`q=${'x'.repeat(301)}`
	])('refuses %s by the name of the parameter', (address) => {
		const field = address.slice(0, address.indexOf('='));
		expect(() => readFilter(new URLSearchParams(address))).toThrow(expect.objectContaining({ field }));
	});
});

describe('paging', () => {
	test.each([
		'',
		'publication=paper',
		'recommendation=paper/A1',
		'forum=UN',
		'q=council',
		'q=council&sort=newest'
	])('gives every development once, in order: %s', async (address) => {
		const whole = (await list(address)).developments.map((one) => one.id);
		const paged: number[] = [];
		let cursor: string | null | undefined;
		do {
			const page = await list(address, { cursor, limit: 1 });
			paged.push(...page.developments.map((one) => one.id));
			cursor = page.nextCursor;
		} while (cursor);
		expect(paged).toEqual(whole);
	});

	test('is not disturbed by what is logged meanwhile', async () => {
		const first = await list('', { limit: 2 });
		const { id } = await log({ title: 'Brand new', occurredOn: '2025-06-01' });
		const second = await list('', { limit: 2, cursor: first.nextCursor });
		const all = [...first.developments, ...second.developments].map((one) => one.id);
		expect(all).toEqual([made.osce, made.cyrillic, made.praha, made.security]);
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, id));
	});

	test.each([
		'x',
		'W10',
		'WyIyMDIyLTAyLTMwIiwxXQ',
		'[1]',
		encodeCursor({ on: '2022-02-21', id: 1 }).slice(0, -3)
	])('refuses the cursor %s', async (cursor) => {
		await expect(list('', { cursor })).rejects.toThrow(Refused);
	});

	test('refuses a cursor of another order', async () => {
		await expect(list('q=council', { cursor: encodeCursor({ on: '2022-02-21', id: 1 }) })).rejects.toThrow(
			Refused
		);
		await expect(list('', { cursor: encodeCursor({ offset: 50 }) })).rejects.toThrow(Refused);
	});
});

describe('the evidence of a recommendation', () => {
	test('comes newest first, with the second coding beside it', async () => {
		await code(ben, made.council!, ids.A1!, 0);
		const { evidence } = await listEvidence(db, ids.A1!, null);
		expect(evidence.map((one) => [one.development.id, one.effect])).toEqual([
			[made.osce, 1],
			[made.council, -1],
			[made.summit, 2]
		]);
		expect(evidence[1]).toMatchObject({
			coder: 'ana',
			rationale: 'because',
			others: [{ coder: 'ben', effect: 0, state: 'submitted' }]
		});
	});

	test('can be seen as of a day, by what had occurred or by what had been recorded', async () => {
		const occurred = await listEvidence(db, ids.A1!, null, { asOf: '2022-12-31' });
		expect(occurred.evidence.map((one) => one.development.id)).toEqual([made.council, made.summit]);
		const before = await listEvidence(db, ids.A1!, null, { asOf: '2022-12-31', basis: 'recorded' });
		expect(before.evidence).toEqual([]);
		const now = await listEvidence(db, ids.A1!, null, { asOf: '2999-01-01', basis: 'recorded' });
		expect(now.evidence).toHaveLength(3);
		const today = new Date().toISOString().slice(0, 10);
		await code(ana, made.summit!, ids.A1!, 1);
		const later = await listEvidence(db, ids.A1!, null, { asOf: today, basis: 'recorded', limit: 2 });
		expect(later.evidence.map((one) => one.effect)).toEqual([1, -1]);
		const rest = await listEvidence(db, ids.A1!, null, {
			asOf: today,
			basis: 'recorded',
			cursor: later.nextCursor
		});
		expect(rest.evidence.map((one) => one.effect)).toEqual([1]);
	});

	test('is paged and narrowed', async () => {
		const first = await listEvidence(db, ids.A1!, null, { limit: 2 });
		const second = await listEvidence(db, ids.A1!, null, { limit: 2, cursor: first.nextCursor });
		expect(second.evidence.map((one) => one.development.id)).toEqual([made.summit]);
		expect(second.nextCursor).toBeNull();
		const advances = await listEvidence(db, ids.A1!, null, { effect: [1, 2], to: '2020-01-01' });
		expect(advances.evidence.map((one) => one.development.id)).toEqual([made.summit]);
	});
});

describe('one development', () => {
	test('has everything that is known of it', async () => {
		expect(await getDevelopment(db, made.praha!, null)).toMatchObject({
			occurredOn: '2022-03-01',
			occurredPrecision: 'month',
			source: 'Le Monde',
			recordedBy: 'ana',
			actors: [],
			hiddenAt: null
		});
		expect(
			(await listCodings(db, made.council!, null)).map((one) => [one.code, one.coder, one.effect])
		).toEqual([
			['A1', 'ana', -1],
			['A1', 'ben', 0],
			['A2', 'ana', 1]
		]);
	});

	test('hidden, is there for those who can restore it, and for nobody else', async () => {
		await expect(getDevelopment(db, made.hidden!, null)).rejects.toThrow(NotFound);
		const viewer = await makeActor(db, 'viewer', 'vic');
		await expect(getDevelopment(db, made.hidden!, viewer)).rejects.toThrow(NotFound);
		expect((await getDevelopment(db, made.hidden!, ana)).hiddenAt).toBeInstanceOf(Date);
	});

	test.each([0, -1, 1.5, Number.NaN, 2 ** 60])('with the number %d does not exist', async (id) => {
		await expect(getDevelopment(db, id, null)).rejects.toThrow(NotFound);
	});

	test('tells its history in words, codings included', async () => {
		await code(ana, made.council!, ids.A1!, -2);
		const [latest, ...earlier] = await listHistoryOfDevelopment(db, made.council!, null);
		expect(latest).toMatchObject({ who: 'ana', what: 'coded A1: −1 → −2' });
		expect(latest?.fields).toEqual([{ label: 'effect', was: '−1', became: '−2' }]);
		expect(earlier.at(-1)).toMatchObject({ who: 'ana', what: 'logged this development' });
	});
});

describe('likely duplicates', () => {
	test('are those of the same address, whatever the date', async () => {
		const found = await findDuplicates(db, { url: 'https://tass.example/1', occurredOn: '1999-01-01' });
		expect(found).toMatchObject([{ id: made.cyrillic, reason: expect.stringContaining('same address') }]);
	});

	test('are those of a similar title within thirty days', async () => {
		const asked = { title: 'Security Council meets about Ukraine', occurredOn: '2022-02-24' };
		expect(await findDuplicates(db, asked)).toMatchObject([
			{ id: made.council, reason: 'similar title, 3 days apart' }
		]);
		expect(await findDuplicates(db, { ...asked, occurredOn: '2022-06-24' })).toEqual([]);
	});

	test('are those of the same title where no date is given yet', async () => {
		const found = await findDuplicates(db, { title: 'the security council meets on ukraine' });
		expect(found).toMatchObject([{ id: made.council, reason: 'same title' }]);
	});

	test('never hold the development itself, a hidden one or a short title', async () => {
		const title = 'The Security Council meets on Ukraine';
		expect(await findDuplicates(db, { title, exceptId: made.council })).toEqual([]);
		expect(await findDuplicates(db, { title: 'Hidden summit in Helsinki' })).toEqual([]);
		expect(await findDuplicates(db, { title: 'Summit' })).toEqual([]);
	});
});

describe('logging with codings in one go', () => {
	const input = (changes: object) =>
		v.parse(logSchema, {
			title: 'Envoys meet in Geneva',
			occurredOn: '2026-01-15',
			kind: 'formal_step',
			source: 'Reuters',
			codings: [{ recommendation: 'paper/A2', effect: 1 }],
			...changes
		});
	const send = (formId: string, changes: object = {}, seen: number[] = []) =>
		inTransaction(db, (tx) => logDevelopment(tx, ana, input(changes), { formId, seen: new Set(seen) }));

	test('records a form that is sent twice once, and another development as another', async () => {
		const formId = newFormId();
		const first = await send(formId);
		expect(await send(formId)).toEqual(first);
		const other = await send(formId, { title: 'A quite different thing', occurredOn: '2025-02-03' });
		expect(other.id).not.toBe(first.id);
		expect(await listCodings(db, first.id, null)).toMatchObject([
			{ code: 'A2', effect: 1, state: 'adopted' }
		]);
	});

	test('holds back what is perhaps logged already until the person has seen it', async () => {
		const again = { title: 'Envoys meet in Geneva', occurredOn: '2026-01-16' };
		const held = await send(newFormId(), again).catch((error: unknown) => error);
		expect(held).toBeInstanceOf(PerhapsLogged);
		const seen = (held as PerhapsLogged).duplicates;
		expect(seen).toMatchObject([{ title: 'Envoys meet in Geneva', reason: 'same title, one day apart' }]);
		await expect(
			send(
				newFormId(),
				again,
				seen.map(({ id }) => id)
			)
		).resolves.toHaveProperty('id');
	});

	test('keeps nothing when one coding is at fault, and names it', async () => {
		const codings = [
			{ recommendation: 'paper/A1', effect: 0 },
			{ recommendation: 'paper/A9', effect: 2 }
		];
		const fault = send(newFormId(), { title: 'Half a record', occurredOn: '2020-06-06', codings });
		await expect(fault).rejects.toMatchObject({ field: 'codings.1.recommendation' });
		const twice = [codings[0], codings[0]];
		await expect(
			send(newFormId(), { title: 'Half a record', occurredOn: '2020-06-06', codings: twice })
		).rejects.toMatchObject({ field: 'codings.1.recommendation' });
		expect(await titles('q="half a record"')).toEqual([]);
	});
});

test('suggestions find a name by any part of it, beginnings first', async () => {
	expect((await suggestSources(db, 'le')).map((source) => source.name)).toEqual(['Le Monde']);
	expect((await suggestSources(db, 'un')).map((source) => source.name)).toEqual(['UN News']);
	expect((await suggestActors(db, 'rús')).map((actor) => actor.name)).toEqual(['Russia']);
});

test('a list costs one statement, whatever it holds', async () => {
	const [before] = await db.execute<{ n: string }>(sql`select count(*) as n from developments`);
	expect(Number(before?.n)).toBeGreaterThan(5);
	let statements = 0;
	const counting = new Proxy(db, {
		get(target, key, receiver) {
			if (key === 'execute' || key === 'select') statements++;
			return Reflect.get(target, key, receiver) as unknown;
		}
	});
	await listDevelopments(counting, { publication: 'paper' });
	expect(statements).toBe(1);
});
