import { sql } from 'drizzle-orm';
import { learn } from '#lib/feeds/suggest-learning.server.ts';
import { nearness } from '#lib/feeds/suggest.ts';
import { findNear } from '#lib/feeds/suggest.server.ts';
import { openDatabase, type Database, type Transaction } from '#lib/server/database.ts';
import { randomFrom } from './invent.ts';
import { printTable, step, type Finding } from './report.ts';
import { baselines, prepareBaselines } from './suggest-baselines.ts';
import { elsewhere } from './suggest-elsewhere.ts';

/** A development as it would come in, and the recommendations that it was coded for. */
export type HeldOut = { id: number; title: string; summary: string; codes: ReadonlySet<string> };
/** Codes of recommendations, the best first, with what each is worth. */
export type Ranking = { code: string; worth: number }[];
/** Ranks all recommendations for a development, in a database that knows nothing of it. */
export type Ranker = (tx: Transaction, one: HeldOut) => Promise<Ranking>;

const ours = 'words and evidence (ours)';
const rankers: Record<string, Ranker> = { ...baselines, [ours]: nearest };

/** So often everything is dealt anew into so many parts, each of them held out once. */
const deals = 5;
const parts = 5;
/** Shares of the developments, the oldest, from which the later ones are foretold. */
const pasts = [0.6, 0.7, 0.8] as const;

/** The sample's one publication. */
type Sample = { publicationId: number; developments: HeldOut[] };

export async function measureSuggestions(url: string): Promise<Finding[]> {
	const { db, close } = openDatabase(url, { max: 1 });
	try {
		const sample = await readSample(db);
		const dealt = await step('held out by chance', () => measure(db, sample, dealtParts(sample)));
		const later = await step('held out by date', () => measure(db, sample, laterParts(sample)));
		const most = mean(sample.developments.map(({ codes }) => Math.min(3, codes.size) / 3));
		report(
			`Held out by chance: ${deals} × ${parts} parts of ${sample.developments.length} developments`,
			dealt
		);
		report('The later developments, learned from the earlier 60, 70 and 80 in 100', later);
		reportNearness(dealt.get(ours)!);
		console.log(
			`\nNo order could reach more than ${most.toFixed(3)} at 3: some bear on one or two recommendations.`
		);
		return [...findingsOf('by chance', dealt), ...findingsOf('by date', later), await otherNews(db, sample)];
	} finally {
		await close();
	}
}

async function nearest(tx: Transaction, one: HeldOut): Promise<Ranking> {
	const near = await findNear(tx, one, { least: 0, each: 1_000, together: 1_000 });
	return near.map(({ code, nearness: worth }) => ({ code, worth }));
}

async function readSample(db: Database): Promise<Sample> {
	const rows = await db.execute<{
		id: string;
		title: string;
		summary: string;
		codes: string[];
		publication: string;
	}>(sql`
		select d.id, d.title, d.summary, min(r.publication_id) as publication, array_agg(r.code order by r.code) as codes
		from developments d join evidence e on e.development_id = d.id and e.retired_at is null
		join recommendations r on r.id = e.recommendation_id
		group by d.id order by d.occurred_on, d.id`);
	const developments = rows.map(({ id, title, summary, codes }) => ({
		id: Number(id),
		title,
		summary,
		codes: new Set(codes)
	}));
	return { publicationId: Number(rows[0]!.publication), developments };
}

function dealtParts({ developments }: Sample): HeldOut[][] {
	const random = randomFrom(2021);
	return Array.from({ length: deals }, () => {
		const dealt = developments
			.map((one) => ({ one, order: random() }))
			.toSorted((a, b) => a.order - b.order)
			.map(({ one }) => one);
		return Array.from({ length: parts }, (_, part) => dealt.filter((_one, at) => at % parts === part));
	}).flat();
}

const laterParts = ({ developments }: Sample): HeldOut[][] =>
	pasts.map((share) => developments.slice(Math.floor(developments.length * share)));

type Score = { precision: number; recall: number; rank: number; top: Ranking; codes: ReadonlySet<string> };

