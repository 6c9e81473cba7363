import { randomUUID } from 'node:crypto';
import { NotSignedIn } from '#lib/errors.ts';
import type { Database } from '#lib/server/database.ts';
import { logBug } from '#lib/server/log.ts';
import { subscribe, type Notice } from '#lib/server/notifications.ts';
import { stopping } from '#lib/server/shutdown.ts';
import { arrive, leave, placePattern, stay, type Presence } from '#lib/users/presence.server.ts';
import { isSessionOpen } from '#lib/users/session.server.ts';
import type { RequestHandler } from './$types';
import { copy } from '../live.ts';
import { eventStream, type EventStream } from './stream.server.ts';

const heartbeat = 25_000;
/** By how much the clocks of two copies may differ. */
const skew = 2_000;
/** How long somebody who left still counts as there: who goes on to another view of the record is back by then. */
const grace = 2_000;

/**
 * For members: the names of what changed, as it changes; the page then runs its load again. `since` is when the page was
 * loaded, by the clock of the copy `by`; `place` the record that it shows, for others to see who has it open.
 */
export const GET: RequestHandler = ({ locals, request, url }) => {
	const { user, sessionId, db } = locals;
	if (!user || !sessionId) throw new NotSignedIn('Sign in to follow changes as they happen.');
	const place = url.searchParams.get('place') ?? '';
	const presence = placePattern.test(place) ? { tab: randomUUID(), userId: user.id, place } : undefined;
	const heard = Number(request.headers.get('last-event-id'));
	const loaded = Number(url.searchParams.get('since'));
	const margin = !heard && url.searchParams.get('by') === copy ? 0 : skew;
	const reader = { userId: user.id, sessionId, presence, since: (heard || loaded || Date.now()) - margin };
	const stream = eventStream((to) => attend(db, reader, to), [request.signal, stopping()]);
	return new Response(stream, {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
};

type Reader = { userId: number; sessionId: string; presence: Presence | undefined; since: number };

function attend(db: Database, { userId, sessionId, presence, since }: Reader, to: EventStream): () => void {
	// Its id is the moment: a browser that lost the line says where it was.
	const tell = (notice: Notice) => to.send(`id: ${Date.now()}\ndata: ${JSON.stringify(notice)}\n\n`);
	const fail = (error: unknown) => {
		logBug(error, { route: '/live' });
		to.close();
	};
	const unlessSignedOut = async () => {
		if (!(await isSessionOpen(db, sessionId))) return to.close();
		if (presence) await stay(db, presence);
		to.send(`id: ${Date.now()}\n\n`);
	};
	to.send('retry: 2000\n\n');
	const unsubscribe = subscribe(
		process.env.DATABASE_URL!,
		(notice) => {
			tell(notice);
			if (notice.topic === 'account' && notice.id === userId) unlessSignedOut().catch(fail);
		},
		since
	);
	const beat = setInterval(() => unlessSignedOut().catch(fail), heartbeat);
	const arrived = presence && arrive(db, presence).catch(fail);
	return () => {
		clearInterval(beat);
		unsubscribe();
		if (!presence) return;
		const depart = async () => {
			await arrived;
			// A process that stops has no database any more; its rows fade.
			if (!stopping().aborted) await leave(db, presence).catch(fail);
		};
		setTimeout(() => void depart(), grace).unref();
	};
}
