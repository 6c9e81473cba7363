import type { Sql } from 'postgres';
import type { Stock } from './invent.ts';

/** What the sample is made of, the most usual first; made-up names fill the long tails that a real archive has. */
export async function takeStock(sql: Sql): Promise<Stock> {
	const words = await sql<{ word: string }[]>`
		select word from developments, regexp_split_to_table(lower(title || ' ' || summary), '[^[:alpha:]]+') as word
		where length(word) > 2 group by 1 order by count(*) desc, 1`;
	const forums = await sql<{ name: string }[]>`
		select f.name from forums f left join development_forums t on t.forum_id = f.id group by 1 order by count(t) desc, 1`;
	const actors = await sql<{ name: string }[]>`
		select a.name from actors a left join development_actors t on t.actor_id = a.id group by 1 order by count(t) desc, 1`;
	const sources = await sql<{ name: string }[]>`
		select s.name from sources s left join developments d on d.source_id = s.id group by 1 order by count(d) desc, 1`;
	const codes = await sql<{ code: string }[]>`
		select r.code from recommendations r join publications p on p.id = r.publication_id left join evidence e on e.recommendation_id = r.id
		where p.slug = 'romano-2021' group by 1 order by count(e) desc, 1`;
	return {
		words: words.map((row) => row.word),
		forums: forums.map((row) => row.name),
		actors: [...actors.map((row) => row.name), ...madeUp('Actor', 300)],
		sources: [...sources.map((row) => row.name), ...madeUp('Outlet', 200)],
		codes: codes.map((row) => row.code)
	};
}

const madeUp = (what: string, count: number) => Array.from({ length: count }, (_, at) => `${what} ${at + 1}`);
