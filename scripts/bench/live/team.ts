import { connected } from '../cluster.ts';
import { inTransaction, openDatabase } from '#lib/server/database.ts';
import { createUser } from '#lib/users/account.server.ts';
import { sessionCookie, startSession } from '#lib/users/session.server.ts';

/** Cookies of people who are signed in. */
export type Team = { readers: string[]; writers: string[] };

/** Analysts with a session each. */
export async function makeTeam(
	url: string,
	{ readers, writers }: { readers: number; writers: number }
): Promise<Team> {
	const { db, close } = openDatabase(url, { max: 2 });
	const join = async (name: string) => {
		const email = `${name.replace(' ', '-')}@stocktake.example`;
		const person = { name, email, role: 'analyst', password: null } as const;
		const { id } = await inTransaction(db, (tx) => createUser(tx, person));
		const session = await startSession(db, id, 'bench');
		return `${sessionCookie}=${session.id}`;
	};
	const team: Team = { readers: [], writers: [] };
	try {
		for (let at = 1; at <= readers; at++) team.readers.push(await join(`Reader ${at}`));
		for (let at = 1; at <= writers; at++) team.writers.push(await join(`Writer ${at}`));
		return team;
	} finally {
		await close();
	}
}

/** The development with the most evidence, and what it can be coded for. */
export async function findPage(url: string): Promise<{ page: string; recommendations: string[] }> {
	return connected(url, async (sql) => {
		const [busiest] = await sql<{ id: string }[]>`
			select development_id as id from evidence where retired_at is null group by 1 order by count(*) desc, 1 limit 1`;
		const rows = await sql<{ ref: string }[]>`
			select p.slug || '/' || r.code as ref from recommendations r join publications p on p.id = r.publication_id
			order by r.position`;
		return { page: `/developments/${busiest!.id}`, recommendations: rows.map((row) => row.ref) };
	});
}
