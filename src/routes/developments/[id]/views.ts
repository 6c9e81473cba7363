/** Ways of looking at a development, each a tab. */
export const views = ['evidence', 'text', 'discussion', 'history'] as const;
export type View = (typeof views)[number];

export const viewLabels: Record<View, string> = {
	evidence: 'Evidence',
	text: 'Text',
	discussion: 'Discussion',
	history: 'History'
};

/** The words of the source are somebody else's, and what the team says is its own: both are for members. */
export const viewsFor = (isMember: boolean): View[] =>
	views.filter((view) => isMember || (view !== 'text' && view !== 'discussion'));

/** The view that an address asks for, where there is such a one for this reader. */
export const viewOf = ({ searchParams }: URL, isMember: boolean): View =>
	viewsFor(isMember).find((view) => view === searchParams.get('view')) ?? 'evidence';
