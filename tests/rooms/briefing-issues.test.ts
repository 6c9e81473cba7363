import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBriefing, editBlock } from '#lib/briefings/commands.server.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { makeExports } from '#lib/briefings/exporter.server.ts';
import {
	dropOldExports,
	getExport,
	getExportedFile,
	listUnfinished,
	requestExport
} from '#lib/briefings/exports.server.ts';
import { issueBriefing, sendToReview } from '#lib/briefings/issuing.server.ts';
import { getIssue, listIssues, rebuildIssue } from '#lib/briefings/issues.server.ts';
import { listBlocks } from '#lib/briefings/queries.server.ts';
import { listShares, openShare, revokeShare, shareIssue } from '#lib/briefings/shares.server.ts';
import { followHouseTemplate, keepHouseTemplate } from '#lib/briefings/house-templates.server.ts';
import { documentOfIssue } from '#lib/briefings/issued-documents.server.ts';
import { briefingExports, briefings, briefingShares } from '#lib/briefings/table.server.ts';
import { editDevelopment } from '#lib/developments/commands.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict, NotFound, Refused, TooManyTries } from '#lib/errors.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { inTransaction, openDatabase, type Transaction } from '#lib/server/database.ts';
import * as v from 'valibot';
import { aDevelopment, aWordFile, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
await loadSample(db);
const editor = await makeActor(db, 'editor');
const act = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);

let briefingId = 0;
beforeAll(async () => {
	const input = v.parse(newBriefingSchema, {
		title: 'Where it stands',
		recommendations: ['romano-2021/C1', 'romano-2021/N1'],
		periodFrom: '2021-01-01',
		periodTo: '2023-12-31'
	});
	briefingId = (await act((tx) => createBriefing(tx, editor, input))).id;
});

const issue = async () => {
	await act((tx) => sendToReview(tx, editor, briefingId));
	return act((tx) => issueBriefing(tx, editor, { id: briefingId, version: 1 }));
};

describe('issuing', () => {
	test('needs review, and the version that was looked at', async () => {
		const wanted = { id: briefingId, version: 1 };
		await expect(act((tx) => issueBriefing(tx, editor, wanted))).rejects.toThrow(Refused);
		await act((tx) => sendToReview(tx, editor, briefingId));
		await expect(act((tx) => issueBriefing(tx, editor, { ...wanted, version: 7 }))).rejects.toThrow(Conflict);
	});

	test('freezes what it says: later changes in the tracker change nothing in it', async () => {
		const { number } = await issue();
		expect(number).toBe(1);
		const before = await getIssue(db, briefingId, 1);
		const cited = before.content.document.sources.find(({ id }) => id.startsWith('development-'))!;
		const id = Number(cited.id.slice('development-'.length));
		const { version } = await getDevelopment(db, id, editor);
		await act((tx) =>
			editDevelopment(tx, editor, id, version, aDevelopment({ title: 'Another title altogether' }))
		);
		expect(await getIssue(db, briefingId, 1)).toEqual(before);
		expect(await rebuildIssue(db, briefingId, 1)).toMatchObject({
			areInputsWhole: true,
			isContentWhole: true,
			isSame: true
		});
	});

	test('an issue cannot be changed or taken away, whichever way one comes', async () => {
		await expect(db.execute(sql`update briefing_issues set content = '{}'`)).rejects.toThrow();
		await expect(db.execute(sql`delete from briefing_issues`)).rejects.toThrow();
	});

	test('is refused where the citation style is not there any more, and none is put in its place', async () => {
		const styled = (citationStyle: string) =>
			db.update(briefings).set({ citationStyle }).where(eq(briefings.id, briefingId));
		await styled('own:999');
		await db.update(briefings).set({ state: 'in_review' }).where(eq(briefings.id, briefingId));
		const refusal = await act((tx) => issueBriefing(tx, editor, { id: briefingId, version: 1 })).catch(
			(error: unknown) => error
		);
		expect(refusal).toBeInstanceOf(Refused);
		expect(String(refusal)).toContain('Choose another under “Title, audience and period” first.');
		await styled('chicago-notes');
		await db.update(briefings).set({ state: 'draft' }).where(eq(briefings.id, briefingId));
	});

	test('work goes on as a draft, and the next issue has the next number', async () => {
		const [block] = await listBlocks(db, briefingId);
		await act((tx) =>
			editBlock(tx, editor, { blockId: block!.id, version: block!.version, choices: { charts: false } })
		);
		expect((await issue()).number).toBe(2);
		const issues = await listIssues(db, briefingId);
		expect(issues.map(({ number }) => number)).toEqual([2, 1]);
		expect(issues[0]?.contentHash).not.toBe(issues[1]?.contentHash);
	});
});

