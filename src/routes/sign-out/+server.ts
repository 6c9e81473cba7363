import { redirect, type RequestHandler } from '@sveltejs/kit';
import { endSession } from '#lib/users/session.server.ts';
import { clearSessionCookie } from '../session-cookie.server.ts';

/** Leaves; somebody who only follows a link here stays signed in. */
export const POST: RequestHandler = async (event) => {
	const { db, sessionId } = event.locals;
	if (sessionId) await endSession(db, sessionId);
	clearSessionCookie(event);
	redirect(303, '/');
};

export const GET: RequestHandler = () => redirect(303, '/');
