/** What a form of this page came back with, for the section that it belongs to. */
export type SectionForm = {
	values?: Record<string, string> | undefined;
	errors?: Record<string, string[]> | undefined;
	message?: string | undefined;
	done?: string | undefined;
	/** What was done, in a sentence. */
	said?: string | undefined;
	/** The person whose deactivation can be undone. */
	undoFor?: string | undefined;
	/** The invitation's link, this once. */
	link?: string | undefined;
} | null;
