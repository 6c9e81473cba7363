import { and, asc, eq, isNull } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
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
	return { id: row!.id };
}

/** Offers a template no more; briefings that follow it still do. */
export async function hideHouseTemplate(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepTemplates');
	const [row] = await tx
		.update(houseTemplates)
		.set({ hiddenAt: new Date() })
		.where(and(eq(houseTemplates.id, id), isNull(houseTemplates.hiddenAt)))
		.returning({ name: houseTemplates.name });
	if (!row) throw new NotFound('There is no such template.');
	await recordChange(tx, {
		entity: 'house_templates',
		entityId: id,
		action: 'hideHouseTemplate',
		actorId: actor.id,
		before: { hidden: false },
		after: { hidden: true }
	});
}

/** The templates on offer, by name. */
export function listHouseTemplates(db: Reader) {
	return db
		.select({ id: houseTemplates.id, name: houseTemplates.name, uploadedAt: houseTemplates.uploadedAt })
		.from(houseTemplates)
		.where(isNull(houseTemplates.hiddenAt))
		.orderBy(asc(houseTemplates.name), asc(houseTemplates.id));
}

/** Chooses the template that a briefing's Word files follow; null for ours. */
export async function followHouseTemplate(
	tx: Transaction,
	actor: Actor | null,
	{ briefingId, templateId }: { briefingId: number; templateId: number | null }
): Promise<void> {
	authorise(actor, 'composeBriefing');
	const briefing = await lockBriefing(tx, briefingId);
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
