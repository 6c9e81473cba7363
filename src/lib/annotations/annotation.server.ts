import { and, eq, isNull } from 'drizzle-orm';
import { lockDevelopment } from '../developments/commands.server.ts';
import { Conflict, NotAllowed, NotFound, Refused } from '../errors.ts';
import { codings } from '../evidence/table.server.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import type { AnnotationEdit, AnnotationInput } from './annotation.ts';
import { addressedIn } from './annotation-body.server.ts';
import { mentionedIds } from './mention.ts';
import { placePassage } from './placed-passage.server.ts';
import type { Selectors } from './selector.ts';
import { annotations } from './table.server.ts';

/**
 * Marks a passage of a development's text. What the selectors say is looked up in the text that was read, and kept as
 * they would be made from it; the same highlight again changes nothing.
 * @throws Refused where the passage is not in that text, or the development is hidden or has no text; Conflict where
 * the text was changed since and the passage is gone
 */
export async function annotate(
	tx: Transaction,
	actor: Actor | null,
	input: AnnotationInput
): Promise<{ id: number }> {
	authorise(actor, 'annotate');
	const { developmentId, motivation, codingId } = input;
	const { hiddenAt } = await lockDevelopment(tx, developmentId);
	if (hiddenAt) throw new Refused('This development is hidden. Restore it before you annotate it.');
	if (codingId !== null) await checkCoding(tx, actor, developmentId, codingId);
	const { selectors, textVersion, placement } = await placePassage(tx, actor, input);
	const words = await addressedIn(tx, actor, input, []);
	const { quote, position } = selectors;
	const same =
		motivation === 'highlighting' && (await ownHighlight(tx, actor, input, textVersion, selectors));
	if (same) return same;
	const [row] = await tx
		.insert(annotations)
		.values({
			developmentId,
			textVersion,
			motivation,
			exact: quote.exact,
			prefix: quote.prefix,
			suffix: quote.suffix,
			startAt: position.start,
			endAt: position.end,
			placedStart: placement.start,
			placedEnd: placement.end,
			placed: placement.quality,
			body: words.body,
			codingId,
			creatorId: actor.id
		})
		.returning({ id: annotations.id });
	const { id } = row!;
	await recordChange(tx, {
		entity: 'annotations',
		entityId: id,
		action: 'annotate',
		actorId: actor.id,
		after: { motivation, passage: quote.exact, body: words.body, codingId }
	});
	await words.tell(id);
	await notify(tx, 'annotations', developmentId);
	return { id };
}

/**
 * Changes the words of one's own annotation; a highlight that is given some becomes a comment.
 * @throws Conflict where it was changed since, Refused for a comment without words
 */
export async function editAnnotation(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	{ version, body }: AnnotationEdit
): Promise<{ version: number }> {
	authorise(actor, 'annotate');
	const before = await getAnnotation(tx, actor, id);
	if (before.creatorId !== actor.id)
		throw new NotAllowed('This is somebody else’s annotation; only they change its words.');
	if (before.hiddenAt) throw new Refused('This annotation is hidden. Restore it before you change it.');
	if (before.version !== version)
		throw new Conflict('You changed this annotation elsewhere meanwhile.', 'version');
	const motivation = before.motivation === 'linking' ? 'linking' : 'commenting';
	const words = await addressedIn(tx, actor, { ...before, body }, mentionedIds(before.body));
	if (words.body === before.body) return { version };
	if (motivation === 'commenting' && body === '')
		throw new Refused('Write a comment, or hide the annotation.', 'body');
	await tx
		.update(annotations)
		.set({ body: words.body, motivation, version: version + 1, modifiedAt: new Date() })
		.where(eq(annotations.id, id));
	await recordChange(tx, {
		entity: 'annotations',
		entityId: id,
		action: 'editAnnotation',
		actorId: actor.id,
		before: { motivation: before.motivation, body: before.body },
		after: { motivation, body: words.body }
	});
	await words.tell(id);
	await notify(tx, 'annotations', before.developmentId);
	return { version: version + 1 };
}

/** Takes an annotation out of view: one's own, or as an editor anybody's. Hiding a hidden one changes nothing. */
export function hideAnnotation(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	return setHidden(tx, actor, id, 'hideAnnotation', true);
}

/** Brings a hidden annotation back, to where its passage is now. */
export function restoreAnnotation(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	return setHidden(tx, actor, id, 'restoreAnnotation', false);
}

async function setHidden(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	action: string,
	hide: boolean
): Promise<void> {
	authorise(actor, 'annotate');
	const { creatorId, hiddenAt, developmentId } = await getAnnotation(tx, actor, id);
	if (creatorId !== actor.id && !may(actor, 'moderate'))
		throw new NotAllowed('This is somebody else’s annotation; an editor can hide and restore it.');
	if ((hiddenAt !== null) === hide) return;
	await tx
		.update(annotations)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(annotations.id, id));
	await recordChange(tx, {
		entity: 'annotations',
		entityId: id,
		action,
		actorId: actor.id,
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'annotations', developmentId);
}

/** Holds an annotation until the transaction ends. One that is tied to a coding that the actor may not see is not there. */
async function getAnnotation(tx: Transaction, actor: Actor, id: number) {
	const [row] = await tx.select().from(annotations).where(eq(annotations.id, id)).for('update');
	const isVisible = row && (row.codingId === null || (await maySeeCoding(tx, actor, row.codingId)));
	if (!isVisible) throw new NotFound('There is no such annotation.');
	return row;
}

async function maySeeCoding(tx: Transaction, actor: Actor, codingId: number): Promise<boolean> {
	const rows = await tx
		.select({ id: codings.id })
		.from(codings)
		.where(and(eq(codings.id, codingId), visibleCoding('codings', actor.id)));
	return rows.length > 0;
}

async function checkCoding(tx: Transaction, actor: Actor, developmentId: number, codingId: number) {
	const isOfDevelopment = and(eq(codings.developmentId, developmentId), isNull(codings.retiredAt));
	const [row] = await tx
		.select({ id: codings.id })
		.from(codings)
		.where(and(eq(codings.id, codingId), isOfDevelopment, visibleCoding('codings', actor.id)));
	if (!row) throw new Refused('Choose a coding of this development that is in force.', 'codingId');
}

async function ownHighlight(
	tx: Transaction,
	actor: Actor,
	{ developmentId }: AnnotationInput,
	textVersion: number,
	{ position }: Selectors
) {
	const [row] = await tx
		.select({ id: annotations.id })
		.from(annotations)
		.where(
			and(
				eq(annotations.developmentId, developmentId),
				eq(annotations.textVersion, textVersion),
				eq(annotations.startAt, position.start),
				eq(annotations.endAt, position.end),
				eq(annotations.creatorId, actor.id),
				eq(annotations.motivation, 'highlighting'),
				isNull(annotations.hiddenAt)
			)
		);
	return row;
}
