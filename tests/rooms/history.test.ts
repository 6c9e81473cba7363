import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { openThread } from '#lib/annotations/discussion.server.ts';
import { assess } from '#lib/assessments/commands.server.ts';
import { editDevelopment, hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { listHiddenDevelopments } from '#lib/developments/hidden.server.ts';
import { NotAllowed } from '#lib/errors.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import {
	listHistoryOfDevelopment,
	listHistoryOfPerson,
	listHistoryOfPublication,
	listHistoryOfRecommendation,
	listHistoryOfTeam,
	type HistoryEntry
} from '#lib/history/queries.server.ts';
import { setPublicationHidden } from '#lib/publications/commands.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { changeRole, signOutEverywhere } from '#lib/users/commands.server.ts';
import { invite, offerPassword } from '#lib/users/invitation.server.ts';
import { changeSettings } from '#lib/users/site.server.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana');
const ben = await makeActor(db, 'analyst', 'Ben');
const admin = await makeActor(db, 'admin', 'Ada');
const { publicationId, ids } = await makePublication(db, 'paper', ['C1', 'C2']);
const recommendationId = ids.C1!;
const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const log = (title: string) => inTx((tx) => recordDevelopment(tx, ana, aDevelopment({ title })));
const inWords = (history: HistoryEntry[]) => history.map(({ who, what }) => `${who ?? 'Stocktake'} ${what}`);

const code = (actor: typeof ana, developmentId: number, effect: -2 | -1 | 0 | 1 | 2) =>
	inTx((tx) => codeEvidence(tx, actor, { developmentId, recommendationId, effect, rationale: '' }));