describe('sharing', () => {
	const share = (changes: object = {}) =>
		act((tx) => shareIssue(tx, editor, { briefingId, number: 1, expiresOn: null, password: '', ...changes }));

	test('a link opens its issue until it is taken back; the secret is stored nowhere', async () => {
		const { token } = await share();
		expect(await openShare(db, token, {})).toMatchObject({ needsPassword: false, briefingId, number: 1 });
		const rows = await db.select().from(briefingShares);
		expect(JSON.stringify(rows)).not.toContain(token);
		const [newest] = await listShares(db, briefingId);
		await act((tx) => revokeShare(tx, editor, { briefingId, shareId: newest!.id }));
		await expect(openShare(db, token, {})).rejects.toThrow(NotFound);
	});

	test('a password is asked for, and ten wrong ones make everybody wait', async () => {
		const { token } = await share({ password: 'correct horse' });
		expect(await openShare(db, token, {})).toEqual({ needsPassword: true });
		const opened = await openShare(db, token, { password: 'correct horse' });
		const proof = opened.needsPassword ? null : opened.proof;
		expect(await openShare(db, token, { proof })).toMatchObject({ needsPassword: false });
		expect(await openShare(db, token, { proof: 'f'.repeat(64) })).toEqual({ needsPassword: true });
		for (let tries = 0; tries < 10; tries++)
			await expect(openShare(db, token, { password: 'wrong' })).rejects.toThrow(Refused);
		await expect(openShare(db, token, { password: 'correct horse' })).rejects.toThrow('Too many tries');
	});

	test('it ends after its last day, and cannot end in the past', async () => {
		await expect(share({ expiresOn: '2020-01-01' })).rejects.toThrow(Refused);
		const { token } = await share({ expiresOn: '2999-01-01' });
		await db
			.update(briefingShares)
			.set({ expiresAt: new Date('2020-01-01') })
			.where(sql`expires_at is not null`);
		await expect(openShare(db, token, {})).rejects.toThrow(NotFound);
	});
});

