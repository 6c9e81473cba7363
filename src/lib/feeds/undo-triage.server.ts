import { sql } from 'drizzle-orm';
import { hideDevelopment, lockDevelopment } from '../developments/commands.server.ts';
import { recordChange, recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { asSeen, tellInbox, type Held, type Missed, type Outcome, type Standing } from './decide.server.ts';
import type { Seen } from './triage.ts';

/**
 * Takes the last decision over items back: each stands as it stood before, if nobody decided since. A development that
 * was logged from one is hidden with it, unless others have worked on it.
 */
export async function undoTriage(
	tx: Transaction,
	actor: Actor | null,
	items: readonly Seen[]
): Promise<Outcome> {
	authorise(actor, 'triage');
	const { ready, missed } = await asSeen(tx, actor, items, ({ standing }) =>
		standing.decidedBy === null && standing.state !== 'new' ? 'Nobody decided it yet' : undefined
	);
	const before = await standingsBefore(tx, ready);
	const undone: Held[] = [];
	for (const held of ready) {
		const words = before.has(held.id) ? await withdraw(tx, actor, held) : 'There is nothing to undo';
		if (words === undefined) undone.push(held);
		else missed.push({ id: held.id, title: held.title, words } satisfies Missed);
	}
	if (undone.length === 0) return { done: [], missed };
	const standings = undone.map(({ id }) => ({ id, ...before.get(id)! }));
	await restore(tx, standings);
	await recordChanges(
		tx,
		undone.map((held) => ({
			entity: 'inbox_items',
			entityId: held.id,
			action: 'undoTriage',
			actorId: actor.id,
			before: { ...held.standing },
			after: { ...before.get(held.id)! }
		}))
	);
	await tellInbox(tx, undone);
	return { done: undone.map(({ id, version }) => ({ id, version: version + 1 })), missed };
}

/** How each item stood before the last thing that a person decided; those whose last change was none are left out. */
async function standingsBefore(tx: Transaction, items: readonly Held[]): Promise<Map<number, Standing>> {
	const ids = JSON.stringify(items.map(({ id }) => id));
	const rows = await tx.execute<{ entity_id: string; action: string; before: Standing }>(sql`
		select last.entity_id, last.action, last.before
		from json_array_elements_text(${ids}::json) as asked(id), lateral (
			select c.entity_id, c.action, c.before from changes c
			where c.entity = 'inbox_items' and c.entity_id = asked.id::bigint order by c.id desc limit 1
		) as last`);
	const decided = rows.filter(({ action }) => action !== 'undoTriage' && action !== 'returnSnoozed');
	return new Map(decided.map(({ entity_id: id, before }) => [Number(id), before]));
}

/** Undoes what the decision did to a development. @returns words where that cannot be */
async function withdraw(
	tx: Transaction,
	actor: Actor,
	{ id, title, standing }: Held
): Promise<string | undefined> {
	const { state, developmentId, decidedBy } = standing;
	if (developmentId === null) return undefined;
	if (state === 'attached') {
		await recordChange(tx, {
			entity: 'developments',
			entityId: developmentId,
			action: 'detachReport',
			actorId: actor.id,
			before: { reports: [title] }
		});
		await notify(tx, 'development', developmentId);
		return undefined;
	}
	const { hiddenAt, version } = await lockDevelopment(tx, developmentId);
	if (hiddenAt !== null) return undefined;
	const use = version > 1 ? 'was worked on since' : await useOf(tx, developmentId, id, decidedBy ?? actor.id);
	if (use) return `The development ${use}: hide it on its own page, if it is wrong, then undo this`;
	await hideDevelopment(tx, actor, developmentId);
	return undefined;
}

/** What others have built on a development, in words; null for nothing. */
async function useOf(
	tx: Transaction,
	developmentId: number,
	itemId: number,
	loggedBy: number
): Promise<string | null> {
	const named = sql`to_jsonb(${developmentId}::bigint)`;
	const cited = sql`'@development-' || ${developmentId}::text || '(?!\\d)'`;
	const [row] = await tx.execute<{ use: string | null }>(sql`
		select case
			when exists (select from codings k where k.development_id = d.id and k.coder_id <> ${loggedBy}
				and k.retired_at is null) then 'was worked on since'
			when exists (select from assessment_evidence e join assessments a on a.id = e.assessment_id
				where e.development_id = d.id and a.withdrawn_at is null) then 'is cited by an assessment'
			when exists (select from briefing_blocks b where b.hidden_at is null
				and (b.choices -> 'pinned' @> ${named} or b.text ~ (${cited}))) then 'is cited in a briefing'
			when exists (select from threads t where t.development_id = d.id and (t.opened_by <> ${loggedBy} or exists (
				select from comments c where c.thread_id = t.id and c.author_id <> ${loggedBy}))) then 'is being discussed'
			when exists (select from annotations n where n.development_id = d.id and n.creator_id <> ${loggedBy}
				and n.hidden_at is null) then 'was annotated by somebody since'
			when exists (select from inbox_items i where i.development_id = d.id and i.id <> ${itemId})
				then 'has other items of the inbox tied to it'
		end as use
		from developments d where d.id = ${developmentId}`);
	return row?.use ?? null;
}

async function restore(tx: Transaction, standings: readonly (Standing & { id: number })[]): Promise<void> {
	await tx.execute(sql`
		update inbox_items i set state = s.state, snoozed_until = s."snoozedUntil", development_id = s."developmentId",
			dismiss_reason = s."dismissReason", dismiss_note = s."dismissNote", excluded_by = s."excludedBy",
			decided_by = s."decidedBy", decided_at = s."decidedAt", version = i.version + 1
		from jsonb_to_recordset(${JSON.stringify(standings)}::jsonb) as s(id bigint, state text, "snoozedUntil" timestamptz,
			"developmentId" bigint, "dismissReason" text, "dismissNote" text, "excludedBy" bigint, "decidedBy" bigint,
			"decidedAt" timestamptz)
		where i.id = s.id`);
}
