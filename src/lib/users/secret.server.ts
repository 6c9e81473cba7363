import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits, in characters that are safe in a link. `prefix` tells people and scanners what it is. */
export function newSecret(prefix = ''): string {
	return prefix + randomBytes(32).toString('base64url');
}

/**
 * SHA-256 in hexadecimal: what is stored of a secret. Enough for secrets that we draw ourselves, since nobody can
 * try 2^160 of them; passwords need argon2id (see password.server.ts).
 */
export function hashOf(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
