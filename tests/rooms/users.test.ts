import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { Conflict, NotAllowed, NotFound, NotSignedIn, Refused, TooManyTries } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { changes } from '#lib/server/table.server.ts';
import { acceptInvitation } from '#lib/users/acceptance.server.ts';
import { createUser } from '#lib/users/account.server.ts';
import { createToken, findActorByToken, listTokens, revokeToken } from '#lib/users/api-token.server.ts';
import { countTokenGuess, guardInvitation } from '#lib/users/attempts.server.ts';
import { changeName, changeRole, deactivateUser, reactivateUser } from '#lib/users/commands.server.ts';
import {
	getInvitation,
	invite,
	inviteFirstAdministrator,
	listOpenInvitations,
	offerPassword,
	revokeInvitation
} from '#lib/users/invitation.server.ts';
import { findActorByEmail, hasAdministrator, listUsers } from '#lib/users/queries.server.ts';
import {
	endOwnSession,
	endSession,
	endSessionsOf,
	findSession,
	listSessions,
	startSession,
	sweepSessions
} from '#lib/users/session.server.ts';
import { changePassword, signIn } from '#lib/users/sign-in.server.ts';
import { changeSettings, getSite } from '#lib/users/site.server.ts';
import { apiTokens, invitations, sessions, users } from '#lib/users/table.server.ts';
import { actions, authorise, may, roles, type Action, type Actor, type Role } from '#lib/users/user.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();

const password = 'a quiet river at dawn';
const day = 24 * 60 * 60 * 1000;
const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);

async function makePerson(name: string, role: Role): Promise<Actor> {
	const email = `${name}@example.org`;
	const { id } = await inTx((tx) => createUser(tx, { name, email, role, password }));
	return { id, name, email, role, scope: 'write' };
}

const people = Object.fromEntries(
	await Promise.all(roles.map(async (role) => [role, await makePerson(`the-${role}`, role)] as const))
) as Record<Role, Actor>;
const { admin } = people;

let addresses = 0;
const somewhere = () => ({ address: `192.0.2.${++addresses}`, userAgent: 'Test' });

describe('an action', () => {
	const table = (Object.keys(actions) as Action[]).flatMap((action) =>
		roles.map((role) => [action, role, roles.indexOf(role) >= roles.indexOf(actions[action])] as const)
	);
	test.each(table)('%s by %s: allowed %s', (action, role, isAllowed) => {
		const actor: Actor = people[role];
		expect(may(actor, action)).toBe(isAllowed);
		if (isAllowed) expect(() => authorise(actor, action)).not.toThrow();
		else expect(() => authorise(actor, action)).toThrow(NotAllowed);
		expect(() => authorise({ ...actor, scope: 'read' }, action)).toThrow(NotAllowed);
		expect(() => authorise(null, action)).toThrow(NotSignedIn);
	});

	const commands: [name: string, least: Role, (tx: Transaction, actor: Actor) => Promise<unknown>][] = [
		['invite', 'admin', (tx, actor) => invite(tx, actor, { email: null, role: 'viewer' })],
		['revokeInvitation', 'admin', (tx, actor) => revokeInvitation(tx, actor, 0)],
		[
			'changeRole',
			'admin',
			(tx, actor) => changeRole(tx, actor, { userId: people.viewer.id, role: 'viewer' })
		],
		['deactivateUser', 'admin', (tx, actor) => deactivateUser(tx, actor, { userId: people.viewer.id })],
		['reactivateUser', 'admin', (tx, actor) => reactivateUser(tx, actor, { userId: people.viewer.id })],
		['changeSettings', 'admin', (tx, actor) => changeSettings(tx, actor, { reading: 'public' })],
		['createToken', 'viewer', (tx, actor) => createToken(tx, actor, { name: 'mine', scope: 'read' })],
		['changeName', 'viewer', (tx, actor) => changeName(tx, actor, { name: actor.name })]
	];
	const attempts = commands.flatMap(([name, least, run]) =>
		roles.map((role) => ({ name, role, run, isAllowed: roles.indexOf(role) >= roles.indexOf(least) }))
	);
	test.each(attempts)(
		'$name run by $role is refused unless the role suffices',
		async ({ role, run, isAllowed }) => {
			const undo = new Error('not to be kept');
			const outcome = await inTx(async (tx) => {
				await run(tx, people[role]);
				throw undo;
			}).catch((error: unknown) => error);
			if (isAllowed) expect(outcome).not.toBeInstanceOf(NotAllowed);
			else expect(outcome).toBeInstanceOf(NotAllowed);
			const withReadOnlyToken = inTx((tx) => run(tx, { ...people[role], scope: 'read' }));
			await expect(withReadOnlyToken).rejects.toBeInstanceOf(NotAllowed);
		}
	);
});

