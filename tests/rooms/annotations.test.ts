import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { annotationSchema } from '#lib/annotations/annotation.ts';
import {
	annotate,
	editAnnotation,
	hideAnnotation,
	restoreAnnotation
} from '#lib/annotations/annotation.server.ts';
import { countAnnotations, getAnnotation, listAnnotations } from '#lib/annotations/annotation-list.server.ts';
import { keepAnnotatedText } from '#lib/annotations/annotated-text.server.ts';
import { describe as selectorsFor } from '#lib/annotations/selector.ts';
import { hideDevelopment, recordDevelopment } from '#lib/developments/commands.server.ts';
import { keptTextSchema } from '#lib/developments/kept-text.ts';
import { findText } from '#lib/developments/kept-text.server.ts';
import { Conflict, NotAllowed, NotFound, NotSignedIn, Refused } from '#lib/errors.ts';
import { codings } from '#lib/evidence/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const eda = await makeActor(db, 'editor', 'eda');
const vic = await makeActor(db, 'viewer', 'vic');
const { ids } = await makePublication(db, 'paper', ['A1', 'A2']);

const article =
	'Ministers met in Vienna. The Permanent Council adopted the unified budget after years of delay. Russia did not block consensus.';
const budget = 'adopted the unified budget';

const keep = (actor: Actor | null, developmentId: number, version: number, text: string) =>
	inTransaction(db, (tx) =>
		keepAnnotatedText(tx, actor, { developmentId, ...v.parse(keptTextSchema, { version, text }) })
	);
const withText = async (text = article) => {
	const { id } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));
	await keep(ana, id, 0, text);
	return id;
};
type Sent = Partial<v.InferInput<typeof annotationSchema>>;
const mark = (actor: Actor | null, developmentId: number, exact: string, more: Sent = {}) =>
	inTransaction(db, (tx) =>
		annotate(
			tx,
			actor,
			v.parse(annotationSchema, {
				developmentId,
				motivation: 'highlighting',
				selectors: { quote: { type: 'TextQuoteSelector', exact } },
				...more
			})
		)
	);
const shown = async (developmentId: number, viewer: Actor) => {
	const text = (await findText(db, developmentId, viewer))!.text;
	return (await listAnnotations(db, developmentId, viewer)).map(({ placement, selectors }) =>
		placement
			? `${placement.quality}: ${text.slice(placement.start, placement.end)}`
			: `orphaned: ${selectors.quote.exact}`
	);
};
const historyOf = async (entity: string, id: number) => [
	...(await db.execute(
		sql`select action, actor_id::int as who, before, after from changes where entity = ${entity} and entity_id = ${id} order by id`
	))
];

