import { ask } from './developments/ask.ts';

export type Present = { id: number; name: string };

type Presence = {
	/** Who else has the record open that this tab shows. */
	others: readonly Present[];
	/** On a list: who else has which of its records open, by place. */
	among: Readonly<Partial<Record<string, readonly Present[]>>>;
};

export const presence = $state<Presence>({ others: [], among: {} });

/** Looks who is there now; an answer that does not come leaves it as it was. */
export async function lookWhoIsHere(place: string): Promise<void> {
	const others = await ask<Present[]>(`/live/present?${new URLSearchParams({ place })}`);
	if (others) presence.others = others;
}

/** The same for all records of a kind. */
export async function lookWhoIsAmong(kind: string): Promise<void> {
	const found = await ask<(Present & { place: string })[]>(
		`/live/present?${new URLSearchParams({ among: kind })}`
	);
	if (found) presence.among = Object.groupBy(found, ({ place }) => place);
}