describe('a session', () => {
	test('is stored as a hash, never as the id in the cookie', async () => {
		const { id } = await startSession(db, people.analyst.id, 'Test');
		const rows = await db.select().from(sessions);
		expect(JSON.stringify(rows)).not.toContain(id);
		expect(rows.at(-1)?.idHash).toMatch(/^[0-9a-f]{64}$/);
		expect((await findSession(db, id))?.actor).toEqual(people.analyst);
	});

	test('cannot be opened with its hash', async () => {
		const [row] = await db.select().from(sessions);
		expect(await findSession(db, row!.idHash)).toBeUndefined();
	});

	test('is not renewed in the first half of its time', async () => {
		const { id } = await startSession(db, people.analyst.id);
		await db.update(sessions).set({ expiresAt: new Date(Date.now() + 8 * day) });
		expect((await findSession(db, id))?.renewed).toBeUndefined();
	});

	test('is renewed to its full time when used in the second half', async () => {
		const { id } = await startSession(db, people.analyst.id);
		await db.update(sessions).set({ expiresAt: new Date(Date.now() + 3 * day) });
		const renewed = (await findSession(db, id))?.renewed;
		expect(renewed?.id).toBe(id);
		expect(Math.round((renewed!.expiresAt.getTime() - Date.now()) / day)).toBe(14);
		expect((await findSession(db, id))?.renewed).toBeUndefined();
	});

	test('that has run out opens nothing and is swept away', async () => {
		const { id } = await startSession(db, people.viewer.id);
		await db
			.update(sessions)
			.set({ expiresAt: new Date(Date.now() - 1000) })
			.where(eq(sessions.userId, people.viewer.id));
		expect(await listSessions(db, people.viewer.id, id)).toEqual([]);
		await sweepSessions(db);
		expect(await findSession(db, id)).toBeUndefined();
		expect(await db.select().from(sessions).where(eq(sessions.userId, people.viewer.id))).toEqual([]);
	});

	test('ends on signing out, and all others on signing out everywhere', async () => {
		const owner = people.editor.id;
		const here = await startSession(db, owner, 'here');
		const there = await startSession(db, owner, 'there');
		const phone = await startSession(db, owner, 'phone');
		const lines = await listSessions(db, owner, here.id);
		expect(lines.map((line) => [line.userAgent, line.isCurrent])).toEqual(
			expect.arrayContaining([
				['here', true],
				['there', false],
				['phone', false]
			])
		);
		await endSession(db, phone.id);
		expect(await findSession(db, phone.id)).toBeUndefined();
		await inTx((tx) => endSessionsOf(tx, owner, here.id));
		expect(await findSession(db, there.id)).toBeUndefined();
		expect(await findSession(db, here.id)).toBeDefined();
		await inTx((tx) => endSessionsOf(tx, owner));
		expect(await findSession(db, here.id)).toBeUndefined();
	});

	test("of somebody else's cannot be ended by naming its hash", async () => {
		const { id } = await startSession(db, people.viewer.id);
		const [line] = await listSessions(db, people.viewer.id, id);
		await inTx((tx) => endOwnSession(tx, people.analyst.id, line!.idHash));
		expect(await findSession(db, id)).toBeDefined();
		await inTx((tx) => endOwnSession(tx, people.viewer.id, line!.idHash));
		expect(await findSession(db, id)).toBeUndefined();
	});
});

