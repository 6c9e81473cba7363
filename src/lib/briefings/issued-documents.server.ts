import { setTimeout as wait } from 'node:timers/promises';
import { and, desc, eq, inArray, max, sql } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import { inTransaction, type Database, type Reader, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { ExportFormat } from './briefing.ts';
import { changes } from '../server/table.server.ts';
import { briefingExports, type briefingIssues } from './table.server.ts';

/** The issue whose document is wanted. */
type Issue = Pick<typeof briefingIssues.$inferSelect, 'id' | 'briefingId'>;

/** So long whoever wants a document is kept waiting for it, in milliseconds; most take one to three seconds. */
const patience = 20_000;

/**
 * The document of an issue: the same issue and house template give the same bytes, so one that was made before is as good.
 * Otherwise it is made in the background, once for all who wait for it.
 * @param countMaking is called before it is asked for, and may refuse
 * @returns undefined where it is still being made when the patience is over
 * @throws Refused where it could not be made
 */
export async function documentOfIssue(
	db: Database,
	issue: Issue,
	format: ExportFormat,
	{ countMaking, until = Date.now() + patience }: { countMaking: () => Promise<void>; until?: number }
): Promise<Uint8Array | undefined> {
	const made = await findMade(db, issue, format);
	if (made) return made;
	let asked = await findInHand(db, issue, format);
	if (asked === undefined) {
		await countMaking();
		asked = await inTransaction(db, (tx) => ask(tx, issue, format));
	}
	for (;;) {
		const [row] = await db
			.select({ state: briefingExports.state, fault: briefingExports.fault, file: briefingExports.file })
			.from(briefingExports)
			.where(eq(briefingExports.id, asked));
		if (row?.file) return row.file;
		if (!row || row.state === 'failed') throw new Refused(row?.fault ?? 'It could not be made. Ask again.');
		if (Date.now() >= until) return undefined;
		await wait(250);
	}
}

const ofIssue = (issue: Issue, format: ExportFormat) =>
	and(
		eq(briefingExports.briefingId, issue.briefingId),
		eq(briefingExports.issueId, issue.id),
		eq(briefingExports.format, format)
	);

async function findMade(db: Reader, issue: Issue, format: ExportFormat): Promise<Uint8Array | undefined> {
	const chosen = db
		.select({ at: max(changes.at) })
		.from(changes)
		.where(
			and(
				eq(changes.entity, 'briefings'),
				eq(changes.entityId, issue.briefingId),
				eq(changes.action, 'followHouseTemplate')
			)
		);
	// Word alone looks as the house says: what was asked for before that was chosen may look otherwise.
	const asTheHouse =
		format === 'docx' ? sql`${briefingExports.requestedAt} > coalesce(${chosen}, '-infinity')` : undefined;
	const [row] = await db
		.select({ file: briefingExports.file })
		.from(briefingExports)
		.where(and(ofIssue(issue, format), eq(briefingExports.state, 'done'), asTheHouse))
		.orderBy(desc(briefingExports.id))
		.limit(1);
	return row?.file ?? undefined;
}

async function findInHand(db: Reader, issue: Issue, format: ExportFormat): Promise<number | undefined> {
	const [row] = await db
		.select({ id: briefingExports.id })
		.from(briefingExports)
		.where(and(ofIssue(issue, format), inArray(briefingExports.state, ['waiting', 'running'])))
		.orderBy(desc(briefingExports.id))
		.limit(1);
	return row?.id;
}

/** Two who ask at once get the same one. */
async function ask(tx: Transaction, issue: Issue, format: ExportFormat): Promise<number> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${issue.id} ${format}`}, 1716002))`);
	const inHand = await findInHand(tx, issue, format);
	if (inHand !== undefined) return inHand;
	const [row] = await tx
		.insert(briefingExports)
		.values({ briefingId: issue.briefingId, issueId: issue.id, format })
		.returning({ id: briefingExports.id });
	await notify(tx, 'exports', row!.id);
	return row!.id;
}
