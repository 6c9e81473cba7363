/** A stream of server-sent events that ends itself when told, and says when nobody reads any more. */
export type EventStream = {
	send(text: string): void;
	close(): void;
};

/**
 * @param begin is called once; what it returns, when the stream is over.
 * @param ends any of them ends the stream.
 */
export function eventStream(
	begin: (stream: EventStream) => () => void,
	ends: readonly AbortSignal[]
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	const end = AbortSignal.any([...ends]);
	let isOver = false;
	let stop = () => {};
	const finish = () => {
		if (isOver) return;
		isOver = true;
		end.removeEventListener('abort', close);
		stop();
	};
	let close = finish;
	return new ReadableStream({
		start(controller) {
			const send = (text: string) => {
				if (!isOver) controller.enqueue(encoder.encode(text));
			};
			close = () => {
				if (isOver) return;
				finish();
				controller.close();
			};
			if (end.aborted) return close();
			end.addEventListener('abort', close, { once: true });
			stop = begin({ send, close });
		},
		cancel: finish
	});
}
