import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { printProfile } from '../profile.ts';
import { step } from '../report.ts';
import { startServer } from '../server.ts';
import { openReader, type Reader } from './reader.ts';
import { findPage, makeTeam } from './team.ts';
import { openWriter, type Saved, type Writer } from './writer.ts';

/** `every`: how often each writer saves, in milliseconds. */
export type Load = { readers: number; writers: number; every: number; seconds: number; profile: boolean };

/** Times in milliseconds, one for each change and reader. */
export type Deliveries = {
	/** From the moment at which the change was sent, and from that at which its writer knew that it was kept. */
	fromSending: number[];
	fromAnswer: number[];
	/** Deliveries that did not come. */
	missing: number;
	changes: number;
	/** Pages that the readers loaded again. */
	reloads: number;
	/** Processor time of the server while changes were saved, in cores; not known everywhere. */
	busy: number | undefined;
};

const warmUp = 4_000;
/** How long a delivery may take at all. */
const patience = 5_000;

/** Opens the page of one development for all readers, and lets the writers code it one after the other. */
export async function measureDeliveries(url: string, load: Load): Promise<Deliveries> {
	const { page, recommendations } = await findPage(url);
	const team = await step(`signing ${load.readers + load.writers} people in`, () => makeTeam(url, load));
	const folder = mkdtempSync(join(tmpdir(), 'stocktake-live-'));
	const server = await startServer(url, load.profile ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []);
	const readers: Reader[] = [];
	const writers = team.writers.map((cookie, writer) =>
		openWriter(server.port, page, cookie, {
			writer,
			recommendation: recommendations[writer % recommendations.length]!
		})
	);
	try {
		await step('opening their pages', async () => {
			for (const cookie of team.readers) readers.push(await openReader(server.port, page, cookie));
		});
		await step('warming up', () => saveAll(writers, load.every, warmUp));
		for (const reader of readers) reader.reloads = 0;
		const usedBefore = processorTime(server.process.pid!);
		const saved = await step('measuring', () => saveAll(writers, load.every, load.seconds * 1_000));
		const used = processorTime(server.process.pid!) - usedBefore;
		const reloads = readers.reduce((sum, reader) => sum + reader.reloads, 0);
		await allThere(readers, saved);
		return { ...timesOf(readers, saved), reloads, busy: used / load.seconds || undefined };
	} finally {
		for (const open of [...readers, ...writers]) open.close();
		await server.stop();
		if (load.profile) printProfile(folder, load.seconds * 1_000);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Each writer saves every so often for so long, evenly parted from the others. */
async function saveAll(writers: readonly Writer[], every: number, milliseconds: number): Promise<Saved[]> {
	const saved: Saved[] = [];
	const begin = performance.now();
	const write = async (writer: Writer, at: number) => {
		for (let due = begin + (every * at) / writers.length; due < begin + milliseconds; due += every) {
			await sleep(Math.max(0, due - performance.now()));
			saved.push(await writer.save());
		}
	};
	await Promise.all(writers.map(write));
	return saved;
}

async function allThere(readers: readonly Reader[], saved: readonly Saved[]): Promise<void> {
	const until = performance.now() + patience;
	const isThere = (reader: Reader) => saved.every((one) => reader.arrivalOf(one) !== undefined);
	while (performance.now() < until && !readers.every(isThere)) await sleep(50);
}

function timesOf(readers: readonly Reader[], saved: readonly Saved[]) {
	const came = saved.flatMap((one) =>
		readers.map((reader) => ({ ...one, at: reader.arrivalOf(one) })).filter(({ at }) => at !== undefined)
	);
	return {
		fromSending: came.map(({ at, sentAt }) => at! - sentAt),
		fromAnswer: came.map(({ at, answeredAt }) => Math.max(0, at! - answeredAt)),
		missing: saved.length * readers.length - came.length,
		changes: saved.length
	};
}

/** Seconds of processor time that a process has used, where the system tells; else not a number. */
function processorTime(pid: number): number {
	if (process.platform !== 'linux') return Number.NaN;
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
		.replace(/^.*\) /, '')
		.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}
