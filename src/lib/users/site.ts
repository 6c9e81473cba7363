import * as v from 'valibot';

/** Who may read the pages and the API. */
export const readings = ['public', 'members'] as const;
export type Reading = (typeof readings)[number];

export const readingMeanings: Record<Reading, { label: string; hint: string }> = {
	public: { label: 'Everybody', hint: 'Anyone with the address reads; writing needs an account.' },
	members: { label: 'Members only', hint: 'Nobody reads without signing in or a token.' }
};

export type Site = { reading: Reading };

export const siteSchema = v.object({ reading: v.picklist(readings, 'Choose who may read.') });
