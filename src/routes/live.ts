/** What a page shows, and since when: it is loaded again when that changes, and only then. */
export type Live = { topics: readonly string[]; since: number };

/** The names under which loads ask to be run again. */
export const pageChanged = 'live:page';
export const presenceChanged = 'live:presence';
export const accountChanged = 'live:account';

/**
 * For a page's load to return as `live`, before it reads: the page follows these topics, `evidence:12` or all `evidence`.
 * A page that returns none is loaded again at every change.
 */
export function follow(
	{ depends }: { depends: (name: `live:${string}`) => void },
	topics: readonly string[]
): Live {
	depends(pageChanged);
	return { topics, since: Date.now() };
}
