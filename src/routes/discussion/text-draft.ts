/** Text that was typed and not sent yet; of a change, the version that it changes. */
export type Typed = { text: string; version?: number | undefined };

/** Typed text as kept in this browser until it is sent. One for each person and place. */
export type TextDraft = { find(): Typed | undefined; keep(typed: Typed): void; discard(): void };

type Kept = Typed & { keptAt: number };

/** Drafts older than that are forgotten. */
const keptFor = 30 * 86_400_000;

export function textDraft(userId: number, place: string): TextDraft {
	const key = `stocktake.text.${userId}.${place}`;
	const discard = () => storage()?.removeItem(key);
	return {
		find: () => {
			const kept = storage()?.getItem(key);
			if (!kept) return undefined;
			const { keptAt, ...typed } = JSON.parse(kept) as Kept;
			if (Date.now() - keptAt < keptFor) return typed;
			discard();
			return undefined;
		},
		keep: (typed) => storage()?.setItem(key, JSON.stringify({ ...typed, keptAt: Date.now() } satisfies Kept)),
		discard
	};
}

/** Reading `localStorage` itself throws where a browser forbids it. */
function storage(): Storage | undefined {
	try {
		return localStorage;
	} catch (error) {
		if (error instanceof DOMException) return undefined;
		throw error;
	}
}
