import { findUnsaved, forgetUnsaved, keepUnsaved } from '../unsaved.ts';

/** Text that was typed and not sent yet; of a change, the version that it changes. */
export type Typed = { text: string; version?: number | undefined };

/** Typed text as kept in this browser until it is sent. One for each person and place. */
export type TextDraft = { find(): Typed | undefined; keep(typed: Typed): void; discard(): void };

export function textDraft(userId: number, place: string): TextDraft {
	const key = `text.${userId}.${place}`;
	return {
		find: () => findUnsaved<Typed>(key)?.value,
		keep: (typed) => keepUnsaved(key, typed),
		discard: () => forgetUnsaved(key)
	};
}
