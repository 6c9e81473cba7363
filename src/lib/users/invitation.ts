import * as v from 'valibot';
import { email, personName, role } from './account.ts';
import { newPassword } from './password.ts';

/** How long a link works. */
export const invitationDays = 7;

/** The path of the link; whoever opens it makes the account. */
export const invitationPath = (token: string) => `/invitation/${token}`;

/** Whom to invite: without an e-mail, whoever holds the link chooses one. */
export const invitationSchema = v.object({
	email: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text.trim() || null),
		v.nullable(email)
	),
	role
});
export type InvitationInput = v.InferOutput<typeof invitationSchema>;

/** What the invited person fills in; the e-mail counts only where the invitation leaves it open. */
export const acceptanceSchema = v.object({ name: personName, email, password: newPassword });
export type Acceptance = v.InferOutput<typeof acceptanceSchema>;
