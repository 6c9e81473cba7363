import { json } from '@sveltejs/kit';
import { gatherCited } from '#lib/briefings/cited.server.ts';
import { developmentItem } from '#lib/briefings/source-item.ts';
import { NotSignedIn } from '#lib/errors.ts';
import { listDevelopments } from '#lib/evidence/queries.server.ts';
import type { RequestHandler } from './$types';

const mostFound = 8;
const mostCited = 100;

/** Sources for the editor of a text: developments found by words (`q`), or those that it cites (`ids`). */
export const GET: RequestHandler = async ({ locals: { db, user }, url: { searchParams } }) => {
	if (!user) throw new NotSignedIn('Sign in first.');
	const ids = searchParams.get('ids')?.split(',').slice(0, mostCited).map(Number);
	if (ids) return json((await gatherCited(db, ids)).map(developmentItem));
	const q = searchParams.get('q')?.trim().slice(0, 200);
	if (!q) return json([]);
	const { developments, similar } = await listDevelopments(db, { q }, { cursor: null, limit: mostFound });
	return json(
		[...developments, ...similar]
			.slice(0, mostFound)
			.map(({ id, title, occurredOn, occurredPrecision, source }) => ({
				id,
				title,
				occurredOn,
				occurredPrecision,
				source: source.name
			}))
	);
};
