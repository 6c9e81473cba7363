import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { connectTo } from './client.ts';
import { atMost, printFindings, type Finding } from './report.ts';
import { startServer } from './server.ts';

const most = 150;
/** The server gives memory back when nobody has asked for anything for a while. */
const quiet = 6_000;

/** What the server holds when nobody asks for anything, after each kind of page has been asked for a few times. */
export async function measureIdleMemory(url: string): Promise<Finding[]> {
	const server = await startServer(url);
	try {
		const started = megabytesOf(server.process.pid!);
		const client = connectTo(server.port);
		for (const path of [
			'/publications/romano-2021',
			'/publications/romano-2021/C1',
			'/developments',
			'/api/v1/developments'
		])
			for (let time = 0; time < 5; time++) await client.get(path);
		client.close();
		const used = megabytesOf(server.process.pid!);
		await pause(quiet);
		const findings: Finding[] = [
			{ what: 'resident after start', measured: `${started.toFixed(0)} MB`, target: '', isMet: undefined },
			{ what: 'after twenty pages', measured: `${used.toFixed(0)} MB`, target: '', isMet: undefined },
			atMost('idle again', megabytesOf(server.process.pid!), most, ' MB', 0)
		];
		printFindings('Memory of the server', findings);
		return findings;
	} finally {
		await server.stop();
	}
}

function megabytesOf(pid: number): number {
	return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1000;
}
