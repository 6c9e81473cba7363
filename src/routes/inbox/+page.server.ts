import { listDevelopments } from '#lib/evidence/queries.server.ts';
import { findItem } from '#lib/feeds/inbox.server.ts';
import { newsOf } from '#lib/feeds/suggest.ts';
import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { follow } from '../live.ts';
import { recordIdOf } from '../developments/record-id.ts';
import * as triage from './triage-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The item that is open: the one in the address, or the first of the list. */
export const load: PageServerLoad = async (event) => {
	const { url, locals, parent } = event;
	const { db } = locals;
	const asked = url.searchParams.get('item');
	const id = asked === null ? (await parent()).list.items[0]?.id : recordIdOf({ id: asked });
	const search = url.searchParams.get('attach')?.trim().slice(0, 200) ?? null;
	const logged = recordIdOf({ id: url.searchParams.get('logged') ?? '' });
	if (id !== undefined) follow(event, [`inbox:${id}`]);
	const [item, just, found] = await Promise.all([
		id === undefined ? undefined : findItem(db, id),
		logged ? findItem(db, logged) : undefined,
		search ? listDevelopments(db, { q: search }, { limit: 8 }) : undefined
	]);
	return {
		item: item ?? null,
		/** Whether the address names it; else it is the first, and a narrow screen shows the list. */
		isOpen: asked !== null,
		place: item ? `inbox:${item.id}` : undefined,
		suggestions: item ? await suggestFor(db, newsOf(item)) : null,
		search,
		found: (found?.developments ?? []).map(({ id, title, occurredOn, occurredPrecision, source }) => ({
			id,
			title,
			occurredOn,
			occurredPrecision,
			source: source.name
		})),
		just:
			just?.state === 'logged' ? { id: just.id, version: just.version, development: just.development } : null
	};
};

export const actions: Actions = triage.actions;
