import { eq, sql } from 'drizzle-orm';
import { Conflict, NotFound, Refused } from '../errors.ts';
import { difference, recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { sourceOfName } from './names.server.ts';
import type { SourceInput } from './source.ts';
import { sourceAliases, sources } from './table.server.ts';

/** Adds a source to the register. @throws Conflict where one has that name, or goes by it. */
export async function addSource(tx: Transaction, actor: Actor | null, input: SourceInput): Promise<number> {
	authorise(actor, 'keepSources');
	await lockNames(tx);
	await refuseTakenNames(tx, input, null);
	const { aliases, ...row } = input;
	const [{ id }] = (await tx.insert(sources).values(row).returning({ id: sources.id })) as [{ id: number }];
	await setAliases(tx, id, aliases);
	await recordChange(tx, {
		entity: 'sources',
		entityId: id,
		action: 'addSource',
		actorId: actor.id,
		after: input
	});
	await notify(tx, 'source', id);
	return id;
}

/**
 * Changes a source; its developments follow where they have no judgement of their own. `version` is the one that the
 * editor read.
 * @throws Conflict where somebody saved another version since or a name is taken, Refused for a merged source
 */
export async function editSource(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	input: SourceInput
): Promise<void> {
	authorise(actor, 'keepSources');
	await lockNames(tx);
	const before = await lockSource(tx, id);
	if (before.mergedIntoId) throw new Refused('This source was merged into another one. Edit that one.');
	if (before.version !== version)
		throw new Conflict('Somebody else saved this source while you were editing it.', 'version');
	const changed = difference(await inputOf(tx, before), input);
	if (!changed) return;
	await refuseTakenNames(tx, input, id);
	const { aliases, ...row } = input;
	await tx
		.update(sources)
		.set({ ...row, version: version + 1, updatedAt: new Date() })
		.where(eq(sources.id, id));
	await setAliases(tx, id, aliases);
	await recordChange(tx, {
		entity: 'sources',
		entityId: id,
		action: 'editSource',
		actorId: actor.id,
		...changed
	});
	await notify(tx, 'source', id);
}

/** The row, held until the transaction ends. @throws NotFound */
export async function lockSource(tx: Transaction, id: number): Promise<typeof sources.$inferSelect> {
	const [row] = await tx.select().from(sources).where(eq(sources.id, id)).for('update');
	if (!row) throw new NotFound('There is no such source.');
	return row;
}

/** Those who change names take turns: names and other names must not collide, and no index spans both tables. */
export async function lockNames(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('names of sources', 0))`);
}

async function inputOf(tx: Transaction, row: typeof sources.$inferSelect): Promise<SourceInput> {
	const { name, kind, reliability, owner, speaksAboutItself, note } = row;
	const rows = await tx
		.select({ name: sourceAliases.name })
		.from(sourceAliases)
		.where(eq(sourceAliases.sourceId, row.id))
		.orderBy(sourceAliases.id);
	return {
		name,
		kind,
		reliability,
		owner,
		speaksAboutItself,
		note,
		aliases: rows.map((alias) => alias.name)
	};
}

async function refuseTakenNames(tx: Transaction, { name, aliases }: SourceInput, own: number | null) {
	for (const [field, wanted] of [['name', name], ...aliases.map((alias) => ['aliases', alias])] as const) {
		const found = await sourceOfName(tx, wanted!);
		if (found && found.id !== own)
			throw new Conflict(
				`“${wanted}” is a name of ${found.name} already. Merge the two if they are one.`,
				field
			);
	}
	const isOwnName = aliases.some((alias) => alias.toLowerCase() === name.toLowerCase());
	if (isOwnName) throw new Refused('The name itself need not stand among the other names.', 'aliases');
}

async function setAliases(tx: Transaction, sourceId: number, names: readonly string[]): Promise<void> {
	await tx.delete(sourceAliases).where(eq(sourceAliases.sourceId, sourceId));
	if (names.length > 0) await tx.insert(sourceAliases).values(names.map((name) => ({ sourceId, name })));
}
