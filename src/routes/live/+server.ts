import { NotSignedIn } from '#lib/errors.ts';
import { subscribe } from '#lib/server/notifications.ts';
import { stopping } from '#lib/server/shutdown.ts';
import type { RequestHandler } from './$types';

const heartbeat = 25_000;

/** Names of what changed, as they change, for members: the page then runs its load again. */
export const GET: RequestHandler = ({ locals, request }) => {
	if (!locals.user) throw new NotSignedIn('Sign in to follow changes as they happen.');
	return new Response(stream([request.signal, stopping()]), {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }
	});
};

function stream(ends: AbortSignal[]): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	let stop = () => {};
	return new ReadableStream({
		start(controller) {
			const send = (text: string) => controller.enqueue(encoder.encode(text));
			const unsubscribe = subscribe(process.env.DATABASE_URL!, (notice) =>
				send(`data: ${JSON.stringify(notice)}\n\n`)
			);
			const beat = setInterval(() => send(': still here\n\n'), heartbeat);
			const end = AbortSignal.any(ends);
			stop = () => {
				clearInterval(beat);
				unsubscribe();
				end.removeEventListener('abort', close);
			};
			const close = () => {
				stop();
				controller.close();
			};
			if (end.aborted) return close();
			end.addEventListener('abort', close, { once: true });
			send('retry: 3000\n\n');
		},
		cancel: () => stop()
	});
}
