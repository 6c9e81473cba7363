import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. About 40 ms, off the main thread. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

const encode = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** The same password typed on two keyboards is the same bytes. */
const bytesOf = (password: string) => Buffer.from(password.normalize('NFKC'), 'utf8');

/** argon2id in PHC format, with a salt of its own: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
	const nonce = randomBytes(16);
	const tag = await derive('argon2id', { message: bytesOf(password), nonce, ...cost });
	const { memory, passes, parallelism } = cost;
	return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`;
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** For accounts that do not exist: a hash that no password has. */
const nobodys = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(Buffer.alloc(16))}$${encode(Buffer.alloc(32))}`;

/**
 * Whether `password` is the one behind `hash`. Without a hash the answer is no, after the same work, so that the time
 * an answer takes does not tell who has an account.
 */
export async function verifyPassword(hash: string | null, password: string): Promise<boolean> {
	const [, memory, passes, parallelism, salt, kept] = form.exec(hash ?? nobodys) ?? [];
	if (!salt || !kept) throw new Error('A stored password is not argon2id in PHC format.');
	const expected = Buffer.from(kept, 'base64');
	const tag = await derive('argon2id', {
		message: bytesOf(password),
		nonce: Buffer.from(salt, 'base64'),
		memory: Number(memory),
		passes: Number(passes),
		parallelism: Number(parallelism),
		tagLength: expected.length
	});
	return timingSafeEqual(tag, expected) && hash !== null;
}
