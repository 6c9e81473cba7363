/** Citation styles that come with the product, by the key under which a briefing names them. */
export const shippedStyles = {
	'chicago-notes': 'Chicago Manual of Style, full notes',
	apa: 'American Psychological Association (APA)',
	oscola: 'Oxford Standard for Citation of Legal Authorities (OSCOLA)'
} as const;
export type ShippedStyle = keyof typeof shippedStyles;

/** The style of a briefing that chose none. */
export const defaultCitationStyle: ShippedStyle = 'chicago-notes';

export const isShippedStyle = (key: string): key is ShippedStyle => Object.hasOwn(shippedStyles, key);

/** The key of a style that somebody added. */
export const ownStyleKey = (id: number) => `own:${id}`;

/** The id in the key of an added style; undefined for other keys. */
export function ownStyleId(key: string): number | undefined {
	const id = Number(/^own:(\d{1,15})$/.exec(key)?.[1]);
	return Number.isSafeInteger(id) ? id : undefined;
}
