import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { startCluster } from '#lib/server/embedded-postgres.ts';
import { isGone, liveServer } from '#lib/server/postmaster.ts';

const folder = mkdtempSync(join(tmpdir(), 'stocktake-cluster-'));
chmodSync(folder, 0o755);
const data = join(folder, 'postgres');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = () => startCluster(folder, { sync: false, isChosen: true });

async function ask(url: string, question: string): Promise<unknown> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		const [row] = await sql.unsafe(question);
		return row && Object.values(row)[0];
	} finally {
		await sql.end();
	}
}

test('a second process joins the running server, and data outlive a stop', async () => {
	const first = await start();
	const second = await start();
	expect(second.url).toBe(first.url);
	await ask(first.url, 'create table kept as select 42 as answer');
	await first.stop();
	expect(isGone(data)).toBe(true);
	const later = await start();
	expect(await ask(later.url, 'select answer from kept')).toBe(42);
	await later.stop();
}, 30_000);

test('a server killed without warning is started again, over its stale pid file', async () => {
	const killed = await start();
	const server = liveServer(data);
	process.kill(server?.pid ?? 0, 'SIGKILL');
	await expect.poll(() => liveServer(data)?.pid).not.toBe(server?.pid);
	const again = await start();
	expect(again.folder).toBe(killed.folder);
	expect(await ask(again.url, 'select answer from kept')).toBe(42);
	await again.stop();
}, 30_000);

test('the password is for the owner alone and in no log', async () => {
	const file = join(folder, 'postgres.password');
	expect(statSync(file).mode & 0o077).toBe(0);
	expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain(readFileSync(file, 'utf8'));
});

test('a data folder that cannot be is refused in words, also where the system lets nobody make one', async () => {
	for (const place of ['/proc/stocktake', '/dev/null/stocktake', join(folder, 'postgres.password', 'below')])
		await expect(startCluster(place, { isChosen: true })).rejects.toThrow(
			`The data folder ${place} cannot be made`
		);
});
