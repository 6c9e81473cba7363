import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { ExportFormat } from './briefing.ts';
import { getIssue } from './issues.server.ts';
import { getBriefing } from './queries.server.ts';
import { briefingExports, briefingIssues } from './table.server.ts';

/**
 * Asks for a document: of an issue, or of the briefing as it stands where `number` is null. It is made in the background;
 * whoever asked can leave and come back.
 */
export async function requestExport(
	tx: Transaction,
	actor: Actor | null,
	{ briefingId, number, format }: { briefingId: number; number: number | null; format: ExportFormat }
): Promise<{ id: number }> {
	authorise(actor, 'composeBriefing');
	await getBriefing(tx, briefingId);
	const issueId = number === null ? null : (await getIssue(tx, briefingId, number)).id;
	const [row] = await tx
		.insert(briefingExports)
		.values({ briefingId, issueId, format, requestedBy: actor.id })
		.returning({ id: briefingExports.id });
	await notify(tx, 'exports', row!.id);
	return { id: row!.id };
}

const shown = {
	id: briefingExports.id,
	briefingId: briefingExports.briefingId,
	issueId: briefingExports.issueId,
	/** Number of the issue; null for the briefing as it stands. */
	issue: briefingIssues.number,
	format: briefingExports.format,
	state: briefingExports.state,
	progress: briefingExports.progress,
	fault: briefingExports.fault,
	requestedAt: briefingExports.requestedAt,
	finishedAt: briefingExports.finishedAt
};

/** How far a document has come. @throws NotFound */
export async function getExport(db: Reader, briefingId: number, id: number) {
	const [row] = await db
		.select(shown)
		.from(briefingExports)
		.leftJoin(briefingIssues, eq(briefingIssues.id, briefingExports.issueId))
		.where(and(eq(briefingExports.id, id), eq(briefingExports.briefingId, briefingId)));
	if (!row) throw new NotFound('There is no such document.');
	return row;
}

/** A document that is done, with its bytes. @throws NotFound while it is not. */
export async function getExportedFile(db: Reader, briefingId: number, id: number) {
	const [row] = await db
		.select({
			format: briefingExports.format,
			file: briefingExports.file,
			number: briefingIssues.number
		})
		.from(briefingExports)
		.leftJoin(briefingIssues, eq(briefingIssues.id, briefingExports.issueId))
		.where(and(eq(briefingExports.id, id), eq(briefingExports.briefingId, briefingId)));
	if (!row?.file) throw new NotFound('This document is not ready.');
	const { format, file, number } = row;
	return { format, file, issue: number === null ? null : { number } };
}

/** The latest documents of a briefing, newest first. */
export function listExports(db: Reader, briefingId: number) {
	return db
		.select(shown)
		.from(briefingExports)
		.leftJoin(briefingIssues, eq(briefingIssues.id, briefingExports.issueId))
		.where(eq(briefingExports.briefingId, briefingId))
		.orderBy(desc(briefingExports.id))
		.limit(10);
}

/** What has not been made yet, oldest first: asked for, or begun by a process that is no more. */
export function listUnfinished(db: Reader) {
	return db
		.select({ id: briefingExports.id })
		.from(briefingExports)
		.where(inArray(briefingExports.state, ['waiting', 'running']))
		.orderBy(asc(briefingExports.id))
		.limit(50);
}

/**
 * Files are kept for a month after they were made; asking again makes the same document again. What waits or is being made
 * stays, however old.
 */
export async function dropOldExports(tx: Transaction): Promise<void> {
	await tx.execute(sql`
		delete from briefing_exports where state in ('done', 'failed') and finished_at < now() - interval '30 days'`);
}