describe('signing in', () => {
	test('takes the e-mail in any case and leaves no password in the database', async () => {
		const started = await signIn(db, { email: 'THE-analyst@Example.org', password }, somewhere());
		expect((await findSession(db, started.id))?.actor.id).toBe(people.analyst.id);
		const [row] = await db.select().from(users).where(eq(users.id, people.analyst.id));
		expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(JSON.stringify(await db.select().from(changes))).not.toMatch(/argon2id|quiet river/);
	});

	test('answers alike to a wrong password, an unknown e-mail and a coder without a password', async () => {
		await inTx((tx) =>
			createUser(tx, { name: 'coder', email: 'coder@example.org', role: 'analyst', password: null })
		);
		const answers = await Promise.all(
			['the-viewer@example.org', 'nobody@example.org', 'coder@example.org'].map((email) =>
				signIn(db, { email, password: 'not the password' }, somewhere()).catch((error: unknown) => error)
			)
		);
		for (const answer of answers) {
			expect(answer).toBeInstanceOf(NotSignedIn);
			expect((answer as Error).message).toBe('This e-mail and password do not belong together.');
		}
	});

	test('is refused after ten wrong passwords, even with the right one, and says how long to wait', async () => {
		const ines = await makePerson('ines', 'viewer');
		const guess = (word: string) => signIn(db, { email: ines.email!, password: word }, somewhere());
		const guesses = await Promise.allSettled(
			Array.from({ length: 12 }, (_, at) => guess(`wrong password ${at}`))
		);
		const reasons = guesses.map((one) => (one as PromiseRejectedResult).reason as Error);
		expect(reasons.filter((reason) => reason instanceof NotSignedIn)).toHaveLength(10);
		expect(reasons.filter((reason) => reason instanceof TooManyTries)).toHaveLength(2);
		const refusal = await guess(password).catch((error: unknown) => error);
		expect(refusal).toBeInstanceOf(TooManyTries);
		expect((refusal as TooManyTries).message).toBe('Too many tries. Wait 15 minutes, then try again.');
		expect((refusal as TooManyTries).retryAfter).toBeGreaterThan(14 * 60);
		await db.execute(sql`update rate_limits set window_started_at = now() - interval '15 minutes 1 second'`);
		await expect(guess(password)).resolves.toBeDefined();
	});

	test('counts the tries of one network over all accounts, and forgets those that succeeded', async () => {
		const from = { address: '2001:db8:1:2::1', userAgent: null };
		const neighbour = { address: '2001:db8:1:2:ffff::9', userAgent: null };
		for (let at = 0; at < 3; at++) await signIn(db, { email: 'the-editor@example.org', password }, from);
		const wrong = (at: number) =>
			signIn(db, { email: `nobody-${at}@example.org`, password: 'whatever it is' }, neighbour);
		const guesses = await Promise.allSettled(Array.from({ length: 50 }, (_, at) => wrong(at)));
		expect(guesses.every((one) => (one as PromiseRejectedResult).reason instanceof NotSignedIn)).toBe(true);
		await expect(signIn(db, { email: 'the-editor@example.org', password }, from)).rejects.toBeInstanceOf(
			TooManyTries
		);
	}, 30_000);
});

describe('changing a password', () => {
	test('asks for the present one, ends the other sessions, and leaves no trace of either in the history', async () => {
		const ola = await makePerson('ola', 'viewer');
		const here = await startSession(db, ola.id);
		const there = await startSession(db, ola.id);
		const change = (currentPassword: string, newPassword: string) =>
			changePassword(db, ola, { currentPassword, newPassword }, here.id);
		await expect(change('not it at all', 'seven blue umbrellas')).rejects.toBeInstanceOf(NotSignedIn);
		await expect(change(password, 'short')).rejects.toBeInstanceOf(Refused);
		await expect(change(password, 'ola@example.org')).rejects.toMatchObject({ field: 'newPassword' });
		await change(password, 'seven blue umbrellas');
		expect(await findSession(db, here.id)).toBeDefined();
		expect(await findSession(db, there.id)).toBeUndefined();
		await expect(signIn(db, { email: ola.email!, password }, somewhere())).rejects.toBeInstanceOf(
			NotSignedIn
		);
		await expect(
			signIn(db, { email: ola.email!, password: 'seven blue umbrellas' }, somewhere())
		).resolves.toBeDefined();
		const lines = await db.select().from(changes).where(eq(changes.action, 'changePassword'));
		expect(lines).toMatchObject([{ entityId: ola.id, actorId: ola.id, before: null, after: null }]);
	});
});

