import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';

// Files name a progress marker by its words; a coding keeps one of the version that was coded.

/**
 * The marker of a coding `c` as a file can name it: of the version in force that has the same words, null where that has
 * none such. So a file and the catalogue beside it agree.
 */
export const markerInForce = sql`(
	select m.id from progress_markers k
		join recommendations i on i.id = k.recommendation_id
		join progress_markers m on (m.recommendation_id, m.version) = (i.id, i.version) and lower(m.text) = lower(k.text)
	where k.id = c.marker_id order by m.direction, m.position limit 1)`;

/** Finds the markers that staged codings name, in the version in force. One that is not found stays null. */
export async function findMarkers(tx: Transaction): Promise<void> {
	await tx.execute(sql`
		update import_codings s set marker_id = m.id
		from (
			select distinct on (recommendation_id, version, lower(text)) id, recommendation_id, version, lower(text) as text
			from progress_markers order by recommendation_id, version, lower(text), direction, position
		) m
		where s.marker <> '' and (m.recommendation_id, m.version, m.text) = (s.recommendation_id, s.version, lower(s.marker))`);
}
