import { expect, test } from 'vitest';
import { isAtWork } from '#lib/exchange/file-import.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { builtServer } from '../built-server.ts';
import { developmentsHeader, row } from '../exchange-files.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import { workbook } from '../workbook.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const tokenOf = async (role: 'editor' | 'analyst') => {
	const actor = await makeActor(db, role, `${role} of imports`);
	return (await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }))).token;
};
const token = await tokenOf('editor');
const send = (content: string | Uint8Array, query = '', by = token) =>
	ask(`/api/v1/imports${query}`, {
		token: by,
		method: 'POST',
		body: content as BodyInit,
		headers: { 'content-type': 'application/octet-stream' }
	});
/** An import once no work is owed to it: the server works, as in earnest. */
const settled = async (id: number) => {
	for (;;) {
		const { body } = await ask(`/api/v1/imports/${id}`, { token });
		if (!isAtWork(body.state)) return body;
	}
};
const act = (id: number, what: string, json?: object) =>
	ask(`/api/v1/imports/${id}/${what}`, { token, method: 'POST', ...(json ? { json } : {}) });

test('a file is sent, its columns confirmed, checked, taken in, undone and redone', async () => {
	const sent = await send(
		developmentsHeader + row('API-1') + row('API-2', { date: 'never' }),
		'?name=news.csv'
	);
	expect(sent.status).toBe(201);
	const { id } = sent.body;
	expect(sent.headers.get('location')).toBe(`/api/v1/imports/${id}`);
	expect(sent.body).toMatchObject({
		state: 'uploaded',
		kind: 'developments',
		mapping: { title: { column: 'title' } }
	});

	const wrong = await act(id, 'columns', { mapping: { title: { column: 'Nowhere' } } });
	expect(wrong.status).toBe(422);
	expect(wrong.body.errors).toContainEqual({
		pointer: '/mapping/title',
		detail: 'The file has no column “Nowhere”.'
	});
	expect((await act(id, 'columns', {})).status).toBe(202);
	expect(await settled(id)).toMatchObject({
		state: 'ready',
		preview: { added: 1, same: 0, differing: 0, bad: 1 },
		problems: { count: 1, first: [{ line: 3, column: 'occurred_on', given: 'never' }] }
	});
	expect((await act(id, 'run', { mode: 'whole' })).status).toBe(422);
	expect((await act(id, 'run', { mode: 'skip' })).status).toBe(202);
	expect(await settled(id)).toMatchObject({
		state: 'done',
		report: { added: 1, skipped: 1 }
	});
	expect((await act(id, 'cancel')).status).toBe(409);
	expect((await act(id, 'undo')).status).toBe(202);
	expect(await settled(id)).toMatchObject({
		state: 'undone',
		undo: { turned: 1, restored: 0, left: 0 }
	});
	expect((await act(id, 'redo')).status).toBe(202);
	await settled(id);
	const { body } = await ask('/api/v1/imports?limit=1', { token });
	expect(body).toMatchObject({ imports: [{ id, state: 'done' }], next: null });
});

test('a workbook is sent as it is, and cancelled', async () => {
	const { body } = await send(
		workbook({
			Data: [
				['Code', 'Title'],
				['A1', 'Do this']
			]
		}),
		'?kind=recommendations'
	);
	expect(body).toMatchObject({ format: 'xlsx', kind: 'recommendations', state: 'uploaded' });
	const cancelled = await act(body.id, 'cancel');
	expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
});

test('files may be larger than other requests, up to a limit of their own', async () => {
	const padded = (megabytes: number) => `a,b\n1,${'x'.repeat(100)}\n`.repeat(megabytes * 9600);
	expect((await send(padded(11))).status).toBe(201);
	const over = await send(padded(13));
	expect(over).toMatchObject({ status: 413, body: { detail: expect.stringContaining('at most 12 MB') } });
	const other = await ask('/api/v1/briefings', { token, method: 'POST', body: padded(11) });
	expect(other.status).toBe(413);
});

test('imports are for editors, and what cannot be read is said to be so', async () => {
	expect((await send(developmentsHeader + row('API-9'), '', await tokenOf('analyst'))).status).toBe(403);
	expect((await send('')).status).toBe(422);
	expect((await ask('/api/v1/imports', { token, method: 'POST' })).status).toBe(415);
	expect((await send('a,b\n1,"2\n')).body.detail).toContain('Line 2');
	expect((await send('a\n1\n', '?kind=rumours')).status).toBe(400);
	expect((await ask('/api/v1/imports/999', { token })).status).toBe(404);
	expect((await ask('/api/v1/imports/x', { token })).status).toBe(404);
});
