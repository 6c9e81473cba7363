import { sql } from 'drizzle-orm';
import { today } from '../calendar.ts';
import type { Transaction } from '../server/database.ts';
import { tell } from '../users/notifications.server.ts';
import { isStaleBy, lastBy } from './owned.server.ts';

type Stale = { owner: string; slug: string; code: string; title: string };

/**
 * Tells owners whose recommendations went stale by the day `on`: once for each assessment that goes out of date, and once
 * in all where several do together. One never assessed is not stale; it waits in its owner's work from the start.
 * Several copies may do so at the same moment: each takes what no other has in hand.
 * @returns how many went stale
 */
export async function tellOwnersOfStale(tx: Transaction, on = today()): Promise<number> {
	const stale = await tx.execute<Stale>(sql`
		with stale as (
			select r.id, r.owner_id as owner, p.slug, r.code, v.title, last.assessed_on
			from recommendations r
				join users u on u.id = r.owner_id and u.deactivated_at is null
				join publications p on p.id = r.publication_id and p.hidden_at is null
				join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
				join ${lastBy(on)} on true
			where ${isStaleBy(on)} and r.stale_told_of is distinct from last.assessed_on
			for no key update of r skip locked),
		kept as (update recommendations r set stale_told_of = s.assessed_on from stale s where s.id = r.id)
		select owner, slug, code, title from stale order by id`);
	for (const [owner, own] of Map.groupBy(stale, (one) => one.owner)) {
		const only = own.length === 1 ? own[0] : undefined;
		await tell(tx, [Number(owner)], {
			reason: 'stale',
			actorId: null,
			title: only ? `${only.code} ${only.title}` : `${own.length} recommendations`,
			href: only ? `/publications/${only.slug}/${only.code}` : '/work?list=overdue'
		});
	}
	return stale.length;
}
