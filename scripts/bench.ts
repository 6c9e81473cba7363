// `npm run bench`: what Stocktake costs, beside what it should cost. Everything runs on a PostgreSQL of its own.
//
//	npm run bench                              all parts
//	npm run bench -- reads memory              some of them
//	npm run bench -- --sizes 10000,100000      with fewer developments
//	npm run bench -- reads --only 'heat map'   the reads whose name has these words
//	npm run bench -- --folder /var/tmp/bench   keeps the databases for the next run
import { parseArgs } from 'node:util';
import { measureBriefings } from './bench/briefings.ts';
import { startBenchCluster, type BenchCluster } from './bench/cluster.ts';
import { measureImport } from './bench/importing.ts';
import { measureLighthouse } from './bench/lighthouse.ts';
import { measureIdleMemory } from './bench/memory.ts';
import { measureReads, reportReads } from './bench/reads.ts';
import { printFindings, type Finding } from './bench/report.ts';
import { seed } from './bench/seed.ts';
import { measureThroughput, profileThroughput } from './bench/throughput.ts';
import { measureWeight } from './bench/weight.ts';

/** A part measures and returns what it found. */
const parts = {
	reads,
	clients: async (cluster: BenchCluster) => measureThroughput(await seeded(cluster, middling())),
	profile: async (cluster: BenchCluster) => (await profileThroughput(await seeded(cluster, middling())), []),
	briefings: async (cluster: BenchCluster) => measureBriefings(await seeded(cluster, middling())),
	import: measureImport,
	memory: async (cluster: BenchCluster) => measureIdleMemory(cluster.urlOf('stocktake')),
	weight: async (cluster: BenchCluster) => measureWeight(cluster.urlOf('stocktake')),
	lighthouse: async (cluster: BenchCluster) => measureLighthouse(cluster.urlOf('stocktake'))
};
type Part = keyof typeof parts;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		sizes: { type: 'string', default: '10000,100000,1000000' },
		folder: { type: 'string' },
		only: { type: 'string', default: '' }
	}
});
const sizes = values.sizes.split(',').map(Number);
const chosen = positionals.length > 0 ? positionals : Object.keys(parts);
const unknown = chosen.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0 || sizes.some((size) => !Number.isInteger(size) || size < 1_000)) {
	console.error(
		`Parts are: ${Object.keys(parts).join(', ')}. Sizes are numbers of developments, 1000 or more.`
	);
	process.exit(1);
}

const cluster = await startBenchCluster(values.folder);
const interrupted = () => void cluster.stop().finally(() => process.exit(130));
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);
const findings: Finding[] = [];
try {
	for (const name of chosen as Part[]) {
		console.log(`\n== ${name}`);
		findings.push(...(await parts[name](cluster)));
	}
} finally {
	await cluster.stop();
}
if (chosen.length > 1)
	printFindings(
		'All together',
		findings.filter((one) => one.isMet !== undefined)
	);
const missed = findings.filter((one) => one.isMet === false).length;
const met = findings.filter((one) => one.isMet).length;
console.log(`\n${met} targets met, ${missed} not met`);

async function reads(on: BenchCluster): Promise<Finding[]> {
	const urls = new Map<number, string>();
	for (const size of sizes) urls.set(size, await seeded(on, size));
	return reportReads(await measureReads(urls, values.only));
}

/** A database with so many developments, made where there is none yet. */
async function seeded(on: BenchCluster, size: number): Promise<string> {
	const name = `bench_${size}`;
	if (await on.has(name)) return on.urlOf(name);
	const url = await on.copySample(name);
	await seed(url, size).catch(async (error: unknown) => {
		await on.drop(name);
		throw error;
	});
	return url;
}

/** 100,000 developments, or the nearest that is asked for. */
function middling(): number {
	return sizes.toSorted((a, b) => Math.abs(a - 100_000) - Math.abs(b - 100_000))[0]!;
}
