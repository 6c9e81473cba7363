import type { RequestHandler } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Outcome } from '#lib/feeds/decide.server.ts';
import { getItem } from '#lib/feeds/inbox.server.ts';
import { decidedOrConflict } from '#lib/feeds/triage.server.ts';
import type { Seen } from '#lib/feeds/triage.ts';
import type { Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { itemIdOf, itemOf } from './inbox.ts';
import { writes } from './writing.server.ts';

type Decide<Input> = (tx: Transaction, actor: Actor, items: Seen[], input: Input) => Promise<Outcome>;

/** A decision over the item of the address, as it was seen; answers the item as it stands then. */
export function decidesItem<S extends v.GenericSchema<unknown, { version: number }>>(
	schema: S,
	decide: Decide<v.InferOutput<S>>
): RequestHandler {
	return writes('triage', schema, async ({ tx, actor, input, event }) => {
		const id = itemIdOf(event.params);
		await decidedOrConflict(decide(tx, actor, [{ id, version: input.version }], input));
		return { body: itemOf(await getItem(tx, id)) };
	});
}
