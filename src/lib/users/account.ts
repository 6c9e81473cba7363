import * as v from 'valibot';
import { line } from '../text.ts';
import { newPassword, typedPassword } from './password.ts';
import { roles } from './user.ts';

/** An address to sign in with. Whether mail reaches it is not our concern: nothing is sent. */
export const email = v.pipe(
	line(254, 'Type an e-mail address.'),
	v.regex(/^[^\s@]+@[^\s@]+$/, 'Write the e-mail as name@example.org.')
);

export const personName = line(200, 'Type a name; it stands beside everything that this person does.');

export const role = v.picklist(roles, 'Choose a role.');

export const signInSchema = v.object({ email, password: typedPassword });
export type SignInInput = v.InferOutput<typeof signInSchema>;

export const nameSchema = v.object({ name: personName });

/** A new account. */
export const accountSchema = v.object({ name: personName, email, password: newPassword });
export type AccountInput = v.InferOutput<typeof accountSchema>;