describe('an invitation', () => {
	const account = (name: string) => ({ name, email: `${name}@example.org`, password });
	const accept = (token: string, name: string) => inTx((tx) => acceptInvitation(tx, token, account(name)));

	test('makes an account with its role and e-mail, once', async () => {
		const { id, token } = await inTx((tx) =>
			invite(tx, admin, { email: 'guest@example.org', role: 'editor' })
		);
		const { userId } = await accept(token, 'someone-else');
		expect(await findActorByEmail(db, 'GUEST@example.org')).toMatchObject({ id: userId, role: 'editor' });
		expect(await findActorByEmail(db, 'someone-else@example.org')).toBeUndefined();
		await expect(accept(token, 'second')).rejects.toThrow('used already');
		await expect(getInvitation(db, token)).rejects.toThrow('used already');
		await expect(getInvitation(db, `${token}x`)).rejects.toThrow('There is no such invitation');
		const [row] = await db.select().from(invitations).where(eq(invitations.id, id));
		expect(row).toMatchObject({ usedBy: userId });
		expect(JSON.stringify(row)).not.toContain(token);
	});

	test('used by two people at the same moment lets one in', async () => {
		const { token } = await inTx((tx) => invite(tx, admin, { email: null, role: 'viewer' }));
		const both = await Promise.allSettled([accept(token, 'left'), accept(token, 'right')]);
		expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
		const refused = both.find((one) => one.status === 'rejected');
		expect(refused?.reason).toBeInstanceOf(NotFound);
		const made = (await listUsers(db)).filter(({ name }) => name === 'left' || name === 'right');
		expect(made).toHaveLength(1);
	});

	test('stays open when the account could not be made', async () => {
		const { token } = await inTx((tx) => invite(tx, admin, { email: null, role: 'viewer' }));
		await expect(accept(token, 'the-viewer')).rejects.toBeInstanceOf(Conflict);
		const weak = inTx((tx) => acceptInvitation(tx, token, { ...account('weak'), password: 'password1234' }));
		await expect(weak).rejects.toMatchObject({ field: 'password' });
		await expect(accept(token, 'third-time')).resolves.toBeDefined();
	});

	test('works no more after its time or when withdrawn', async () => {
		const old = await inTx((tx) => invite(tx, admin, { email: null, role: 'viewer' }));
		await db
			.update(invitations)
			.set({ expiresAt: new Date(Date.now() - 1000) })
			.where(eq(invitations.id, old.id));
		await expect(accept(old.token, 'late')).rejects.toBeInstanceOf(NotFound);
		const withdrawn = await inTx((tx) => invite(tx, admin, { email: null, role: 'viewer' }));
		expect((await listOpenInvitations(db)).map(({ id }) => id)).toContain(withdrawn.id);
		await inTx((tx) => revokeInvitation(tx, admin, withdrawn.id));
		await expect(accept(withdrawn.token, 'late')).rejects.toThrow('expired or was withdrawn');
		await expect(inTx((tx) => revokeInvitation(tx, admin, withdrawn.id))).rejects.toBeInstanceOf(NotFound);
		expect((await listOpenInvitations(db)).map(({ id }) => id)).not.toContain(withdrawn.id);
	});

	test('to a new password is made for somebody who can sign in, and only then', async () => {
		const una = await makePerson('una', 'analyst');
		const { token } = await inTx((tx) => offerPassword(tx, admin, { userId: una.id }));
		const input = { ...account('other'), password: 'eleven green bottles' };
		expect(await inTx((tx) => acceptInvitation(tx, token, input))).toEqual({ userId: una.id });
		await expect(
			signIn(db, { email: una.email!, password: input.password }, somewhere())
		).resolves.toBeDefined();
		const nameless = { name: 'known by name', email: null, role: 'viewer', password: null } as const;
		const { id } = await inTx((tx) => createUser(tx, nameless));
		await expect(inTx((tx) => offerPassword(tx, admin, { userId: id }))).rejects.toThrow('by name alone');
		await inTx((tx) => deactivateUser(tx, admin, { userId: una.id }));
		await expect(inTx((tx) => offerPassword(tx, admin, { userId: una.id }))).rejects.toThrow('deactivated');
	});

	test('for an e-mail that has an account sets a new password, and keeps name and role', async () => {
		const zoe = await makePerson('zoe', 'analyst');
		const session = await startSession(db, zoe.id);
		const first = await inTx((tx) => invite(tx, admin, { email: 'ZOE@example.org', role: 'admin' }));
		const second = await inTx((tx) => invite(tx, admin, { email: zoe.email, role: 'viewer' }));
		expect(await getInvitation(db, first.token)).toMatchObject({ accountName: 'zoe' });
		const input = { ...account('other'), password: 'nine yellow kettles' };
		const { userId } = await inTx((tx) => acceptInvitation(tx, first.token, input));
		expect(userId).toBe(zoe.id);
		expect(await findSession(db, session.id)).toBeUndefined();
		const started = await signIn(db, { email: zoe.email!, password: 'nine yellow kettles' }, somewhere());
		expect((await findSession(db, started.id))?.actor).toEqual(zoe);
		await expect(accept(second.token, 'zoe')).rejects.toBeInstanceOf(NotFound);
	});

	test('does not let a deactivated account back in', async () => {
		const yan = await makePerson('yan', 'viewer');
		await inTx((tx) => deactivateUser(tx, admin, { userId: yan.id }));
		const { token } = await inTx((tx) => invite(tx, admin, { email: yan.email, role: 'viewer' }));
		await expect(accept(token, 'yan')).rejects.toBeInstanceOf(Refused);
	});

	test('can be guessed at twenty times in a quarter of an hour from one network', async () => {
		const look = (token: string) => guardInvitation(db, '198.51.100.7', () => getInvitation(db, token));
		const { token } = await inTx((tx) => invite(tx, admin, { email: null, role: 'viewer' }));
		for (let at = 0; at < 19; at++) await expect(look(`guess-${at}`)).rejects.toBeInstanceOf(NotFound);
		for (let at = 0; at < 3; at++) await expect(look(token)).resolves.toBeDefined();
		await expect(look('guess')).rejects.toBeInstanceOf(NotFound);
		await expect(look(token)).rejects.toBeInstanceOf(TooManyTries);
	});

	test('for the first administrator is worth nothing once there is one', async () => {
		const token = await inTx((tx) => inviteFirstAdministrator(tx));
		await expect(accept(token, 'usurper')).rejects.toBeInstanceOf(NotFound);
	});
});

