/** The lists of My work, in the order of the page. */
export const lists = [
	'assigned',
	'disputes',
	'reviews',
	'drafts',
	'mentions',
	'overdue',
	'pool',
	'outcomes'
] as const;
export type List = (typeof lists)[number];

/** What each list is called, in full and in short, and what stands there while it is empty. */
export const listWords: Record<List, { title: string; short: string; empty: string }> = {
	assigned: {
		title: 'Assigned to me',
		short: 'Assigned',
		empty: 'Nothing is assigned to you. Take a development from the pool, or log one.'
	},
	disputes: {
		title: 'Disagreements to adjudicate',
		short: 'Disagreements',
		empty: 'Coders agree, as far as they have coded the same.'
	},
	reviews: {
		title: 'Codings to review',
		short: 'To review',
		empty: 'No coding waits for an editor.'
	},
	drafts: {
		title: 'My drafts',
		short: 'Drafts',
		empty: 'What you begin to code and do not submit is kept here.'
	},
	mentions: {
		title: 'Mentions',
		short: 'Mentions',
		empty: 'Nobody asks you anything. In a discussion, @ and a name lets somebody know.'
	},
	overdue: {
		title: 'Recommendations of mine to assess',
		short: 'To assess',
		empty: 'Nothing that you own is out of date. An editor names owners on a recommendation’s page.'
	},
	pool: {
		title: 'To take from the pool',
		short: 'Pool',
		empty: 'The pool is empty. What editors leave open, and what nobody finishes in time, comes here.'
	},
	outcomes: {
		title: 'What became of my codings',
		short: 'Decided',
		empty: 'Nobody decided over a coding of yours in the last thirty days.'
	}
};

/** Lists that wait for the person; the pool waits for anybody, and outcomes wait for nobody. */
export const waitingLists = ['assigned', 'disputes', 'reviews', 'drafts', 'mentions', 'overdue'] as const;

export const listOf = (name: string | null): List | null => lists.find((one) => one === name) ?? null;
