import { fail, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { today } from '#lib/calendar.ts';
import type { Outcome } from '#lib/feeds/decide.server.ts';
import { readInboxFilter } from '#lib/feeds/inbox-filter.ts';
import { dismissReasonLabels } from '#lib/feeds/inbox-item.ts';
import { listSeen } from '#lib/feeds/inbox.server.ts';
import {
	attachItems,
	bringBackItems,
	decidedOrConflict,
	dismissItems,
	snoozeItems
} from '#lib/feeds/triage.server.ts';
import { dismissSchema, seenSchema, snoozeSchema, type Seen } from '#lib/feeds/triage.ts';
import { undoTriage } from '#lib/feeds/undo-triage.server.ts';
import type { Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { dayOf } from '../moment.ts';
import { idField, respond } from '../respond.server.ts';

/** Which items: those named, or all that the filter in the address finds of what had come when the page was read. */
const chosen = v.pipe(
	v.object({
		items: v.optional(seenSchema),
		readAt: v.optional(
			v.pipe(
				v.string(),
				v.isoTimestamp(),
				v.transform((text) => new Date(text))
			)
		)
	}),
	v.check(({ items, readAt }) => items !== undefined || readAt !== undefined, 'Choose an item first.')
);

type Decide<Input> = (tx: Transaction, actor: Actor, items: Seen[], input: Input) => Promise<Outcome>;

/** An action over items, with what it is asked with beside them, and how it is said when done. */
const action =
	<S extends v.GenericSchema<unknown, Record<string, unknown>>>(
		schema: S,
		decide: Decide<v.InferOutput<S>>,
		say: (input: v.InferOutput<S>) => string
	) =>
	async ({ request, locals, url }: RequestEvent) => {
		const values = await readChoice(request);
		let said = '';
		const answer = await respond(locals, values, v.intersect([chosen, schema]), async (tx, actor, input) => {
			const { items, readAt } = input as v.InferOutput<typeof chosen>;
			const seen = items ?? (await listSeen(tx, readInboxFilter(url.searchParams), readAt!));
			said = say(input as v.InferOutput<S>);
			return decidedOrConflict(decide(tx, actor, seen, input as v.InferOutput<S>));
		});
		if (!answer.done) {
			const { errors, message } = answer.failure.data;
			return fail(answer.failure.status, {
				message: message ?? Object.values(errors).flat()[0] ?? 'Try again.'
			});
		}
		const { done, missed } = answer.result;
		return { said: done.length === 1 ? said : `${said}: ${done.length} items`, done, missed };
	};

/** The fields of a form; items may be ticked one by one. */
async function readChoice(request: Request): Promise<Record<string, string>> {
	const form = await request.formData();
	const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
	const { all, readAt, ...fields } = Object.fromEntries(texts.filter(([name]) => name !== 'items'));
	if (all === 'yes' && readAt) return { ...fields, readAt };
	const items = texts.flatMap(([name, text]) => (name === 'items' && text !== '' ? [text] : []));
	return items.length > 0 ? { ...fields, items: items.join(',') } : fields;
}

const nothing = v.object({});

export const actions = {
	dismiss: action(dismissSchema, dismissItems, ({ reason }) => `Dismissed (${dismissReasonLabels[reason]})`),
	snooze: action(
		snoozeSchema(() => today()),
		(tx, actor, items, { until }) => snoozeItems(tx, actor, items, until),
		({ until }) => `Snoozed until ${dayOf(new Date(`${until}T00:00:00Z`))}`
	),
	attach: action(
		v.object({ developmentId: idField }),
		(tx, actor, items, { developmentId }) => attachItems(tx, actor, items, developmentId),
		() => 'Attached'
	),
	bringBack: action(nothing, bringBackItems, () => 'Back in the inbox'),
	undo: action(nothing, undoTriage, () => 'Undone')
};
