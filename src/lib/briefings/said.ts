/** How much was said about a block. */
export type Said = { comments: number; openThreads: number; resolvedThreads: number };

/** In words: `2 comments, 1 thread resolved`; '' for nothing. */
export function saidIn(said: Said | undefined): string {
	if (!said) return '';
	const { comments, openThreads, resolvedThreads } = said;
	const open = openThreads === 0 ? '' : comments === 1 ? '1 comment' : `${comments} comments`;
	if (resolvedThreads === 0) return open;
	if (!open) return resolvedThreads === 1 ? 'Comments, resolved' : `${resolvedThreads} threads, resolved`;
	return `${open}, ${resolvedThreads === 1 ? '1 thread' : `${resolvedThreads} threads`} resolved`;
}