describe('an API token', () => {
	const make = (actor: Actor, scope: 'read' | 'write') =>
		inTx((tx) => createToken(tx, actor, { name: 'notebook', scope }));

	test('acts as its owner within its scope, and is stored as a hash', async () => {
		const { token } = await make(people.analyst, 'read');
		expect(token).toMatch(/^stk_[\w-]{43}$/);
		expect(await findActorByToken(db, token)).toEqual({ ...people.analyst, scope: 'read' });
		const kept = JSON.stringify([await db.select().from(apiTokens), await db.select().from(changes)]);
		expect(kept).not.toContain(token.slice(4));
		expect(await findActorByToken(db, `${token}x`)).toBeUndefined();
		expect(await findActorByToken(db, token.slice(4))).toBeUndefined();
	});

	test('shows when it was last used, to the hour', async () => {
		const { id, token } = await make(people.viewer, 'write');
		await findActorByToken(db, token);
		const lastUse = async () =>
			(await listTokens(db, people.viewer.id)).find((line) => line.id === id)!.lastUsedAt;
		const first = await lastUse();
		expect(first).toBeInstanceOf(Date);
		await findActorByToken(db, token);
		expect(await lastUse()).toEqual(first);
	});

	test('is revoked by its owner alone', async () => {
		const { id, token } = await make(people.editor, 'write');
		await expect(inTx((tx) => revokeToken(tx, admin, id))).rejects.toBeInstanceOf(NotFound);
		await inTx((tx) => revokeToken(tx, people.editor, id));
		expect(await findActorByToken(db, token)).toBeUndefined();
		expect((await listTokens(db, people.editor.id)).map((line) => line.id)).not.toContain(id);
	});

	test('that does not exist counts against its network', async () => {
		for (let at = 0; at < 50; at++) await countTokenGuess(db, '203.0.113.5');
		await expect(countTokenGuess(db, '203.0.113.5')).rejects.toBeInstanceOf(TooManyTries);
		await expect(countTokenGuess(db, '203.0.113.6')).resolves.toBeUndefined();
	});
});

