/** What a form of a discussion does: the action of the page, at the same tab. */
export const actionOf = (url: URL, name: string): string =>
	`?${isTab(url) ? 'view=discussion&' : ''}/${name}`;

/** The discussion with the history of a comment, or without any. */
export function historyOf(url: URL, commentId: number | null): string {
	const query = new URLSearchParams({
		...(isTab(url) ? { view: 'discussion' } : {}),
		...(commentId ? { history: String(commentId) } : {})
	});
	return query.size > 0 ? `?${query}` : '?';
}

/** A discussion is a tab of its page, or stands on it among the rest. */
const isTab = ({ searchParams }: URL) => searchParams.get('view') === 'discussion';
