import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { users } from '../users/table.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { readHouseTemplate } from './house-template.server.ts';
import { lockBriefing } from './lock.server.ts';
import { briefings, houseTemplates } from './table.server.ts';

/** Keeps a Word file whose styles exports can take. @throws Refused where it cannot be used, with what to do. */
export async function keepHouseTemplate(
	tx: Transaction,
	actor: Actor | null,
	{ name, file }: { name: string; file: Uint8Array }
): Promise<{ id: number }> {
	authorise(actor, 'keepTemplates');
	if (file.length === 0) throw new Refused('Choose a .docx file.', 'file');
	readHouseTemplate(file);
	const [row] = await tx
		.insert(houseTemplates)
		.values({ name, file, uploadedBy: actor.id })
		.returning({ id: houseTemplates.id });
	await recordChange(tx, {
		entity: 'house_templates',
		entityId: row!.id,
		action: 'keepHouseTemplate',
		actorId: actor.id,
		after: { name, bytes: file.length }
	});
	await notify(tx, 'house_templates', row!.id);
	return { id: row!.id };
}

/** Offers a template no more; briefings that follow it still do. Hiding a hidden one changes nothing. */
export async function hideHouseTemplate(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepTemplates');
	await setHidden(tx, actor, id, true);
}

/** Offers a hidden template again. */
export async function restoreHouseTemplate(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepTemplates');
	await setHidden(tx, actor, id, false);
}

async function setHidden(tx: Transaction, actor: Actor, id: number, hide: boolean): Promise<void> {
	const [row] = await tx
		.select({ name: houseTemplates.name, hiddenAt: houseTemplates.hiddenAt })
		.from(houseTemplates)
		.where(eq(houseTemplates.id, id))
		.for('update');
	if (!row) throw new NotFound('There is no such template.');
	if ((row.hiddenAt !== null) === hide) return;
	await tx
		.update(houseTemplates)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(houseTemplates.id, id));
	await recordChange(tx, {
		entity: 'house_templates',
		entityId: id,
		action: hide ? 'hideHouseTemplate' : 'restoreHouseTemplate',
		actorId: actor.id,
		before: { name: row.name, hidden: !hide },
		after: { name: row.name, hidden: hide }
	});
	await notify(tx, 'house_templates', id);
}

/** All templates by name, hidden ones too: who brought each, and how many briefings in view follow it. */
export function listHouseTemplates(db: Reader) {
	const { id, name, uploadedAt, hiddenAt } = houseTemplates;
	return db
		.select({
			id,
			name,
			uploadedAt,
			hiddenAt,
			uploadedBy: users.name,
			bytes: sql<number>`octet_length(${houseTemplates.file})`,
			followers: db.$count(briefings, and(eq(briefings.houseTemplateId, id), isNull(briefings.hiddenAt)))
		})
		.from(houseTemplates)
		.innerJoin(users, eq(users.id, houseTemplates.uploadedBy))
		.orderBy(asc(sql`lower(${name})`), asc(id));
}

/** Chooses the template that a briefing's Word files follow; null for ours. */
export async function followHouseTemplate(
	tx: Transaction,
	actor: Actor | null,
	{ briefingId, templateId }: { briefingId: number; templateId: number | null }
): Promise<void> {
	authorise(actor, 'composeBriefing');
	const briefing = await lockBriefing(tx, briefingId);
	if (briefing.houseTemplateId === templateId) return;
	if (templateId !== null) {
		const [known] = await tx
			.select({ id: houseTemplates.id })
			.from(houseTemplates)
			.where(and(eq(houseTemplates.id, templateId), isNull(houseTemplates.hiddenAt)));
		if (!known) throw new NotFound('There is no such template.', 'templateId');
	}
	await tx.update(briefings).set({ houseTemplateId: templateId }).where(eq(briefings.id, briefingId));
	await recordChange(tx, {
		entity: 'briefings',
		entityId: briefingId,
		action: 'followHouseTemplate',
		actorId: actor.id,
		before: { houseTemplateId: briefing.houseTemplateId },
		after: { houseTemplateId: templateId }
	});
	await notify(tx, 'briefings', briefingId);
}

/** The Word file that a briefing follows; undefined for ours. */
export async function houseTemplateOf(db: Reader, briefingId: number): Promise<Uint8Array | undefined> {
	const [row] = await db
		.select({ file: houseTemplates.file })
		.from(briefings)
		.innerJoin(houseTemplates, eq(houseTemplates.id, briefings.houseTemplateId))
		.where(eq(briefings.id, briefingId));
	return row?.file;
}