describe('the history', () => {
	test('of a development tells edits and codings, the newest first', async () => {
		const { id } = await log('Talks open');
		await code(ana, id, -1);
		await code(ana, id, -2);
		await inTx((tx) => editDevelopment(tx, ben, id, 1, aDevelopment({ title: 'Talks open again' })));
		expect(inWords(await listHistoryOfDevelopment(db, id, null))).toEqual([
			'Ben edited the title',
			'Ana coded C1: −1 → −2',
			'Ana coded C1: −1',
			'Ana logged this development'
		]);
	});

	test('of a recommendation tells its codings with their developments, and its assessments', async () => {
		const { id } = await log('Talks close');
		await code(ben, id, 2);
		await inTx((tx) =>
			assess(tx, ana, recommendationId, {
				assessedOn: '2022-05-01',
				level: 1,
				trajectory: 'steady',
				confidence: 'low',
				rationale: 'It begins.',
				overrideReason: '',
				developmentIds: []
			})
		);
		const history = await listHistoryOfRecommendation(db, recommendationId, null);
		expect(inWords(history).slice(0, 2)).toEqual(['Ana assessed: Minimal', 'Ben coded it: +2']);
		expect(history[1]!.development).toEqual({ id, title: 'Talks close' });
		expect(inWords(await listHistoryOfRecommendation(db, ids.C2!, null))).toEqual([]);
	});

	test('keeps what nobody else may see yet from everybody but its coder', async () => {
		const { id } = await log('Blind');
		await db.execute(sql`
			with coding as (
				insert into codings (development_id, recommendation_id, recommendation_version, coder_id, effect, state, is_blind, revealed_at)
				values (${id}, ${recommendationId}, 1, ${ben.id}, 2, 'submitted', true, null) returning id
			)
			insert into changes (entity, entity_id, action, actor_id, after)
			select 'codings', id, 'codeEvidence', ${ben.id}, '{"effect": 2}' from coding`);
		const heard = async (viewer: number | null) => ({
			development: inWords(await listHistoryOfDevelopment(db, id, viewer)).join(),
			recommendation: inWords(await listHistoryOfRecommendation(db, recommendationId, viewer))[0]
		});
		expect((await heard(ben.id)).development).toContain('Ben coded C1: +2');
		expect((await heard(ben.id)).recommendation).toBe('Ben coded it: +2');
		for (const viewer of [null, ana.id, admin.id]) {
			expect((await heard(viewer)).development).not.toContain('coded');
			expect((await heard(viewer)).recommendation).not.toBe('Ben coded it: +2');
		}
	});

	test('tells members what was said, with the names of those it mentions, and nobody else', async () => {
		const { id } = await log('Spoken of');
		const body = `@Ben what do you think?`;
		const about = { subject: 'development', subjectId: id } as const;
		await inTx((tx) => openThread(tx, ana, { ...about, body }));
		const heard = await listHistoryOfDevelopment(db, id, ben.id);
		expect(inWords(heard)).toEqual(['Ana commented', 'Ana opened a thread', 'Ana logged this development']);
		expect(heard[0]!.fields).toEqual([{ label: 'words', was: null, became: '@[Ben] what do you think?' }]);
		expect(inWords(await listHistoryOfDevelopment(db, id, null))).toEqual(['Ana logged this development']);
	});

	test('of a publication tells what was done to it', async () => {
		await inTx((tx) => setPublicationHidden(tx, admin, publicationId, true));
		await inTx((tx) => setPublicationHidden(tx, admin, publicationId, false));
		expect(inWords(await listHistoryOfPublication(db, publicationId))).toEqual([
			'Ada restored the publication',
			'Ada hid the publication'
		]);
	});

	test('of a person tells roles, sessions ended and links for a password', async () => {
		const cleo = await makeActor(db, 'viewer', 'Cleo');
		await inTx((tx) => changeRole(tx, admin, { userId: cleo.id, role: 'admin' }));
		await inTx((tx) => signOutEverywhere(tx, admin, { userId: cleo.id }));
		await inTx((tx) => offerPassword(tx, admin, { userId: cleo.id }));
		expect(inWords(await listHistoryOfPerson(db, cleo.id))).toEqual([
			'Ada made a link for a new password for this person',
			'Ada signed this person out everywhere',
			'Ada changed the role: viewer → admin'
		]);
	});

	test('of the team names whom it is about', async () => {
		const dan = await makeActor(db, 'viewer', 'Dan');
		await inTx((tx) => changeRole(tx, admin, { userId: dan.id, role: 'admin' }));
		await inTx((tx) => invite(tx, admin, { email: 'new@example.org', role: 'analyst' }));
		await inTx((tx) => changeSettings(tx, admin, { reading: 'members' }));
		expect(inWords(await listHistoryOfTeam(db)).slice(0, 3)).toEqual([
			'Ada changed who may read: public → members',
			'Ada invited new@example.org as analyst',
			'Ada changed the role of Dan: viewer → admin'
		]);
	});
});

describe('what is hidden', () => {
	test('is listed with who hid it, the last first, for those who may restore it', async () => {
		const first = await log('Hidden first');
		const second = await log('Hidden second');
		await inTx((tx) => hideDevelopment(tx, ana, first.id));
		await inTx((tx) => hideDevelopment(tx, ben, second.id));
		const { developments, nextCursor } = await listHiddenDevelopments(db, ana);
		expect(developments.map(({ title, hiddenBy }) => [title, hiddenBy])).toEqual([
			['Hidden second', 'Ben'],
			['Hidden first', 'Ana']
		]);
		expect(nextCursor).toBeNull();
		const viewer = await makeActor(db, 'viewer', 'Vic');
		await expect(listHiddenDevelopments(db, viewer)).rejects.toBeInstanceOf(NotAllowed);
	});

	test('is read fifty at a time, each once', async () => {
		await db.execute(sql`
			insert into developments (occurred_on, occurred_precision, kind, title, source_id, credibility, recorded_by, hidden_at)
			select '2020-01-01', 'day', 'statement', 'Old ' || n, (select min(id) from sources), 6, ${ana.id}, '2020-01-02'
			from generate_series(1, 60) n`);
		const page = await listHiddenDevelopments(db, ana);
		const next = await listHiddenDevelopments(db, ana, page.nextCursor);
		expect([page.developments.length, next.developments.length, next.nextCursor]).toEqual([50, 12, null]);
		expect(new Set([...page.developments, ...next.developments].map(({ id }) => id)).size).toBe(62);
	});
});
