import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import * as v from 'valibot';
import type { Configuration } from '#lib/server/configuration.ts';
import { inTransaction } from '#lib/server/database.ts';
import { NotFound, Refused } from '#lib/errors.ts';
import { createUser } from '#lib/users/account.server.ts';
import { email, personName, role } from '#lib/users/account.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { tokenSchema } from '#lib/users/api-token.ts';
import { invite } from '#lib/users/invitation.server.ts';
import { invitationDays, invitationPath } from '#lib/users/invitation.ts';
import { findActorByEmail } from '#lib/users/queries.server.ts';
import { roles } from '#lib/users/user.ts';
import { optional, required, WrongUsage, type Command } from './command.ts';
import { findOperator } from './operator.ts';

export const addUser: Command = {
	name: 'user:create',
	operands: '',
	takes: { least: 0, most: 0 },
	summary: 'Makes an account. Without a password, prints a single-use link with which the person makes it.',
	options: {
		email: { value: 'ADDRESS', help: 'the address to sign in with' },
		name: { value: 'NAME', help: 'shown beside what the person does; needed with a password' },
		role: { value: 'ROLE', help: `${roles.join(', ')}; analyst if not given` },
		password: { help: 'ask for a password; or set STOCKTAKE_PASSWORD' }
	},
	run: async ({ db, configuration }, _operands, values) => {
		const person = {
			email: checked(email, required(values, 'email')),
			role: checked(role, optional(values, 'role') ?? 'analyst')
		};
		const password =
			process.env.STOCKTAKE_PASSWORD || (values.password === true ? await askPassword() : null);
		if (password === null) {
			const token = await inTransaction(db, async (tx) => {
				if (await findActorByEmail(tx, person.email))
					throw new Refused(`${person.email} has an account already.`);
				return (await invite(tx, await findOperator(tx), person)).token;
			});
			console.error(
				`With this link, which works once and for ${invitationDays} days, ${person.email} makes the account:`
			);
			return void console.log(new URL(invitationPath(token), addressOf(configuration)).href);
		}
		const name = checked(personName, required(values, 'name'));
		await inTransaction(db, async (tx) => {
			const { id } = await findOperator(tx);
			await createUser(tx, { ...person, name, password }, id);
		});
		console.log(`${name} (${person.email}) can sign in as ${person.role}.`);
	}
};

export const addToken: Command = {
	name: 'token:create',
	operands: '',
	takes: { least: 0, most: 0 },
	summary: 'Makes a token for the API and prints it, this once.',
	options: {
		email: { value: 'ADDRESS', help: 'whose token it is; it may do what this person may' },
		scope: { value: 'SCOPE', help: 'read or write; read if not given' },
		name: { value: 'NAME', help: 'what it is for; "Command line" if not given' }
	},
	run: async ({ db }, _operands, values) => {
		const owner = required(values, 'email');
		const input = checked(tokenSchema, {
			name: optional(values, 'name') ?? 'Command line',
			scope: optional(values, 'scope') ?? 'read'
		});
		const { token } = await inTransaction(db, async (tx) => {
			const actor = await findActorByEmail(tx, owner);
			if (!actor)
				throw new NotFound(`Nobody here has the e-mail ${owner}. Make an account with user:create.`);
			return createToken(tx, actor, input);
		});
		console.log(token);
	}
};

function checked<T extends v.GenericSchema>(schema: T, value: unknown): v.InferOutput<T> {
	const result = v.safeParse(schema, value);
	if (result.success) return result.output;
	throw new WrongUsage(result.issues.map((issue) => issue.message).join(' '));
}

const addressOf = ({ origin, port }: Configuration) => origin ?? `http://localhost:${port}`;

/** Reads a line of standard input; in a terminal without showing what is typed. */
async function askPassword(): Promise<string> {
	const { isTTY } = process.stdin;
	if (isTTY) process.stderr.write('Password: ');
	const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
	const lines = createInterface({ input: process.stdin, output: silent, terminal: isTTY });
	try {
		for await (const line of lines) return line;
		throw new WrongUsage('No password was typed.');
	} finally {
		lines.close();
		if (isTTY) process.stderr.write('\n');
	}
}
