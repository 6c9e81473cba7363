/** The name of what changed: a noun, and the record whose page shows it; 0 for any of them. Never content. */
export type Notice = { topic: string; id: number };

/** Says that some notices may have been missed: whoever follows anything looks again. */
export const resync: Notice = { topic: 'resync', id: 0 };

/**
 * Whether a page that shows `topics` shows what changed. A topic is `evidence:12`, one record's, or `evidence`,
 * everybody's.
 */
export function concerns(topics: readonly string[], { topic, id }: Notice): boolean {
	if (topic === resync.topic) return true;
	if (topics.includes(topic) || topics.includes(`${topic}:${id}`)) return true;
	return id === 0 && topics.some((one) => one.startsWith(`${topic}:`));
}

/** Keeps the latest notices, so that who begins to listen now is told what happened since a moment ago. */
export class RecentNotices {
	readonly #kept: { at: number; notice: Notice }[] = [];
	readonly #most: number;
	/** Everything since then is kept. */
	#since: number;

	/** @param since milliseconds of the clock, as all moments here. */
	constructor(since: number, most = 500) {
		this.#since = since;
		this.#most = most;
	}

	add(at: number, notice: Notice): void {
		this.#kept.push({ at, notice });
		if (this.#kept.length > this.#most) this.#since = this.#kept.shift()!.at + 1;
	}

	/** What happened from `since` on; `resync` where that is not known. */
	from(since: number): Notice[] {
		if (since < this.#since) return [resync];
		return this.#kept.filter(({ at }) => at >= since).map(({ notice }) => notice);
	}
}
