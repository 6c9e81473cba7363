/** The moment at which a page began to read, and by the clock of which copy: what changed since is told to it. */
export type Live = { since: number; by: string };

/** Names this copy of the server; in a browser it names nothing. */
export const copy = Math.random().toString(36).slice(2);

type Depends = (...names: `live:${string}`[]) => void;

/**
 * Says what a load shows, before it reads: `evidence:12`, or all `evidence`. When that changes, this load is run again and
 * no other. A page returns the answer as `live`; one that does not is loaded again at every change.
 */
export function follow({ depends }: { depends: Depends }, topics: readonly string[]): Live {
	depends(...topics.map((topic) => `live:${topic}` as const));
	return { since: Date.now(), by: copy };
}

/** The topic behind the name of something that a load depends on; undefined where it is no topic. */
export const topicOf = ({ protocol, pathname }: URL): string | undefined =>
	protocol === 'live:' ? pathname : undefined;
