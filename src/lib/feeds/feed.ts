/** What a feed was written in when it was last read. */
export const feedFormats = ['rss', 'rdf', 'atom', 'json'] as const;
export type FeedFormat = (typeof feedFormats)[number];

export const feedFormatLabels: Record<FeedFormat, string> = {
	rss: 'RSS',
	rdf: 'RSS 1.0',
	atom: 'Atom',
	json: 'JSON Feed'
};

/** How a poll ended. `partial`: read as far as it could be, with something to report. */
export const pollOutcomes = ['new', 'unchanged', 'partial', 'failed'] as const;
export type PollOutcome = (typeof pollOutcomes)[number];

export const pollOutcomeLabels: Record<PollOutcome, string> = {
	new: 'New items',
	unchanged: 'Nothing new',
	partial: 'Read in part',
	failed: 'Failed'
};

/** Minutes between two polls of a feed that answers: the least, the usual and the most. */
export const pollMinutes = { least: 5, usual: 60, most: 10_080 } as const;
