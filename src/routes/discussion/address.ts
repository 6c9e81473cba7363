/** What a form of a discussion does: the action of the page, with what is open there. */
export function actionOf(url: URL, name: string): string {
	const query = openIn(url);
	return `?${query.size > 0 ? `${query}&` : ''}/${name}`;
}

/** The discussion with the history of a comment, or without any. */
export function historyOf(url: URL, commentId: number | null): string {
	const query = openIn(url);
	if (commentId) query.set('history', String(commentId));
	return query.size > 0 ? `?${query}` : '?';
}

/**
 * What an address says is open on its page: the tab with the discussion, or in a briefing the block that is talked about
 * and the one that is edited.
 */
export function openIn({ searchParams }: URL): URLSearchParams {
	const query = new URLSearchParams();
	if (searchParams.get('view') === 'discussion') query.set('view', 'discussion');
	for (const name of ['block', 'discuss']) {
		const id = searchParams.get(name);
		if (id) query.set(name, id);
	}
	return query;
}
