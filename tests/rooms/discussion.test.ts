import { asc, eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Subject } from '#lib/annotations/comment.ts';
import { editComment, hideComment, restoreComment } from '#lib/annotations/comments.server.ts';
import { openThread, reopenThread, reply, resolveThread } from '#lib/annotations/discussion.server.ts';
import {
	countOpenThreads,
	listThreadsOfDevelopment,
	listThreadsOfRecommendation,
	listWordings
} from '#lib/annotations/threads.server.ts';
import { assess } from '#lib/assessments/commands.server.ts';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { Conflict, NotAllowed, NotFound, NotSignedIn, Refused } from '#lib/errors.ts';
import { codings } from '#lib/evidence/table.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { changes } from '#lib/server/table.server.ts';
import { notifications, users } from '#lib/users/table.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana Weiss');
const ben = await makeActor(db, 'analyst', 'Ben Ode');
const cleo = await makeActor(db, 'analyst', 'Cleo Marsh');
const eda = await makeActor(db, 'editor', 'Eda Lund');
const vic = await makeActor(db, 'viewer', 'Vic Tor');
const gone = await makeActor(db, 'analyst', 'Greta Gone');
await db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, gone.id));
const { ids } = await makePublication(db, 'paper', ['A1']);
const A1 = ids.A1!;

const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const log = async (title = 'Council adopts a decision') =>
	(await inTx((tx) => recordDevelopment(tx, ana, aDevelopment({ title })))).id;
const open = (actor: Actor | null, subjectId: number, body: string, subject: Subject = 'development') =>
	inTx((tx) => openThread(tx, actor, { subject, subjectId, body }));
const answer = (actor: Actor | null, threadId: number, body: string) =>
	inTx((tx) => reply(tx, actor, { threadId, body }));
const edit = (actor: Actor | null, commentId: number, version: number, body: string) =>
	inTx((tx) => editComment(tx, actor, commentId, { version, body }));
const codingOf = async (developmentId: number, revealedAt: Date | null) => {
	const [row] = await db
		.insert(codings)
		.values({
			developmentId,
			recommendationId: A1,
			recommendationVersion: 1,
			coderId: ana.id,
			effect: -1,
			state: 'submitted',
			isBlind: true,
			revealedAt
		})
		.returning({ id: codings.id });
	return row!.id;
};

/** What somebody was told, oldest first. */
const toldTo = (actor: Actor) =>
	db
		.select({ reason: notifications.reason, title: notifications.title, href: notifications.href })
		.from(notifications)
		.where(eq(notifications.userId, actor.id))
		.orderBy(asc(notifications.id));
const forget = () => db.delete(notifications);

