import type { KeptText } from '#lib/developments/kept-text.server.ts';

/** What a form of the text tab was refused with, and which form it was. */
export type TextFault = {
	section: 'text' | 'annotate' | 'annotation';
	values: Partial<Record<string, string>>;
	errors: Record<string, string[]>;
	message?: string;
	/** The text that somebody else saved meanwhile. */
	theirs?: KeptText | undefined;
};
