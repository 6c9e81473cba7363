import { Worker } from 'node:worker_threads';
import { stopping } from './shutdown.ts';

/** The work took more time or memory than it is given; the thread that did it was ended. */
export class TooMuch extends Error {
	readonly of: 'time' | 'memory';
	constructor(of: 'time' | 'memory', message: string) {
		super(message);
		this.of = of;
	}
}

export type ThreadLimits = {
	/** Of work on one task; time in which nobody asks for more does not count. */
	seconds: number;
	/** Of the heap. */
	megabytes: number;
	/** Tasks that are worked on at a time; others wait. */
	atOnce: number;
};

/** What a thread is told: a task, or to go on with it. */
export type Word = { task: unknown } | 'more';
/** What it answers: a value of many, the end of them, or what was thrown. */
export type Answer = { value: unknown } | { isDone: true } | { thrown: { message: string; stack: string } };

/** Marks a thread as ours: whoever runs us, such as a test, may do so in a thread as well. */
export const ourMark = 'stocktake';

/** An idle thread is kept for the next task, since loading its program takes a moment. */
const idleMs = 20_000;

/**
 * Threads of their own for work on what strangers send, within limits of time and memory: what goes on for ever or grows
 * without end ends its thread, while the process goes on.
 * @param program tells the address of the module that calls `serveTasks`. It is asked for, rather than written down, since
 * the build puts modules elsewhere: a module that is imported at run time alone keeps an address of its own, and knows it.
 */
export class Threads<Task, Value> {
	private readonly program: () => Promise<{ address: string }>;
	private readonly limits: ThreadLimits;
	private readonly idle = new Set<Thread>();
	private readonly waiting: (() => void)[] = [];
	private busy = 0;

	constructor(program: () => Promise<{ address: string }>, limits: ThreadLimits) {
		this.program = program;
		this.limits = limits;
	}

	/** The only value that a task gives. @throws TooMuch */
	async one(task: Task): Promise<Value> {
		let found: Value | undefined;
		for await (const value of this.all(task)) found ??= value;
		return found!;
	}

	/** The values that a task gives, each made when it is asked for. @throws TooMuch */
	async *all(task: Task): AsyncGenerator<Value, void> {
		await this.turn();
		let thread: Thread | undefined;
		let isUsable = false;
		try {
			thread = await this.start();
			for (let word: Word = { task }; ; word = 'more') {
				const answer = await thread.ask(word);
				if ('value' in answer) {
					yield answer.value as Value;
					continue;
				}
				isUsable = true;
				if ('isDone' in answer) return;
				throw Object.assign(new Error(answer.thrown.message), { stack: answer.thrown.stack });
			}
		} finally {
			this.pass();
			if (isUsable) this.keep(thread!);
			else await thread?.end();
		}
	}

	/** Waits until fewer are at work than may be. */
	private async turn(): Promise<void> {
		if (this.busy >= this.limits.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.busy++;
	}

	private pass(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.busy--;
	}

	private async start(): Promise<Thread> {
		const [kept] = this.idle;
		if (kept) {
			this.idle.delete(kept);
			kept.begin();
			return kept;
		}
		const { address } = await this.program();
		return new Thread(address, this.limits);
	}

	private keep(thread: Thread): void {
		this.idle.add(thread);
		thread.rest(() => {
			this.idle.delete(thread);
			void thread.end();
		});
	}
}

class Thread {
	private readonly worker: Worker;
	private readonly limits: ThreadLimits;
	private left: number;
	private settle: ((outcome: Answer | Error) => void) | undefined;
	private resting: NodeJS.Timeout | undefined;
	private onGone: (() => void) | undefined;
	private readonly onStop = () => void this.worker.terminate();

	constructor(address: string, limits: ThreadLimits) {
		this.limits = limits;
		this.left = limits.seconds * 1_000;
		this.worker = new Worker(new URL(address), {
			workerData: ourMark,
			// Neither our settings nor our secrets.
			env: {},
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: limits.megabytes }
		});
		this.worker.on('message', (answer: Answer) => this.settle?.(answer));
		this.worker.on('error', (error: NodeJS.ErrnoException) =>
			this.settle?.(
				error.code === 'ERR_WORKER_OUT_OF_MEMORY'
					? new TooMuch('memory', `It takes more than ${limits.megabytes} MB of memory.`)
					: error
			)
		);
		this.worker.on('exit', () => {
			this.settle?.(new Error('The thread was ended.'));
			this.onGone?.();
		});
		stopping().addEventListener('abort', this.onStop, { once: true });
	}

	begin(): void {
		clearTimeout(this.resting);
		this.worker.ref();
		this.left = this.limits.seconds * 1_000;
	}

	async ask(word: Word): Promise<Answer> {
		const begun = performance.now();
		const { promise, resolve } = Promise.withResolvers<Answer | Error>();
		this.settle = resolve;
		const tooLong = new TooMuch('time', `It takes longer than ${this.limits.seconds} seconds.`);
		const clock = setTimeout(() => resolve(tooLong), this.left);
		// To a thread and not to a window.
		// oxlint-disable-next-line unicorn/require-post-message-target-origin
		if (!stopping().aborted) this.worker.postMessage(word);
		else resolve(new Error('The process is about to stop.'));
		const outcome = await promise;
		clearTimeout(clock);
		this.settle = undefined;
		this.left -= performance.now() - begun;
		if (outcome instanceof Error) throw outcome;
		return outcome;
	}

	/** Keeps nothing from ending while there is no work. */
	rest(onEnough: () => void): void {
		this.worker.unref();
		this.onGone = onEnough;
		this.resting = setTimeout(onEnough, idleMs).unref();
	}

	async end(): Promise<void> {
		clearTimeout(this.resting);
		stopping().removeEventListener('abort', this.onStop);
		await this.worker.terminate();
	}
}