describe('the text of a development', () => {
	test('is kept version by version, composed and with plain line ends', async () => {
		const { id } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));
		expect(await findText(db, id, ana)).toBeUndefined();
		await keep(ana, id, 0, 'Re\u0301union\r\na\u0300 Vienne\u0000 \u202egnissim\u202c 😀\r\n');
		await keep(ben, id, 1, 'Second');
		expect(await findText(db, id, vic, 1)).toMatchObject({
			text: 'Réunion\nà Vienne \u202egnissim\u202c 😀',
			origin: 'pasted',
			recordedBy: 'ana'
		});
		expect(await findText(db, id, vic)).toMatchObject({ version: 2, text: 'Second', recordedBy: 'ben' });
		expect((await historyOf('developments', id)).slice(1)).toEqual([
			{
				action: 'keepText',
				who: ana.id,
				before: null,
				after: { textVersion: 1, characters: 29, origin: 'pasted' }
			},
			{
				action: 'keepText',
				who: ben.id,
				before: { textVersion: 1, characters: 29 },
				after: { textVersion: 2, characters: 6, origin: 'pasted' }
			}
		]);
	});

	test('is not overwritten by who read another version; the same words again change nothing', async () => {
		const id = await withText();
		await keep(ben, id, 1, `${article} Two.`);
		await expect(keep(ana, id, 1, `${article} Three.`)).rejects.toThrow('ben saved another text meanwhile.');
		await expect(keep(ana, id, 0, 'Anew')).rejects.toThrow(Conflict);
		expect(await keep(ana, id, 1, `${article} Two.`)).toMatchObject({ version: 2 });
		expect(await findText(db, id, ana)).toMatchObject({ version: 2, recordedBy: 'ben' });
	});

	test('of two savers at once one is told', async () => {
		const id = await withText();
		const both = await Promise.allSettled([keep(ana, id, 1, 'One'), keep(ben, id, 1, 'Two')]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('is kept by analysts, read by members, and shown to nobody else', async () => {
		const id = await withText();
		await expect(keep(vic, id, 1, 'x')).rejects.toThrow(NotAllowed);
		await expect(keep(null, id, 1, 'x')).rejects.toThrow(NotSignedIn);
		await expect(findText(db, id, null)).rejects.toThrow(NotSignedIn);
		await expect(listAnnotations(db, id, null)).rejects.toThrow(NotSignedIn);
	});

	test('stays as it is while the development is hidden', async () => {
		const id = await withText();
		await inTransaction(db, (tx) => hideDevelopment(tx, ana, id));
		await expect(keep(ana, id, 1, 'x')).rejects.toThrow(Refused);
		await expect(mark(ana, id, budget)).rejects.toThrow(Refused);
	});

	test('has at most 500,000 characters and is whole', () => {
		const faults = (text: unknown) => v.safeParse(keptTextSchema, { version: 0, text }).issues?.[0].message;
		expect(faults('x'.repeat(500_000))).toBeUndefined();
		expect(faults('x'.repeat(500_001))).toBe('Too long: at most 500000 characters.');
		expect(faults('\ud83d')).toContain('lone surrogate');
		expect(faults(' \u0000\n')).toBe('Paste or type the words of the source.');
	});
});

describe('marking a passage', () => {
	test('keeps selectors made from the text, its place, and one line of history', async () => {
		const id = await withText();
		const { id: annotationId } = await mark(ana, id, budget);
		const start = article.indexOf(budget);
		expect(await getAnnotation(db, annotationId, vic)).toMatchObject({
			motivation: 'highlighting',
			selectors: selectorsFor(article, start, start + budget.length),
			textVersion: 1,
			placement: { start, end: start + budget.length, quality: 'exact' },
			creator: { id: ana.id, name: 'ana' },
			version: 1
		});
		expect(await historyOf('annotations', annotationId)).toEqual([
			{
				action: 'annotate',
				who: ana.id,
				before: null,
				after: { motivation: 'highlighting', passage: budget, body: '', codingId: null }
			}
		]);
	});

	test('twice by the same person is one highlight, by two people two', async () => {
		const id = await withText();
		const first = await mark(ana, id, budget);
		expect(await mark(ana, id, budget)).toEqual(first);
		await mark(ben, id, budget);
		expect(await listAnnotations(db, id, vic)).toHaveLength(2);
	});

	test('is listed in the order of the text, a part at a time, and counted as it is seen', async () => {
		const id = await withText();
		for (const words of ['Russia', 'Ministers', 'Vienna']) await mark(ana, id, words);
		const { id: hidden } = await mark(ana, id, budget);
		await inTransaction(db, (tx) => hideAnnotation(tx, ana, hidden));
		const words = async (viewer: Actor, slice: Parameters<typeof listAnnotations>[3]) =>
			(await listAnnotations(db, id, viewer, slice)).map(({ selectors }) => selectors.quote.exact);
		expect(await words(ana, { limit: 2 })).toEqual(['Ministers', 'Vienna']);
		expect(await words(ana, { limit: 2, offset: 2 })).toEqual([budget, 'Russia']);
		expect(await words(ana, { limit: 2, offset: 2, isShownOnly: true })).toEqual(['Russia']);
		const counts = [countAnnotations(db, id, ana), countAnnotations(db, id, ana, { isShownOnly: true })];
		expect(await Promise.all([...counts, countAnnotations(db, id, ben)])).toEqual([4, 3, 3]);
		await expect(countAnnotations(db, id, null)).rejects.toThrow(NotSignedIn);
	});

	test('is refused where the passage is not in the text, or there is none', async () => {
		const id = await withText();
		await expect(mark(ana, id, 'adopted the divided budget')).rejects.toThrow('is not in the text');
		await expect(mark(ana, id, 'Vienna', { occurrence: 2 })).rejects.toThrow(Refused);
		const { id: bare } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));
		await expect(mark(ana, bare, budget)).rejects.toThrow('no text yet');
		await expect(mark(ana, 999_999, budget)).rejects.toThrow(NotFound);
	});

	test('of a text that changed while it was read is placed in the new one, or says that it is gone', async () => {
		const id = await withText();
		await keep(ben, id, 1, `VIENNA. ${article.replace(' Russia did not block consensus.', '')}`);
		const read = (words: string) => {
			const start = article.indexOf(words);
			return { selectors: selectorsFor(article, start, start + words.length), textVersion: 1 };
		};
		await mark(ana, id, budget, read(budget));
		expect(await shown(id, vic)).toEqual([`moved: ${budget}`]);
		const gone = mark(ana, id, 'x', read('Russia did not block consensus.'));
		await expect(gone).rejects.toThrow(Conflict);
		await expect(mark(ana, id, budget, { textVersion: 9 })).rejects.toThrow('no version 9');
	});

	test('is for analysts', async () => {
		const id = await withText();
		await expect(mark(vic, id, budget)).rejects.toThrow(NotAllowed);
		await expect(mark(null, id, budget)).rejects.toThrow(NotSignedIn);
	});

	test('tells whom a comment mentions, once, with the way there', async () => {
		const id = await withText();
		const { id: annotationId } = await mark(ana, id, budget, {
			motivation: 'commenting',
			body: '@ben, is this new?'
		});
		expect(await getAnnotation(db, annotationId, vic)).toMatchObject({ body: `@{${ben.id}}, is this new?` });
		await inTransaction(db, (tx) =>
			editAnnotation(tx, ana, annotationId, { version: 1, body: '@ben and @eda, is this new?' })
		);
		const href = `/developments/${id}?view=text#annotation-${annotationId}`;
		const told = await db.execute(
			sql`select user_id::int as who from notifications where href = ${href} order by id`
		);
		expect([...told]).toEqual([{ who: ben.id }, { who: eda.id }]);
	});

	test('takes markup, emoji and text from right to left as the letters that they are', async () => {
		const hostile = '<script>alert(1)</script> &amp; 👨‍👩‍👧‍👦 المجلس \u202eabc\u202c e\u0301nd';
		const id = await withText(hostile);
		for (const words of ['<script>alert(1)</script>', '👨‍👩‍👧‍👦', 'المجلس', '\u202eabc\u202c', 'énd'])
			await mark(ana, id, words);
		expect(await shown(id, vic)).toEqual([
			'exact: <script>alert(1)</script>',
			'exact: 👨‍👩‍👧‍👦',
			'exact: المجلس',
			'exact: \u202eabc\u202c',
			'exact: énd'
		]);
	});
});

