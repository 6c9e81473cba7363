import * as v from 'valibot';
import { expect, test } from 'vitest';
import { prepareInstallation } from '#lib/installation.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { builtServer } from '../built-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import { suggestions } from '../../src/routes/api/suggestion-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
await prepareInstallation(db, { administrator: null, sample: true });

const about = (parameters: Record<string, string>) =>
	ask(`/api/v1/suggestions?${new URLSearchParams(parameters)}`);

test('news is answered with what it may bear on, in the words of the description', async () => {
	const { status, body } = await about({ title: 'Normandy format advisers meet in Minsk', on: '2030-01-01' });
	expect(status).toBe(200);
	const { recommendations, duplicates } = v.parse(suggestions, body);
	expect(recommendations[0]).toMatchObject({
		publication: 'romano-2021',
		code: 'C4',
		likelihood: 'likely',
		reason: 'shares Normandy format advisers, Minsk with C4; 6 earlier developments coded there'
	});
	expect(duplicates).toEqual([]);
});

test('what is logged already is named', async () => {
	const { body } = await about({ title: 'Something else', url: 'https://www.osce.org/helsinki-final-act' });
	expect(v.parse(suggestions, body).duplicates).toMatchObject([
		{ title: 'CSCE Final Act signed in Helsinki', reason: 'same address' }
	]);
});

test('news of other things, and none at all, is answered with nothing', async () => {
	for (const parameters of [{ title: 'Injury-time header sends Arsenal through' }, { title: '' }, {}])
		expect((await about(parameters as Record<string, string>)).body).toEqual({
			recommendations: [],
			duplicates: []
		});
});

test('a day that does not exist is refused by name', async () => {
	const { status, body } = await about({ title: 'News', on: '2022-02-30' });
	expect(status).toBe(400);
	expect(body.errors).toMatchObject([{ parameter: 'on' }]);
});

test('items of the inbox are for members', async () => {
	expect((await ask('/api/v1/inbox/1/suggestions')).status).toBe(401);
	const actor = await makeActor(db, 'analyst', 'reader');
	const { token } = await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'read' }));
	expect((await ask('/api/v1/inbox/1/suggestions', { token })).status).toBe(404);
});
