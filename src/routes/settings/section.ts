/** What a form of this page came back with, for the section that it belongs to. */
export type SectionForm = {
	values?: Record<string, string> | undefined;
	errors?: Record<string, string[]> | undefined;
	message?: string | undefined;
	done?: string | undefined;
	token?: string | undefined;
} | null;