describe('when the text changes', () => {
	test('highlights follow their passages, and what is taken out is an orphan until it comes back', async () => {
		const id = await withText();
		await mark(ana, id, budget);
		await mark(ben, id, 'unified budget after years');
		await mark(ben, id, 'Russia did not block consensus.');
		const mended = `VIENNA, Thursday.\n${article}`.replace('the unified budget', 'a unified budget');
		expect(await keep(ana, id, 1, mended)).toEqual({ version: 2, orphaned: 0, found: 0 });
		expect(await shown(id, vic)).toEqual([
			'edited: adopted a unified budget',
			'moved: unified budget after years',
			'moved: Russia did not block consensus.'
		]);
		const shorter = mended.replace(' Russia did not block consensus.', '');
		expect(await keep(ana, id, 2, shorter)).toEqual({ version: 3, orphaned: 1, found: 0 });
		expect((await shown(id, vic)).at(-1)).toBe('orphaned: Russia did not block consensus.');
		expect(await keep(ana, id, 3, article)).toEqual({ version: 4, orphaned: 0, found: 1 });
		expect(await shown(id, vic)).toEqual([
			`exact: ${budget}`,
			'exact: unified budget after years',
			'exact: Russia did not block consensus.'
		]);
	});

	test('hidden ones follow too, and come back in their place', async () => {
		const id = await withText();
		const { id: annotationId } = await mark(ana, id, budget);
		await inTransaction(db, (tx) => hideAnnotation(tx, ana, annotationId));
		await keep(ana, id, 1, `VIENNA. ${article}`);
		await inTransaction(db, (tx) => restoreAnnotation(tx, ana, annotationId));
		expect(await shown(id, vic)).toEqual([`moved: ${budget}`]);
	});
});

