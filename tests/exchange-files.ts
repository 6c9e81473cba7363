import { sql } from 'drizzle-orm';
import { exportFiles, importFiles } from '#lib/exchange/commands.server.ts';
import type { InputFile } from '#lib/exchange/encoding.ts';
import { describeFault, FilesRefused } from '#lib/exchange/fault.ts';
import type { ImportFiles, ImportOptions } from '#lib/exchange/import.server.ts';
import { inTransaction, type Database } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';

// Files made up by tests, brought in and taken out.

export function file(name: string, content: string | Uint8Array): InputFile {
	const blob = new Blob([content as BlobPart]);
	return { name, size: blob.size, open: () => blob.stream() };
}

export const developmentsHeader =
	'id,occurred_on,date_precision,kind,title,summary,actors,forum,source_publisher,source_title,source_url,source_type,reliability,credibility\n';
export const evidenceHeader = 'development_id,recommendation_code,effect,rationale\n';
export const assessmentsHeader =
	'recommendation_code,as_of,level,trajectory,confidence,assessor,rationale,evidence_ids\n';

/** A row of developments.csv. */
export const row = (
	id: string,
	given: { date?: string; precision?: string; title?: string; summary?: string; url?: string } = {}
) =>
	`${id},${given.date ?? '2022-03-04'},${given.precision ?? 'day'},decision,${given.title ?? `Title of ${id}`},${
		given.summary ?? ''
	},EU;Russia,OSCE,Gazette,,${given.url ?? ''},news,B,2\n`;

export const bring = (db: Database, actor: Actor, files: ImportFiles, options: ImportOptions = {}) =>
	inTransaction(db, (tx) => importFiles(tx, actor, files, options));

export async function faultsOf(work: Promise<unknown>): Promise<string[]> {
	const error = await work.then(
		() => new Error('nothing was refused'),
		(thrown: unknown) => thrown
	);
	if (!(error instanceof FilesRefused)) throw error;
	return error.faults.map(describeFault);
}

export async function countsOf(db: Database) {
	const [counts] = await db.execute<Record<string, number>>(sql`select
		(select count(*)::int from developments) as developments, (select count(*)::int from codings) as codings,
		(select count(*)::int from evidence where retired_at is null) as evidence,
		(select count(*)::int from assessments) as assessments, (select count(*)::int from changes) as changes,
		(select count(*)::int from users) as users, (select count(*)::int from sources) as sources`);
	return counts!;
}

export async function exported(
	db: Database,
	actor: Actor,
	publication?: string
): Promise<Record<string, string>> {
	return db.transaction(
		async (tx) => {
			const { files } = await exportFiles(tx, actor, { publication });
			const texts: Record<string, string> = {};
			for (const { name, text } of files) texts[name] = (await Array.fromAsync(text)).join('');
			return texts;
		},
		{ isolationLevel: 'repeatable read' }
	);
}