describe('documents', () => {
	/** Runs the exporter until nothing waits. */
	async function makeAll(): Promise<void> {
		const stop = new AbortController();
		const single = openDatabase(url, { max: 1 });
		const work = makeExports(single.db, stop.signal, 20);
		await expect
			.poll(
				async () =>
					(await db.select({ state: briefingExports.state }).from(briefingExports)).filter(
						({ state }) => state === 'waiting' || state === 'running'
					).length,
				{ timeout: 60_000, interval: 50 }
			)
			.toBe(0);
		stop.abort();
		await work;
		await single.close();
	}
	async function whenAsked(): Promise<void> {
		await expect.poll(async () => (await listUnfinished(db)).length, { interval: 20 }).toBeGreaterThan(0);
		await makeAll();
	}
	const ask = (format: 'docx' | 'html' | 'md', number: number | null = 1) =>
		act((tx) => requestExport(tx, editor, { briefingId, number, format }));

	test(
		'are made in the background, the same from the same issue byte for byte',
		{ timeout: 90_000 },
		async () => {
			const asked = [await ask('docx'), await ask('docx'), await ask('html'), await ask('md', null)];
			await makeAll();
			for (const { id } of asked)
				expect(await getExport(db, briefingId, id)).toMatchObject({ state: 'done', progress: 100 });
			const [first, second] = await Promise.all(
				asked.slice(0, 2).map(({ id }) => getExportedFile(db, briefingId, id))
			);
			expect(Buffer.from(first!.file).equals(Buffer.from(second!.file))).toBe(true);
		}
	);

	test('what a process left half-way is taken up by the next', { timeout: 90_000 }, async () => {
		const { id } = await ask('md');
		await db
			.update(briefingExports)
			.set({ state: 'running', progress: 40 })
			.where(eq(briefingExports.id, id));
		await makeAll();
		expect(await getExport(db, briefingId, id)).toMatchObject({ state: 'done' });
	});

	test('of an issue are made once for all who hold a link, and kept', { timeout: 90_000 }, async () => {
		const { id } = await getIssue(db, briefingId, 1);
		const issue = { id, briefingId };
		let makings = 0;
		const countMaking = () => Promise.resolve(void makings++);
		const get = (format: 'docx' | 'pdf') => documentOfIssue(db, issue, format, { countMaking });
		const rowsOf = async (format: 'docx' | 'pdf') =>
			(await db.select().from(briefingExports).where(eq(briefingExports.format, format))).length;
		const [first, second] = (await Promise.all([get('pdf'), get('pdf'), whenAsked()])) as Uint8Array[];
		expect(Buffer.from(first!).subarray(0, 5).toString()).toBe('%PDF-');
		expect(second).toEqual(first);
		expect(await get('pdf')).toEqual(first);
		expect(await rowsOf('pdf')).toBe(1);

		// A Word file follows the house; one made before is not what is wanted then.
		const ours = await get('docx');
		expect(await rowsOf('docx')).toBe(2);
		const house = await act((tx) => keepHouseTemplate(tx, editor, { name: 'House', file: aWordFile() }));
		await act((tx) => followHouseTemplate(tx, editor, { briefingId, templateId: house.id }));
		const [theirs] = await Promise.all([get('docx'), whenAsked()]);
		expect(theirs).not.toEqual(ours);
		expect(await get('docx')).toEqual(theirs);
		await act((tx) => followHouseTemplate(tx, editor, { briefingId, templateId: null }));
		const [oursAgain] = await Promise.all([get('docx'), whenAsked()]);
		expect(oursAgain).toEqual(ours);
		expect(makings).toBeLessThanOrEqual(4);
	});

	test('that take too long are left in the making; a network that asks for too many is refused', async () => {
		const { id } = await getIssue(db, briefingId, 2);
		const issue = { id, briefingId };
		const refuse = () => Promise.reject(new TooManyTries('Later.', 60));
		await expect(documentOfIssue(db, issue, 'html', { countMaking: refuse })).rejects.toThrow(TooManyTries);
		const countMaking = () => Promise.resolve();
		expect(await documentOfIssue(db, issue, 'html', { countMaking, until: 0 })).toBeUndefined();
		await makeAll();
		expect(await documentOfIssue(db, issue, 'html', { countMaking: refuse, until: 0 })).toBeDefined();
	});

	test('are dropped a month after they were made; what is in hand stays, however old', async () => {
		const old = await ask('md');
		const inHand = await ask('md');
		const waiting = await ask('md');
		const newer = await ask('md');
		const set = (id: number, values: Partial<typeof briefingExports.$inferInsert>) =>
			db.update(briefingExports).set(values).where(eq(briefingExports.id, id));
		const longAgo = new Date(Date.now() - 31 * 86_400_000);
		const done = { state: 'done', file: new Uint8Array([1]), requestedAt: longAgo } as const;
		await set(old.id, { ...done, finishedAt: longAgo });
		await set(inHand.id, { state: 'running', requestedAt: longAgo });
		await set(waiting.id, { requestedAt: longAgo });
		await set(newer.id, { ...done, finishedAt: new Date() });
		await act(dropOldExports);
		const left = (await db.select({ id: briefingExports.id }).from(briefingExports)).map(({ id }) => id);
		expect(left).not.toContain(old.id);
		for (const { id } of [inHand, waiting, newer]) expect(left).toContain(id);
	});
});