describe('changing an annotation', () => {
	const comment = async (body = 'Is this new?') => {
		const id = await withText();
		return {
			id,
			...(await mark(ana, id, budget, { motivation: 'commenting', body }).then(({ id }) => ({
				annotationId: id
			})))
		};
	};
	const edit = (actor: Actor | null, annotationId: number, version: number, body: string) =>
		inTransaction(db, (tx) => editAnnotation(tx, actor, annotationId, { version, body }));

	test('is for who made it, version by version, with before and after', async () => {
		const { annotationId } = await comment();
		await expect(edit(ben, annotationId, 1, 'x')).rejects.toThrow(NotAllowed);
		await expect(edit(eda, annotationId, 1, 'x')).rejects.toThrow(NotAllowed);
		expect(await edit(ana, annotationId, 1, 'It is **new**.')).toEqual({ version: 2 });
		await expect(edit(ana, annotationId, 1, 'Stale')).rejects.toThrow(Conflict);
		await expect(edit(ana, annotationId, 2, '')).rejects.toThrow(Refused);
		expect(await getAnnotation(db, annotationId, vic)).toMatchObject({ version: 2, body: 'It is **new**.' });
		expect((await historyOf('annotations', annotationId)).at(-1)).toMatchObject({
			action: 'editAnnotation',
			before: { body: 'Is this new?' },
			after: { body: 'It is **new**.' }
		});
	});

	test('is not for viewers, for tokens that may only read, and for nobody', async () => {
		const { annotationId } = await comment();
		for (const act of [
			(actor: Actor | null) => edit(actor, annotationId, 1, 'x'),
			(actor: Actor | null) => inTransaction(db, (tx) => hideAnnotation(tx, actor, annotationId)),
			(actor: Actor | null) => inTransaction(db, (tx) => restoreAnnotation(tx, actor, annotationId))
		]) {
			await expect(act(vic)).rejects.toThrow(NotAllowed);
			await expect(act({ ...ana, scope: 'read' })).rejects.toThrow(NotAllowed);
			await expect(act(null)).rejects.toThrow(NotSignedIn);
		}
	});

	test('a highlight that is given words becomes a comment', async () => {
		const id = await withText();
		const { id: annotationId } = await mark(ana, id, budget);
		await edit(ana, annotationId, 1, 'Why now?');
		expect(await getAnnotation(db, annotationId, vic)).toMatchObject({ motivation: 'commenting' });
	});

	test('one’s own is hidden and restored by oneself, anybody’s by an editor; others do not see it meanwhile', async () => {
		const { id, annotationId } = await comment();
		const set = (actor: Actor, act: typeof hideAnnotation) =>
			inTransaction(db, (tx) => act(tx, actor, annotationId));
		await expect(set(ben, hideAnnotation)).rejects.toThrow(NotAllowed);
		await set(eda, hideAnnotation);
		expect(await listAnnotations(db, id, ben)).toEqual([]);
		await expect(getAnnotation(db, annotationId, vic)).rejects.toThrow(NotFound);
		expect(await listAnnotations(db, id, ana)).toMatchObject([{ hiddenAt: expect.any(Date) }]);
		await expect(edit(ana, annotationId, 1, 'x')).rejects.toThrow(Refused);
		await expect(set(ben, restoreAnnotation)).rejects.toThrow(NotAllowed);
		await set(ana, restoreAnnotation);
		await set(ana, restoreAnnotation);
		expect(await listAnnotations(db, id, ben)).toMatchObject([{ hiddenAt: null }]);
		expect((await historyOf('annotations', annotationId)).map(({ action }) => action)).toEqual([
			'annotate',
			'hideAnnotation',
			'restoreAnnotation'
		]);
	});
});

