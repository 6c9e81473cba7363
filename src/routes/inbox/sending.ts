import { browser } from '$app/environment';
import { deserialize } from '$app/forms';
import type { Outcome } from '#lib/feeds/decide.server.ts';

/** What became of a decision that was sent: done, refused in words, or not sent at all. */
export type Sent =
	| ({ is: 'done'; said: string } & Outcome)
	| { is: 'refused'; message: string; status: number }
	| { is: 'lost' };

let last: Promise<unknown> = Promise.resolve();
let left = 0;
let leaving = Promise.withResolvers<void>();

// A page that is left for another site, or closed, has no turn to wait for: what is still in the queue goes out at once.
if (browser)
	addEventListener('pagehide', () => {
		leaving.resolve();
		leaving = Promise.withResolvers();
	});

/** Sends a decision as its form would, after those before it are answered: they are kept in the order they were made. */
export function send(address: string, fields: Record<string, string>): Promise<Sent> {
	left++;
	const answer = Promise.race([last, leaving.promise])
		.then(() => post(address, fields))
		.finally(() => left--);
	last = answer;
	return answer;
}

/** Whether decisions are still on their way. */
export const isSending = () => left > 0;

async function post(address: string, fields: Record<string, string>): Promise<Sent> {
	try {
		const response = await fetch(address, {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new URLSearchParams(fields),
			// A page that is left does not take the decision with it.
			keepalive: true
		});
		const result = deserialize<{ said: string } & Outcome, { message: string }>(await response.text());
		if (result.type === 'success' && result.data) return { is: 'done', ...result.data };
		if (result.type === 'failure' && result.data)
			return { is: 'refused', message: result.data.message, status: result.status };
		return { is: 'lost' };
	} catch (error) {
		// What fetch throws without a network, and what is thrown at an answer that is none of ours.
		if (error instanceof TypeError || error instanceof SyntaxError) return { is: 'lost' };
		throw error;
	}
}
