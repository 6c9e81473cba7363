import * as v from 'valibot';
import type { DismissReason } from '#lib/feeds/inbox-item.ts';
import { seenSchema } from '#lib/feeds/triage.ts';
import type { Triage } from './triage.svelte.ts';

/** Takes the decision that a form would send, in its place; forms that decide nothing are left alone. */
export function decideByForm(event: SubmitEvent, triage: Triage): void {
	const { target, submitter } = event;
	if (!(target instanceof HTMLFormElement)) return;
	const name = submitter?.dataset.decision ?? target.dataset.decision;
	if (!name) return;
	event.preventDefault();
	const texts = [...new FormData(target, submitter)].filter(
		(entry): entry is [string, string] => typeof entry[1] === 'string'
	);
	const { all, readAt, ...fields } = Object.fromEntries(texts.filter(([field]) => field !== 'items'));
	if (all === 'yes' && readAt) return void triage.decideAll(name, { ...fields, all, readAt });
	if (name === 'dismiss' && fields.reason) triage.lastReason = fields.reason as DismissReason;
	const ticked = texts.flatMap(([field, text]) => (field === 'items' && text ? [text] : [])).join(',');
	const seen = v.safeParse(seenSchema, ticked);
	if (seen.success) void triage.decide(name, fields, seen.output);
}
