import { eq } from 'drizzle-orm';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { site } from './table.server.ts';
import { authorise, type Actor } from './user.ts';
import type { Site } from './site.ts';

export type { Site } from './site.ts';

/** The installation's settings. */
export async function getSite(db: Reader): Promise<Site> {
	const [row] = await db.select({ reading: site.reading }).from(site);
	return row ?? { reading: 'members' };
}

/** How long one process may go by settings that another has changed, in milliseconds. */
const memory = 1_000;
let remembered: { site: Site; until: number } | undefined;

/** As `getSite`, asking the database at most once a second: every request needs it. */
export async function currentSite(db: Reader): Promise<Site> {
	if (remembered && remembered.until > Date.now()) return remembered.site;
	const fresh = await getSite(db);
	remembered = { site: fresh, until: Date.now() + memory };
	return fresh;
}

/** Makes the next `currentSite` ask the database: for after the commit of a change. */
export function forgetSite(): void {
	remembered = undefined;
}

/** Changes who may read. */
export async function changeSettings(tx: Transaction, actor: Actor, input: Site): Promise<void> {
	authorise(actor, 'changeSettings');
	const [before] = await tx.select({ reading: site.reading }).from(site).for('update');
	if (before?.reading === input.reading) return;
	await tx.update(site).set({ reading: input.reading }).where(eq(site.single, true));
	const after = { reading: input.reading };
	await recordChange(tx, {
		entity: 'site',
		entityId: 1,
		action: 'changeSettings',
		actorId: actor.id,
		before,
		after
	});
}
