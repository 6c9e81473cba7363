import { json, type RequestHandler } from '@sveltejs/kit';
import { answersInTime } from '#lib/server/health.ts';
import { onlyAllows } from '../api/refusal.ts';

/** For balancers and watchdogs: 200 while the database answers, else 503. */
export const GET: RequestHandler = async ({ locals }) => {
	const isUp = await answersInTime(locals.db);
	const headers = { 'cache-control': 'no-store' };
	return json({ status: isUp ? 'ok' : 'unavailable' }, { status: isUp ? 200 : 503, headers });
};
export const fallback = onlyAllows('GET');
