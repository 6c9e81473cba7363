import * as v from 'valibot';
import { optionalLine } from '../text.ts';

/** What a Word file of the house is to be called; '' for the name of its file. */
export const newHouseTemplateSchema = v.object({ name: optionalLine(200) });

/** `Ministry note` of `Ministry note.docx`. */
export const nameOfFile = (file: string): string =>
	file
		.replace(/\.docx?$/i, '')
		.trim()
		.slice(0, 200) || 'Template';