/** Scores by ranker. What is held out is no evidence while it is foretold, nor is anything learned from it. */
async function measure(
	db: Database,
	{ publicationId }: Sample,
	held: HeldOut[][]
): Promise<Map<string, Score[]>> {
	const scores = new Map(Object.keys(rankers).map((name) => [name, [] as Score[]]));
	for (const part of held)
		await undone(db, async (tx) => {
			const ids = part.map(({ id }) => id);
			await tx.execute(
				sql`update evidence set retired_at = now() where retired_at is null and development_id in ${ids}`
			);
			await learn(tx, publicationId, 'a part');
			await prepareBaselines(tx);
			for (const [name, rank] of Object.entries(rankers))
				for (const one of part) scores.get(name)!.push(scoreOf(await rank(tx, one), one));
		});
	return scores;
}

/** Runs `work` in a transaction of which nothing stays. */
async function undone(db: Database, work: (tx: Transaction) => Promise<void>): Promise<void> {
	const undo = new Error('undo');
	await db
		.transaction(async (tx) => {
			await work(tx);
			throw undo;
		})
		.catch((error: unknown) => {
			if (error !== undo) throw error;
		});
}

function scoreOf(ranking: Ranking, { codes }: HeldOut): Score {
	const top = ranking.slice(0, 3);
	const hits = top.filter(({ code }) => codes.has(code)).length;
	const first = ranking.findIndex(({ code }) => codes.has(code));
	return {
		precision: hits / 3,
		recall: hits / codes.size,
		rank: first < 0 ? 0 : 1 / (first + 1),
		top,
		codes
	};
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const precisionOf = (scores: readonly Score[]) => mean(scores.map(({ precision }) => precision));

function report(title: string, scores: ReadonlyMap<string, readonly Score[]>): void {
	printTable(
		title,
		['', 'precision at 3', 'recall at 3', 'mean reciprocal rank', 'one right of 3'],
		[...scores].map(([name, all]) => [
			name,
			precisionOf(all).toFixed(3),
			mean(all.map(({ recall }) => recall)).toFixed(3),
			mean(all.map(({ rank }) => rank)).toFixed(3),
			mean(all.map(({ precision }) => (precision > 0 ? 1 : 0))).toFixed(3)
		])
	);
}

/** How often the first three are right, by how near they are: what “likely” and “possible” rest on. */
function reportNearness(scores: readonly Score[]): void {
	const shown = scores.flatMap(({ top, codes }) =>
		top.map(({ code, worth }) => ({ worth, isRight: codes.has(code) }))
	);
	const bands = [0, 0.05, nearness.possible, 0.15, nearness.likely, 0.3, 1];
	printTable(
		'Right among the first three, by nearness',
		['from', 'suggestions', 'right'],
		bands.slice(0, -1).map((from, at) => {
			const band = shown.filter(({ worth }) => worth >= from && worth < bands[at + 1]!);
			const right = mean(band.map(({ isRight }) => (isRight ? 1 : 0)));
			return [from.toFixed(2), String(band.length), band.length > 0 ? `${(right * 100).toFixed(0)} %` : ''];
		})
	);
}

function findingsOf(how: string, scores: ReadonlyMap<string, readonly Score[]>): Finding[] {
	const reached = precisionOf(scores.get(ours)!);
	const best = Math.max(...Object.keys(baselines).map((name) => precisionOf(scores.get(name)!)));
	return [
		{
			what: `precision at 3, held out ${how}: above every baseline`,
			measured: reached.toFixed(3),
			target: `> ${best.toFixed(3)}`,
			isMet: reached > best
		}
	];
}

/** News of other things: nothing should be suggested for it. */
async function otherNews(db: Database, { publicationId }: Sample): Promise<Finding> {
	const wrong: string[] = [];
	await undone(db, async (tx) => {
		await learn(tx, publicationId, 'all');
		for (const [title, summary] of elsewhere) {
			const near = (await findNear(tx, { title, summary })).filter(({ lexemes }) => lexemes.length > 1);
			if (near.length > 0)
				wrong.push(`${title} (${near.map(({ code, nearness: n }) => `${code} ${n.toFixed(2)}`).join(', ')})`);
		}
	});
	for (const one of wrong) console.log(`  suggested for other news: ${one}`);
	const most = 2;
	return {
		what: `of ${elsewhere.length} pieces of other news, with a suggestion`,
		measured: String(wrong.length),
		target: `≤ ${most}`,
		isMet: wrong.length <= most
	};
}