describe('a person', () => {
	test('who is deactivated is out at once, and back with the same password when reactivated', async () => {
		const kim = await makePerson('kim', 'analyst');
		const { id } = await startSession(db, kim.id);
		const { token } = await inTx((tx) => createToken(tx, kim, { name: 'mine', scope: 'write' }));
		await inTx((tx) => deactivateUser(tx, admin, { userId: kim.id }));
		expect(await findSession(db, id)).toBeUndefined();
		expect(await findActorByToken(db, token)).toBeUndefined();
		await expect(signIn(db, { email: kim.email!, password }, somewhere())).rejects.toBeInstanceOf(
			NotSignedIn
		);
		await inTx((tx) => reactivateUser(tx, admin, { userId: kim.id }));
		await expect(signIn(db, { email: kim.email!, password }, somewhere())).resolves.toBeDefined();
		expect(await findActorByToken(db, token)).toBeDefined();
	});

	test('has the new role from the next request on', async () => {
		const lou = await makePerson('lou', 'viewer');
		const { id } = await startSession(db, lou.id);
		await inTx((tx) => changeRole(tx, admin, { userId: lou.id, role: 'editor' }));
		expect((await findSession(db, id))?.actor.role).toBe('editor');
		const [line] = await db.select().from(changes).where(eq(changes.action, 'changeRole'));
		expect(line).toMatchObject({
			entityId: lou.id,
			actorId: admin.id,
			before: { role: 'viewer' },
			after: { role: 'editor' }
		});
	});

	test('cannot have the e-mail of another in other case', async () => {
		const twin = inTx((tx) =>
			createUser(tx, { name: 'twin', email: 'The-Viewer@example.ORG', role: 'viewer', password })
		);
		await expect(twin).rejects.toMatchObject({ name: 'Conflict', field: 'email' });
	});

	test('who is the last administrator stays one', async () => {
		const asViewer = { userId: admin.id, role: 'viewer' } as const;
		await expect(inTx((tx) => changeRole(tx, admin, asViewer))).rejects.toBeInstanceOf(Refused);
		await expect(inTx((tx) => deactivateUser(tx, admin, { userId: admin.id }))).rejects.toBeInstanceOf(
			Refused
		);
	});

	test('who is one of two administrators cannot demote the other while being demoted', async () => {
		const mia = await makePerson('mia', 'admin');
		const demote = (by: Actor, userId: number) =>
			inTx((tx) => changeRole(tx, by, { userId, role: 'viewer' }));
		const both = await Promise.allSettled([demote(admin, mia.id), demote(mia, admin.id)]);
		expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await hasAdministrator(db)).toBe(true);
		const left = (await listUsers(db)).filter(({ role, hasPassword }) => role === 'admin' && hasPassword);
		expect(left).toHaveLength(1);
	});
});

test('who may read is a setting with a history', async () => {
	const [anAdmin] = (await listUsers(db)).filter(({ role }) => role === 'admin');
	const actor: Actor = { ...admin, id: anAdmin!.id };
	expect(await getSite(db)).toEqual({ reading: 'public' });
	await inTx((tx) => changeSettings(tx, actor, { reading: 'members' }));
	await inTx((tx) => changeSettings(tx, actor, { reading: 'members' }));
	expect(await getSite(db)).toEqual({ reading: 'members' });
	const lines = await db.select().from(changes).where(eq(changes.action, 'changeSettings'));
	expect(lines).toMatchObject([{ before: { reading: 'public' }, after: { reading: 'members' } }]);
});