describe('talking about a record', () => {
	test('a thread holds what was said, in order, and open ones stand first', async () => {
		const id = await log();
		const first = await open(ana, id, 'Is this the same meeting?');
		await answer(ben, first.threadId, '**No.**');
		const second = await open(ben, id, 'Which source?');
		await inTx((tx) => resolveThread(tx, ana, second.threadId));
		const threads = await listThreadsOfDevelopment(db, id, vic.id);
		expect(
			threads.map((thread) => [thread.state, thread.openedBy, thread.comments.map(({ body }) => body)])
		).toEqual([
			['open', 'Ana Weiss', ['Is this the same meeting?', '**No.**']],
			['resolved', 'Ben Ode', ['Which source?']]
		]);
		expect(await countOpenThreads(db, id, vic.id)).toBe(1);
		expect(first.href).toBe(`/developments/${id}?view=discussion#comment-${first.commentId}`);
	});

	test('a thread about a coding stands with its development, one about an assessment with its recommendation', async () => {
		const id = await log();
		const codingId = await codingOf(id, new Date());
		await open(ben, codingId, 'Why −1?', 'coding');
		const [about] = await listThreadsOfDevelopment(db, id, ben.id);
		expect(about).toMatchObject({
			subject: 'coding',
			codingId,
			code: 'A1',
			effect: -1,
			coder: 'Ana Weiss'
		});
		const { id: assessmentId } = await inTx((tx) =>
			assess(tx, ana, A1, {
				assessedOn: '2022-05-01',
				level: 1,
				trajectory: 'steady',
				confidence: 'low',
				rationale: 'A first step.',
				overrideReason: 'Seen on site.',
				developmentIds: []
			})
		);
		await open(ben, assessmentId, 'On what?', 'assessment');
		const { href } = await open(ben, A1, 'What do we look for?', 'recommendation');
		expect(href).toMatch(/^\/publications\/paper\/A1#comment-\d+$/);
		expect(await listThreadsOfRecommendation(db, A1, ben.id)).toMatchObject([
			{ subject: 'recommendation' },
			{ subject: 'assessment', assessmentId, assessedOn: '2022-05-01', level: 1, assessor: 'Ana Weiss' }
		]);
	});

	test('is for analysts: nobody, viewers and tokens that read are refused', async () => {
		const id = await log();
		const { threadId, commentId } = await open(ana, id, 'Hm.');
		const reading = { ...ana, scope: 'read' as const };
		for (const [actor, error] of [
			[null, NotSignedIn],
			[vic, NotAllowed],
			[reading, NotAllowed]
		] as const) {
			await expect(open(actor, id, 'x')).rejects.toThrow(error);
			await expect(answer(actor, threadId, 'x')).rejects.toThrow(error);
			await expect(edit(actor, commentId, 1, 'x')).rejects.toThrow(error);
			await expect(inTx((tx) => hideComment(tx, actor, commentId))).rejects.toThrow(error);
			await expect(inTx((tx) => resolveThread(tx, actor, threadId))).rejects.toThrow(error);
		}
	});

	test.each(['development', 'coding', 'assessment', 'recommendation', 'block'] as const)(
		'there is no thread about a %s that does not exist',
		async (subject) => {
			await expect(open(ana, 999_999, 'x', subject)).rejects.toThrow(NotFound);
		}
	);

	test('a hidden development is talked about only by those who see it', async () => {
		const id = await log();
		await inTx((tx) => hideDevelopment(tx, ana, id));
		await forget();
		await open(ana, id, '@[Vic Tor] @[Ben Ode]: why hidden?');
		expect(await toldTo(ben)).toHaveLength(1);
		expect(await toldTo(vic)).toHaveLength(0);
	});
});

describe('a thread about a coding that nobody else sees yet', () => {
	test('exists for its coder alone, whatever the role of others', async () => {
		const id = await log();
		const codingId = await codingOf(id, null);
		const { threadId, commentId } = await open(ana, codingId, 'Note to myself.', 'coding');
		expect(await listThreadsOfDevelopment(db, id, ana.id)).toHaveLength(1);
		for (const actor of [ben, eda]) {
			expect(await listThreadsOfDevelopment(db, id, actor.id)).toEqual([]);
			expect(await countOpenThreads(db, id, actor.id)).toBe(0);
			await expect(open(actor, codingId, 'x', 'coding')).rejects.toThrow(NotFound);
			await expect(answer(actor, threadId, 'x')).rejects.toThrow('There is no such thread.');
			await expect(edit(actor, commentId, 1, 'x')).rejects.toThrow('There is no such comment.');
			await expect(inTx((tx) => resolveThread(tx, actor, threadId))).rejects.toThrow(NotFound);
			await expect(inTx((tx) => hideComment(tx, actor, commentId))).rejects.toThrow(NotFound);
		}
	});

	test('can mention nobody else, and says so beside the field', async () => {
		const codingId = await codingOf(await log(), null);
		await expect(open(ana, codingId, '@[Eda Lund]?', 'coding')).rejects.toMatchObject({ field: 'body' });
		await open(ana, codingId, '@[Ana Weiss]: check.', 'coding');
	});

	test('is there for all once the coding is revealed', async () => {
		const id = await log();
		const codingId = await codingOf(id, null);
		await open(ana, codingId, 'Note to myself.', 'coding');
		await db.update(codings).set({ revealedAt: new Date() }).where(eq(codings.id, codingId));
		expect(await listThreadsOfDevelopment(db, id, ben.id)).toHaveLength(1);
	});
});

describe('mentions and answers', () => {
	test('who is mentioned is told so once, who spoke before that there is an answer, the writer nothing', async () => {
		const id = await log('Summit ends');
		const { threadId } = await open(ana, id, 'Which day?');
		await answer(ben, threadId, 'The 4th.');
		await forget();
		const { href } = await answer(cleo, threadId, '@[Ana Weiss], @ana: the 5th. @[Cleo Marsh]');
		expect(await toldTo(ana)).toEqual([{ reason: 'mention', title: 'Summit ends', href }]);
		expect(await toldTo(ben)).toEqual([{ reason: 'reply', title: 'Summit ends', href }]);
		expect(await toldTo(cleo)).toEqual([]);
		expect(await toldTo(eda)).toEqual([]);
	});

	test('whose coding is talked about is told; who was deactivated is not', async () => {
		const id = await log();
		const codingId = await codingOf(id, new Date());
		await forget();
		const { threadId } = await open(ben, codingId, 'Why?', 'coding');
		expect(await toldTo(ana)).toMatchObject([{ reason: 'reply' }]);
		await db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, ben.id));
		await answer(ana, threadId, 'Because.');
		await db.update(users).set({ deactivatedAt: null }).where(eq(users.id, ben.id));
		expect(await toldTo(ben)).toEqual([]);
	});

	test('a mention is kept by id and survives a change of name', async () => {
		const id = await log();
		await open(ana, id, 'Ask @ben');
		const [thread] = await listThreadsOfDevelopment(db, id, ana.id);
		expect(thread!.comments[0]!.body).toBe(`Ask @{${ben.id}}`);
	});

	test.each(['@[Greta Gone]', '@greta', '@[Nobody Known]', `@{${gone.id}}`])(
		'%s is refused beside the field, and nothing is half-written',
		async (mention) => {
			const id = await log();
			const failure = open(ana, id, `See ${mention}`);
			await expect(failure).rejects.toThrow(Refused);
			await expect(failure).rejects.toMatchObject({ field: 'body' });
			expect(await listThreadsOfDevelopment(db, id, ana.id)).toEqual([]);
		}
	);

	test('a bare name that nobody has is kept as it is, and the writer is told', async () => {
		const { unknown } = await open(ana, await log(), 'via @osce');
		expect(unknown).toEqual(['osce']);
	});
});

