import { countDisputed, listDisputed, listOutcomes } from '#lib/evidence/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import type { PageServerLoad } from './$types';

/** What coders disagree on, or with `view=outcomes` what became of one's own codings. */
export const load: PageServerLoad = async (event) => {
	const { id, ...actor } = member(event);
	const live = follow(event, ['evidence', 'development']);
	const { db } = event.locals;
	const { searchParams } = event.url;
	const view = searchParams.get('view') === 'outcomes' ? ('outcomes' as const) : ('disputes' as const);
	const cursor = Number(/^\d{1,15}$/.exec(searchParams.get('cursor') ?? '')?.[0]) || undefined;
	const [waiting, { disputes, nextCursor: nextDispute }, { outcomes, nextCursor: nextOutcome }] =
		await Promise.all([
			countDisputed(db),
			view === 'disputes' ? listDisputed(db, { after: cursor }) : { disputes: [], nextCursor: null },
			view === 'outcomes' ? listOutcomes(db, id, { before: cursor }) : { outcomes: [], nextCursor: null }
		]);
	return {
		live,
		view,
		waiting,
		disputes,
		outcomes,
		isFirst: cursor === undefined,
		nextCursor: nextDispute ?? nextOutcome,
		mayAdjudicate: may(actor, 'adjudicate'),
		decided: searchParams.has('decided')
	};
};
