import type { DevelopmentValues } from './development-form.ts';

/** What was typed into a form and not saved yet, as kept in this browser. */
export type Draft = { values: DevelopmentValues; formId: string; version: number; keptAt: string };

/** Drafts older than that are forgotten. */
const keptForDays = 30;

/** A draft belongs to one person and one form: `new`, or the development that is being edited. */
const keyOf = (userId: number, form: string) => `stocktake.draft.${userId}.${form}`;

/** The draft of that form, or undefined. A browser that keeps nothing has none. */
export function findDraft(userId: number, form: string): Draft | undefined {
	const kept = storage()?.getItem(keyOf(userId, form));
	if (!kept) return undefined;
	const draft = JSON.parse(kept) as Draft;
	const age = Date.now() - Date.parse(draft.keptAt);
	if (age < keptForDays * 86_400_000 && Array.isArray(draft.values?.codings)) return draft;
	discardDraft(userId, form);
	return undefined;
}

export function keepDraft(userId: number, form: string, draft: Draft): void {
	storage()?.setItem(keyOf(userId, form), JSON.stringify(draft));
}

export function discardDraft(userId: number, form: string): void {
	storage()?.removeItem(keyOf(userId, form));
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
