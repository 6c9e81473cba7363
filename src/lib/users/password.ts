import * as v from 'valibot';

// After NIST SP 800-63B, 3.1.1: length and known bad choices count; mixtures of signs are not asked for.

export const shortestPassword = 12;
export const longestPassword = 200;

/** Long enough, and among the first that anybody tries. Compared without case, spaces and signs. */
const wellKnown = new Set(
	`password1234 password12345 password123456 passwordpassword passw0rd1234 123456789012 1234567890123 12345678901234
	123456789123 012345678901 111111111111 qwertyuiop12 qwertyuiop123 qwertyuiopas qwertyqwerty qwerty123456 1qaz2wsx3edc
	1q2w3e4r5t6y q1w2e3r4t5y6 asdfghjklzxc zaq12wsxcde3 administrator administrator1 admin1234567 adminadminadmin
	changeme1234 changemechangeme letmeinletmein welcome12345 welcome123456 iloveyou1234 iloveyouiloveyou
	correcthorsebatterystaple abcdefghijkl abcdefghijklm abc123abc123 stocktake1234 stocktakestocktake secretsecret
	unknownunknown trustno1trustno1 monkeymonkey dragondragon princess1234 football1234 baseball1234 sunshine1234
	superman1234 mypassword12 mypassword123 yourpassword letmein12345 default12345`.split(/\s+/)
);

const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What is wrong with a new password, as a sentence; undefined when nothing is.
 * @param about what its owner is called, none of which may be the password.
 */
export function passwordFault(
	password: string,
	about: { name?: string | undefined; email?: string | null | undefined } = {}
): string | undefined {
	const length = [...password].length;
	if (length < shortestPassword)
		return `Use at least ${shortestPassword} characters; a few words in a row are easy to remember.`;
	if (length > longestPassword) return `Use at most ${longestPassword} characters.`;
	const said = plain(password);
	if (wellKnown.has(said) || /^(.{1,4})\1+.{0,3}$/u.test(password))
		return 'This password is among the first that anybody tries. Choose another.';
	const own = [about.name, about.email, about.email?.split('@')[0]].map((text) => plain(text ?? ''));
	if (own.some((word) => word.length > 2 && said.includes(word) && said.replaceAll(word, '').length < 4))
		return 'This is your name or e-mail. Choose something that others do not know.';
	return undefined;
}

/** A password as typed at signing in: no rule but a length that hashing can bear. */
export const typedPassword = v.pipe(
	v.string('Type your password.'),
	v.minLength(1, 'Type your password.'),
	v.maxLength(longestPassword * 4, `Passwords have at most ${longestPassword} characters.`)
);

/** A new password; what it has in common with its owner is checked by the command, which knows the owner. */
export const newPassword = v.pipe(
	v.string('Choose a password.'),
	v.minLength(1, 'Choose a password.'),
	v.maxLength(longestPassword * 4, `Use at most ${longestPassword} characters.`)
);

export const passwordChangeSchema = v.object({ currentPassword: typedPassword, newPassword });
export type PasswordChange = v.InferOutput<typeof passwordChangeSchema>;
