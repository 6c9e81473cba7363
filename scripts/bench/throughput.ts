import { rmSync, mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#lib/calendar.ts';
import { connectTo } from './client.ts';
import { connected } from './cluster.ts';
import { printProfile } from './profile.ts';
import { atLeast, printFindings, quantile, type Finding } from './report.ts';
import { startServer } from './server.ts';

const clients = 8;
const duration = 8_000;
const warmUp = 2_000;
const wanted = 1_250;
/** A second. */
const writes = 10;
const path = '/api/v1/developments';

/** How many pages of developments a second eight clients get that ask as fast as they are answered. */
export async function measureThroughput(url: string): Promise<Finding[]> {
	const server = await startServer(url);
	try {
		await ask(server.port, warmUp, always);
		const same = await ask(server.port, duration, always);
		const [different, written] = [
			await ask(server.port, duration / 2, anyDay),
			await whileWriting(url, server.port, always)
		];
		const findings: Finding[] = [
			atLeast(`GET ${path}, ${clients} clients, ${cpus().length} cores`, same.rate, wanted, '/s'),
			plain('its median and 95th percentile', `${same.at(0.5)}, ${same.at(0.95)}`),
			plain(`while ${writes} transactions a second are committed`, `${written.rate.toFixed(0)}/s`),
			plain(
				'each asking for another page, so that every answer is made anew',
				`${different.rate.toFixed(0)}/s`
			)
		];
		printFindings('Many clients at once', findings);
		return findings;
	} finally {
		await server.stop();
	}
}

const plain = (what: string, measured: string): Finding => ({ what, measured, target: '', isMet: undefined });

const always = () => path;

/** A page that hardly anybody has asked for before. */
const anyDay = () => `${path}?to=${addDays('2016-01-01', Math.floor(Math.random() * 3_900))}`;

async function whileWriting(url: string, port: number, choose: () => string) {
	return connected(url, async (sql) => {
		const writing = setInterval(() => void sql`select pg_current_xact_id()`.execute(), 1000 / writes);
		const result = await ask(port, duration / 2, choose);
		clearInterval(writing);
		return result;
	});
}

async function ask(port: number, milliseconds: number, choose: () => string) {
	const until = performance.now() + milliseconds;
	const times: number[] = [];
	const one = async () => {
		const client = connectTo(port);
		for (let start = performance.now(); start < until; start = performance.now()) {
			const chosen = choose();
			const { status } = await client.get(chosen);
			if (status !== 200) throw new Error(`${chosen} answered ${status}.`);
			times.push(performance.now() - start);
		}
		client.close();
	};
	await Promise.all(Array.from({ length: clients }, one));
	const at = (share: number) => `${quantile(times, share).toFixed(1)} ms`;
	return { rate: (times.length * 1000) / milliseconds, at };
}

/** What the server's own processor time goes into under that load. */
export async function profileThroughput(url: string): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'stocktake-profile-'));
	try {
		const server = await startServer(url, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
		await ask(server.port, warmUp, always);
		const begun = performance.now();
		await ask(server.port, duration / 2, always);
		const busy = performance.now() - begun;
		await server.stop();
		printProfile(folder, busy);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
