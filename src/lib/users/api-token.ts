import * as v from 'valibot';
import { line } from '../text.ts';
import { tokenScopes, type TokenScope } from './user.ts';

/** What every token begins with, so that people and secret scanners recognise one. */
export const tokenPrefix = 'stk_';

export const scopeMeanings: Record<TokenScope, { label: string; hint: string }> = {
	read: { label: 'Read', hint: 'Sees what you see, changes nothing.' },
	write: { label: 'Read and write', hint: 'Does whatever your role may do.' }
};

export const tokenSchema = v.object({
	name: line(100, 'Say what the token is for.'),
	scope: v.picklist(tokenScopes, 'Choose what the token may do.')
});
export type TokenInput = v.InferOutput<typeof tokenSchema>;
