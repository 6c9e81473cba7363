import type { Database } from '../server/database.ts';
import { countTry, networkOf, takeBackTry, type Limit } from '../server/rate-limit.ts';

/** Wrong passwords for one account, from wherever. */
export const signInsByEmail: Limit = { what: 'sign-in', tries: 10, minutes: 15 };
/** Wrong passwords from one network, for whichever account. */
export const signInsByAddress: Limit = { what: 'sign-in-from', tries: 50, minutes: 15 };
/** Invitation links that do not exist, from one network. */
const invitationGuesses: Limit = { what: 'invitation-from', tries: 20, minutes: 15 };
/** API tokens that do not exist, from one network. */
const tokenGuesses: Limit = { what: 'token-from', tries: 50, minutes: 15 };

/**
 * Looks up an invitation with the guesses from `address` counted; a link that exists does not count.
 * @throws TooManyTries
 */
export async function guardInvitation<T>(db: Database, address: string, work: () => Promise<T>): Promise<T> {
	const whose = networkOf(address);
	await countTry(db, invitationGuesses, whose);
	const result = await work();
	await takeBackTry(db, invitationGuesses, whose);
	return result;
}

/**
 * Counts a bearer token that does not exist. A valid token is honoured however many wrong ones came from its network:
 * 256 random bits are not guessed, and a neighbour's mistake must not stop anybody's work.
 * @throws TooManyTries
 */
export async function countTokenGuess(db: Database, address: string): Promise<void> {
	await countTry(db, tokenGuesses, networkOf(address));
}
