import * as v from 'valibot';
import { text } from '../text.ts';
import { longestText, textOrigins } from './development.ts';

/** What is asked of whoever keeps the words of a source: by form or API. */
export const keptTextSchema = v.object({
	/** The version that was read; 0 where there was none. */
	version: v.pipe(
		v.number('Say which version was read, as a number; 0 where there was none.'),
		v.safeInteger('A version is a whole number.'),
		v.minValue(0, 'A version is at least 0.')
	),
	text: text(longestText, 'Paste or type the words of the source.'),
	origin: v.optional(v.picklist(textOrigins, `Choose one of: ${textOrigins.join(', ')}.`), 'pasted')
});
export type KeptTextInput = v.InferOutput<typeof keptTextSchema>;
