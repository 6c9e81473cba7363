import { parentPort, workerData } from 'node:worker_threads';
import { ourMark, type Answer, type Word } from './threads.ts';

/**
 * Works on the tasks that `Threads` hands to this thread, one at a time; does nothing anywhere else. The module that calls
 * it exports `address = import.meta.url`, and imports what it works with only when there is work.
 */
export function serveTasks<Task, Value>(work: (task: Task) => AsyncGenerator<Value, void>): void {
	if (!parentPort || workerData !== ourMark) return;
	const port = parentPort;
	// Of a thread and not of a window.
	// oxlint-disable-next-line unicorn/require-post-message-target-origin
	const tell = (answer: Answer) => port.postMessage(answer);
	let values: AsyncGenerator<Value, void> | undefined;
	port.on('message', async (word: Word) => {
		try {
			if (word !== 'more') values = work(word.task as Task);
			const { value, done } = await values!.next();
			tell(done ? { isDone: true } : { value });
		} catch (error) {
			const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
			tell({ thrown: { message, stack } });
		}
	});
}
