import { learnSuggestions } from '#lib/feeds/suggest-learning.server.ts';
import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { openDatabase, type Database } from '#lib/server/database.ts';
import type { BenchCluster } from './cluster.ts';
import { atMost, quantile, step, type Finding } from './report.ts';
import { seed } from './seed.ts';

const developments = 100_000;
const asked = 200;
const name = 'suggest_speed';

/** What suggestions cost beside 100,000 developments and their 160,000 codings. */
export async function measureSuggestionSpeed(cluster: BenchCluster): Promise<Finding[]> {
	if (!(await cluster.has(name))) await seed(await cluster.copySample(name), developments);
	const { db, close } = openDatabase(cluster.urlOf(name), { max: 3 });
	try {
		const learning = await lasting(() => step('learning', () => learnSuggestions(db)));
		const looking = quantile(await several(10, () => learnSuggestions(db)), 0.5);
		const news = await pickNews(db);
		const each = await several(asked, (at) => suggestFor(db, news[at % news.length]!));
		const plain = (what: string, ms: number): Finding => ({
			what,
			measured: `${ms.toFixed(0)} ms`,
			target: '',
			isMet: undefined
		});
		return [
			plain(`learning all of ${developments.toLocaleString('en')} developments anew`, learning),
			plain('looking whether there is more to learn', looking),
			atMost('suggestions for one item: median', quantile(each, 0.5), 50, ' ms'),
			atMost('suggestions for one item: 95th percentile', quantile(each, 0.95), 100, ' ms')
		];
	} finally {
		await close();
	}
}

type Picked = { title: string; summary: string; on: string };

/** Developments of all times, as if they came in again. */
async function pickNews(db: Database): Promise<Picked[]> {
	return [
		...(await db.execute<Picked>(
			`select title, summary, occurred_on::text as on from developments where id % 1999 = 7 order by id limit 50`
		))
	];
}

async function several(times: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
	const taken: number[] = [];
	for (let at = 0; at < times; at++) taken.push(await lasting(() => work(at)));
	return taken;
}

async function lasting(work: () => Promise<unknown>): Promise<number> {
	const begun = performance.now();
	await work();
	return performance.now() - begun;
}
