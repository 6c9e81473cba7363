import { findUnsaved, forgetUnsaved, keepUnsaved } from '../unsaved.ts';
import type { DevelopmentValues } from './development-form.ts';

/** What was typed into a form and not saved yet, as kept in this browser. */
export type Draft = { values: DevelopmentValues; formId: string; version: number; keptAt: string };

/** A draft belongs to one person and one form: `new`, or the development that is being edited. */
const keyOf = (userId: number, form: string) => `draft.${userId}.${form}`;

/** The draft of that form, or undefined. A browser that keeps nothing has none. */
export function findDraft(userId: number, form: string): Draft | undefined {
	const draft = findUnsaved<Draft>(keyOf(userId, form))?.value;
	return Array.isArray(draft?.values?.codings) ? draft : undefined;
}

export function keepDraft(userId: number, form: string, draft: Draft): void {
	keepUnsaved(keyOf(userId, form), draft);
}

export function discardDraft(userId: number, form: string): void {
	forgetUnsaved(keyOf(userId, form));
}
