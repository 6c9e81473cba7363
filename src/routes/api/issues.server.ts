import { getExport } from '#lib/briefings/exports.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { listShares } from '#lib/briefings/shares.server.ts';
import { NotFound } from '#lib/errors.ts';
import type { Reader } from '#lib/server/database.ts';
import type { Answer } from './answer.ts';
import { memberOf } from './discussion.server.ts';
import { documentAddress, exportOf, shareOf, standingOf } from './issues.ts';
import { briefingIdOf, keyIn } from './parameters.ts';

type Params = Partial<Record<string, string>>;
type Asked = { locals: App.Locals; params: Params };

/** The briefing of an address, for a member. @throws NotSignedIn, NotFound where there is none, or it is hidden. */
export function readBriefing({ locals, params }: Asked) {
	memberOf(locals);
	return getBriefing(locals.db, briefingIdOf(params));
}

/** The number of an issue in an address. @throws NotFound for what is no number */
export const issueNumberOf = (text: string | undefined) =>
	keyIn(text, 'There is no such issue of this briefing.', 9);
/** The id of a link in an address. @throws NotFound for what is no id */
export const shareIdOf = ({ share }: Params) => keyIn(share, 'There is no such link.');
/** The id of a document in an address. @throws NotFound for what is no id */
export const documentIdOf = ({ document }: Params) => keyIn(document, 'There is no such document.');

/** Where a briefing stands, after it was moved. */
export async function standing(db: Reader, id: number): Promise<Answer> {
	return { body: standingOf(await getBriefing(db, id)) };
}

/** One link. @throws NotFound */
export async function readShare(db: Reader, briefingId: number, id: number) {
	const found = (await listShares(db, briefingId)).find((share) => share.id === id);
	if (!found) throw new NotFound('There is no such link.');
	return shareOf(found);
}

/** 202: a document is being made; Location says where to look next. */
export async function inTheMaking(db: Reader, briefingId: number, id: number) {
	const body = exportOf(await getExport(db, briefingId, id));
	return { status: 202, headers: { location: documentAddress(briefingId, id), 'retry-after': '1' }, body };
}
