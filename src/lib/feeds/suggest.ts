import { today, type CalendarDate } from '../calendar.ts';
import type { LikelyDuplicate } from '../developments/duplicates.server.ts';
import { canonicalUrl } from './canonical-url.ts';
import { apart } from '../developments/occurred.ts';
import { sharedPhrases, type Weighed } from './phrase.ts';

/** What suggestions are made for: an item of the inbox, a captured page, or what somebody is typing. */
export type News = {
	title: string;
	/** Plain text; only its beginning is read. */
	summary?: string | undefined;
	/** Its addresses, as given and made canonical. */
	urls?: readonly (string | null | undefined)[] | undefined;
	/** About when it happened: the day on which it was published, where no better is known. */
	on?: CalendarDate | undefined;
	/** The development that is being edited: never its own duplicate. */
	exceptId?: number | undefined;
};

/** An item of the inbox as news. */
export const newsOf = (item: {
	title: string;
	summary: string;
	url: string | null;
	publishedAt: Date | null;
	firstSeenAt: Date;
}): News => ({
	title: item.title,
	summary: item.summary,
	urls: item.url ? [item.url, canonicalUrl(item.url)] : [],
	on: today(item.publishedAt ?? item.firstSeenAt)
});

export const likelihoods = ['likely', 'possible'] as const;
export type Likelihood = (typeof likelihoods)[number];

export const likelihoodLabels: Record<Likelihood, string> = { likely: 'Likely', possible: 'Possible' };

/** A recommendation that the news may bear on, with what speaks for it. */
export type SuggestedRecommendation = {
	/** Slug of its publication. */
	publication: string;
	publicationTitle: string;
	code: string;
	title: string;
	likelihood: Likelihood;
	/** Words and names in common, as the news writes them, the most telling first. */
	shared: string[];
	/** How many developments the team has adopted as evidence there so far. */
	developments: number;
};

export type Suggestions = { recommendations: SuggestedRecommendation[]; duplicates: LikelyDuplicate[] };

/** Characters of the summary that are read. */
export const readLength = 2_000;

/**
 * How near (cosine, 0-1) news must be to a recommendation. Of the sample's held-out developments, four in five
 * suggestions from `likely` on were right; below `possible` it was one in five, which is noise.
 */
export const nearness: Record<Likelihood, number> = { likely: 0.2, possible: 0.1 };

/** So many for each publication, and together. */
export const most = { each: 3, together: 6, logged: 5 } as const;

/** Phrases that one reason names. */
const named = 4;

/** A recommendation as it is found, with the lexemes in common and what each adds to its nearness. */
export type Near = Omit<SuggestedRecommendation, 'likelihood' | 'shared'> & {
	nearness: number;
	lexemes: Weighed[];
};

/**
 * The nearest recommendations, with their reasons. One word in common is no reason, however rare it is.
 * @param text the news; @param lexemesOf each word of it, as written
 */
export function chooseNearest(
	found: readonly Near[],
	text: string,
	lexemesOf: ReadonlyMap<string, readonly string[]>
): SuggestedRecommendation[] {
	const ofPublication = new Map<string, number>();
	return found
		.filter((one) => one.nearness >= nearness.possible && one.lexemes.length > 1)
		.toSorted((a, b) => b.nearness - a.nearness || a.code.localeCompare(b.code))
		.filter(({ publication }) => {
			const rank = (ofPublication.get(publication) ?? 0) + 1;
			ofPublication.set(publication, rank);
			return rank <= most.each;
		})
		.slice(0, most.together)
		.map(({ nearness: near, lexemes, ...recommendation }) => ({
			...recommendation,
			likelihood: near >= nearness.likely ? 'likely' : 'possible',
			shared: sharedPhrases(text, lexemesOf, lexemes).slice(0, named)
		}));
}

/** A development that may be what the news tells: with the reason, or with what it shares and how far apart the two are. */
export type Logged =
	LikelyDuplicate | (Omit<LikelyDuplicate, 'reason'> & { lexemes: Weighed[]; days: number });

/** The likeliest of them, with their reasons in words. */
export function chooseLogged(
	found: readonly Logged[],
	text: string,
	lexemesOf: ReadonlyMap<string, readonly string[]>
): LikelyDuplicate[] {
	return found.slice(0, most.logged).map((one) => {
		if ('reason' in one) return one;
		const { lexemes, days, ...development } = one;
		const words = sharedPhrases(text, lexemesOf, lexemes).slice(0, named).join(', ');
		return { ...development, reason: `shares ${words}; ${apart(days, one.occurredPrecision)}` };
	});
}

/** What the developments say, after the words in common: "7 earlier developments coded there". */
export function earlierOf(developments: number): string {
	if (developments === 0) return 'nothing coded there so far';
	return developments === 1
		? 'one earlier development coded there'
		: `${developments} earlier developments coded there`;
}

/** The reason as one line of plain text: "shares Normandy format, Minsk with C4; 7 earlier developments coded there". */
export function reasonOf({ shared, code, developments }: SuggestedRecommendation): string {
	return `shares ${shared.join(', ')} with ${code}; ${earlierOf(developments)}`;
}
