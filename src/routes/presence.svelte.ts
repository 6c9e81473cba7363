import { ask } from './developments/ask.ts';

export type Present = { id: number; name: string };

/** Who else has the record open that this tab shows. */
export const presence = $state<{ others: Present[] }>({ others: [] });

/** Looks who is there now; an answer that does not come leaves it as it was. */
export async function lookWhoIsHere(place: string): Promise<void> {
	const others = await ask<Present[]>(`/live/present?${new URLSearchParams({ place })}`);
	if (others) presence.others = others;
}
