import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Refused, TooManyTries } from '#lib/errors.ts';
import { nameSchema } from '#lib/users/account.ts';
import { changeName } from '#lib/users/commands.server.ts';
import { listUsers } from '#lib/users/queries.server.ts';
import { attempt, readForm, respond } from '../../src/routes/respond.server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const user = await makeActor(db, 'viewer', 'ana');
const locals: App.Locals = { db, user, site: { reading: 'public' }, sessionId: null };

test('a form that is in order runs its command, once and for good', async () => {
	const answer = await respond(locals, { name: '  Ana   Sousa ' }, nameSchema, changeName);
	expect(answer).toEqual({ done: true, result: 'Ana Sousa' });
	expect((await listUsers(db)).map(({ name }) => name)).toEqual(['Ana Sousa']);
});

test('a fault stands beside its field, with everything that was typed but passwords', async () => {
	const values = { name: '', other: 'kept', currentPassword: 'secret' };
	const { failure } = await respond(locals, values, nameSchema, changeName);
	expect(failure?.status).toBe(400);
	expect(failure?.data).toEqual({
		values: { name: '', other: 'kept' },
		errors: { name: [expect.stringContaining('Type a name')] }
	});
});

test('a rule that says no keeps its status, beside its field or above the form', async () => {
	const refuse = (error: Error) =>
		attempt(locals, { title: 'typed' }, v.object({}), async () => {
			throw error;
		});
	const beside = await refuse(new Refused('Not like this.', 'title'));
	expect(beside.failure).toMatchObject({ status: 422, data: { errors: { title: ['Not like this.'] } } });
	const above = await refuse(new TooManyTries('Wait.', 60));
	expect(above.failure).toMatchObject({
		status: 429,
		data: { values: { title: 'typed' }, errors: {}, message: 'Wait.' }
	});
	expect(locals.retryAfter).toBe(60);
});

test('what a command wrote before it was refused is not kept', async () => {
	await respond(locals, { name: 'Half done' }, nameSchema, async (tx, actor, input) => {
		await changeName(tx, actor, input);
		throw new Refused('On second thoughts, no.');
	});
	expect((await listUsers(db)).map(({ name }) => name)).toEqual(['Ana Sousa']);
});

test('who was signed out meanwhile is told so and loses nothing', async () => {
	const { failure } = await respond({ ...locals, user: null }, { name: 'Long text' }, nameSchema, changeName);
	expect(failure).toMatchObject({ status: 401, data: { values: { name: 'Long text' } } });
});

test('a bug is not mistaken for a fault of the form', async () => {
	const broken = attempt(locals, {}, v.object({}), async () => {
		throw new TypeError('a bug');
	});
	await expect(broken).rejects.toBeInstanceOf(TypeError);
});

test('a form is read as texts, and as lists where lists are asked for', async () => {
	const body = new URLSearchParams([
		['title', 'One'],
		['forums', 'OSCE'],
		['forums', 'UN']
	]);
	const request = new Request('http://localhost', { method: 'POST', body });
	const values = await readForm(request, { lists: ['forums', 'actors'] });
	expect(values).toEqual({ title: 'One', forums: ['OSCE', 'UN'], actors: [] });
});
