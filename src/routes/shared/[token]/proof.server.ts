import type { Cookies, RequestEvent } from '@sveltejs/kit';

// A browser that gave the password of a link once keeps the proof until it is closed.

const cookieOf = (token: string) => `shared_${token.slice(0, 8)}`;

export const proofOf = (cookies: Cookies, token: string): string | null =>
	cookies.get(cookieOf(token)) ?? null;

export function keepProof({ cookies, params, url }: RequestEvent, proof: string): void {
	const token = params['token'] ?? '';
	cookies.set(cookieOf(token), proof, {
		path: `/shared/${token}`,
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	});
}