describe('editing a comment', () => {
	test('counts versions, keeps every wording, and tells only who is mentioned anew', async () => {
		const { commentId } = await open(ana, await log(), 'Ask @[Ben Ode]');
		await forget();
		expect(await edit(ana, commentId, 1, 'Ask @[Ben Ode] or @[Cleo Marsh]')).toMatchObject({ version: 2 });
		expect(await toldTo(ben)).toEqual([]);
		expect(await toldTo(cleo)).toMatchObject([{ reason: 'mention' }]);
		const wordings = await listWordings(db, commentId);
		expect(wordings.map(({ body }) => body)).toEqual([
			`Ask @{${ben.id}}`,
			`Ask @{${ben.id}} or @{${cleo.id}}`
		]);
	});

	test('the same words change nothing', async () => {
		const { commentId } = await open(ana, await log(), 'Once.');
		expect(await edit(ana, commentId, 1, 'Once.')).toMatchObject({ version: 1 });
		expect(await listWordings(db, commentId)).toHaveLength(1);
	});

	test('from a version that is no longer in force is a conflict, and nothing is overwritten', async () => {
		const { commentId, threadId } = await open(ana, await log(), 'One');
		await edit(ana, commentId, 1, 'Two');
		const late = edit(ana, commentId, 1, 'Three');
		await expect(late).rejects.toThrow(Conflict);
		await expect(late).rejects.toMatchObject({ field: 'version' });
		const [row] = await db.execute(
			sql`select body, version from comments where thread_id = ${threadId} and id = ${commentId}`
		);
		expect(row).toEqual({ body: 'Two', version: 2 });
	});

	test('is for its author, also against editors; a mention of somebody who left since may stay', async () => {
		const { commentId } = await open(ana, await log(), 'Ask @[Cleo Marsh]');
		await expect(edit(eda, commentId, 1, 'x')).rejects.toThrow(NotAllowed);
		await db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, cleo.id));
		expect(await edit(ana, commentId, 1, 'Asked @[Cleo Marsh]')).toMatchObject({ version: 2 });
		await db.update(users).set({ deactivatedAt: null }).where(eq(users.id, cleo.id));
	});
});

describe('hiding a comment', () => {
	test('is for its author and for editors, and can be undone', async () => {
		const id = await log();
		const { commentId } = await open(ana, id, 'Oops.');
		const hiddenAt = async () =>
			(await listThreadsOfDevelopment(db, id, ana.id))[0]!.comments[0]!.hiddenAt !== null;
		await expect(inTx((tx) => hideComment(tx, ben, commentId))).rejects.toThrow(NotAllowed);
		await inTx((tx) => hideComment(tx, ana, commentId));
		expect(await hiddenAt()).toBe(true);
		await expect(edit(ana, commentId, 1, 'x')).rejects.toThrow(Refused);
		await inTx((tx) => restoreComment(tx, eda, commentId));
		expect(await hiddenAt()).toBe(false);
	});
});

describe('resolving', () => {
	test('keeps who, and each turn in history; twice is once', async () => {
		const id = await log();
		const { threadId } = await open(ana, id, 'Done?');
		await inTx((tx) => resolveThread(tx, ben, threadId));
		await inTx((tx) => resolveThread(tx, cleo, threadId));
		expect((await listThreadsOfDevelopment(db, id, ana.id))[0]).toMatchObject({
			state: 'resolved',
			resolvedBy: 'Ben Ode'
		});
		await inTx((tx) => reopenThread(tx, cleo, threadId));
		const history = await db
			.select({ action: changes.action, actorId: changes.actorId })
			.from(changes)
			.where(sql`entity = 'threads' and entity_id = ${threadId}`)
			.orderBy(asc(changes.id));
		expect(history).toEqual([
			{ action: 'openThread', actorId: ana.id },
			{ action: 'resolveThread', actorId: ben.id },
			{ action: 'reopenThread', actorId: cleo.id }
		]);
	});

	test('an answer opens a resolved thread again', async () => {
		const id = await log();
		const { threadId } = await open(ana, id, 'Done?');
		await inTx((tx) => resolveThread(tx, ana, threadId));
		await answer(ben, threadId, 'Not quite.');
		expect((await listThreadsOfDevelopment(db, id, ana.id))[0]).toMatchObject({
			state: 'open',
			resolvedBy: null
		});
	});
});