describe('a passage tied to a coding', () => {
	/** A coding that only its coder sees, as a draft is, or one that all see. */
	const code = async (developmentId: number, coder: Actor, isRevealed: boolean) => {
		const [row] = await db
			.insert(codings)
			.values({
				developmentId,
				recommendationId: ids.A1!,
				recommendationVersion: 1,
				coderId: coder.id,
				effect: 1,
				state: 'submitted',
				isBlind: !isRevealed,
				revealedAt: isRevealed ? new Date() : null
			})
			.returning({ id: codings.id });
		return row!.id;
	};
	const link = (actor: Actor, id: number, codingId: number) =>
		mark(actor, id, budget, { motivation: 'linking', codingId });

	test('says what the coding says', async () => {
		const id = await withText();
		await link(ben, id, await code(id, ana, true));
		expect(await listAnnotations(db, id, vic)).toMatchObject([
			{ coding: { publication: 'paper', code: 'A1', effect: 1, coder: 'ana', isRetired: false } }
		]);
	});

	test('is nobody else’s to see, hide or export while the coding is hidden, not even an editor’s', async () => {
		const id = await withText();
		const codingId = await code(id, ana, false);
		const { id: annotationId } = await link(ana, id, codingId);
		expect(await listAnnotations(db, id, ana)).toHaveLength(1);
		for (const other of [ben, eda, vic]) {
			expect(await listAnnotations(db, id, other)).toEqual([]);
			await expect(getAnnotation(db, annotationId, other)).rejects.toThrow(NotFound);
		}
		await expect(inTransaction(db, (tx) => hideAnnotation(tx, eda, annotationId))).rejects.toThrow(NotFound);
		await db.execute(sql`update codings set revealed_at = now() where id = ${codingId}`);
		expect(await listAnnotations(db, id, ben)).toHaveLength(1);
	});

	test('mentions nobody while nobody else can see it', async () => {
		const id = await withText();
		const codingId = await code(id, ana, false);
		const mentioning = mark(ana, id, budget, { motivation: 'linking', codingId, body: '@ben, look' });
		await expect(mentioning).rejects.toThrow('Nobody else can see this coding yet');
	});

	test('takes a coding of this development that one may see and that is in force', async () => {
		const id = await withText();
		const elsewhere = await withText();
		const refusal = 'Choose a coding of this development that is in force.';
		const foreign = await code(elsewhere, ana, true);
		const blind = await code(id, ana, false);
		for (const codingId of [foreign, blind, 999_999])
			await expect(link(ben, id, codingId)).rejects.toThrow(refusal);
		await db.execute(sql`update codings set retired_at = now() where id = ${blind}`);
		await expect(link(ana, id, blind)).rejects.toThrow(refusal);
	});
});
