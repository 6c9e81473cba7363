import type { RequestEvent } from '@sveltejs/kit';
import { sessionCookie, type StartedSession } from '#lib/users/session.server.ts';

type Where = Pick<RequestEvent, 'cookies' | 'url'>;

/** Not readable by scripts, not sent by other sites' forms. Secure wherever the page itself is: plain http is for one's own machine. */
const optionsFor = (url: URL) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

/** Hands the browser its session. */
export function setSessionCookie({ cookies, url }: Where, session: StartedSession): void {
	cookies.set(sessionCookie, session.id, { ...optionsFor(url), expires: session.expiresAt });
}

/** Takes it away. */
export function clearSessionCookie({ cookies, url }: Where): void {
	cookies.delete(sessionCookie, optionsFor(url));
}
