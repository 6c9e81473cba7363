export const kinds = ['recommendation', 'condition', 'outcome'] as const;
export type Kind = (typeof kinds)[number];

export const kindMeanings: Record<Kind, string> = {
	recommendation: 'something that the publication asks somebody to do',
	condition: 'something that must hold for the rest to work',
	outcome: 'an effect that the publication expects'
};

export const horizons = ['short', 'medium', 'long'] as const;
export type Horizon = (typeof horizons)[number];

export const markerDirections = ['advance', 'setback'] as const;
export type MarkerDirection = (typeof markerDirections)[number];

export const partyRoles = ['addressee', 'counterpart'] as const;
export type PartyRole = (typeof partyRoles)[number];

/** `romano-2021/C1`: how a recommendation is named across publications. */
export type RecommendationRef = { publication: string; code: string };

/** Reads `romano-2021/C1`; undefined where it is not of that form. */
export function parseRef(text: string): RecommendationRef | undefined {
	const [publication, code, ...rest] = text.split('/');
	return publication && code && rest.length === 0 ? { publication, code } : undefined;
}
