import { sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor, type Cursor } from '../developments/cursor.ts';
import { NotFound, Refused } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import type { DevelopmentFilter } from './filter.ts';
import { foundIds, listSimilar } from './found.server.ts';
import { toListed, withDetails, type ListedDevelopment } from './listing.server.ts';
import { newestIds } from './scope.server.ts';

export { getCoding, listCodings, listWaiting, type Coding, type Waiting } from './codings.server.ts';
export { listComparable, listContested, listReplaced, type Comparable } from './disputes.server.ts';
export { listEvidence, type Evidence } from './evidence-list.server.ts';
export type { ListedDevelopment } from './listing.server.ts';

export type DevelopmentPage = {
	developments: ListedDevelopment[];
	/** Give it back for the page that follows; null on the last. */
	nextCursor: string | null;
	/** How many a search found, at most the newest 1,000; null where nothing was searched for. */
	found: number | null;
	/** Titles like the words, where a search found next to nothing by them. */
	similar: ListedDevelopment[];
};

type Paging = { cursor?: string | null | undefined; limit?: number };
type Rows = Record<string, unknown>[];

/** With fewer hits than that, the last word is taken as the beginning of one; with fewer still, likeness helps. */
const few = 10;
const almostNone = 3;

/**
 * Developments that pass the filter: newest first, or by rank among the newest 1,000 hits where words are searched
 * for. One statement; a second or third where words find next to nothing.
 * @throws Refused for a cursor that is not ours, NotFound for a recommendation that does not exist.
 */
export async function listDevelopments(
	db: Reader,
	filter: DevelopmentFilter,
	{ cursor, limit = 50 }: Paging = {}
): Promise<DevelopmentPage> {
	const after = cursor ? decodeCursor(cursor) : undefined;
	const isRanked = filter.q !== undefined && filter.sort !== 'newest';
	if (after && 'offset' in after !== isRanked)
		throw new Refused('This cursor belongs to another order. Begin again from the first page.', 'cursor');
	const page =
		filter.q === undefined ? await newest(db, filter, after, limit) : await found(db, filter, after, limit);
	if (page.developments.length === 0 && !after) await checkRecommendation(db, filter);
	return page;
}

/** The developments of these ids that can be seen, newest first. */
export async function listDevelopmentsOf(db: Reader, ids: readonly number[]): Promise<ListedDevelopment[]> {
	if (ids.length === 0) return [];
	const page = sql`select d.id, 0 as rank, 0 as found from developments d
		where d.id in ${ids} and d.hidden_at is null`;
	return (await db.execute(withDetails(page))).map(toListed);
}

async function newest(db: Reader, filter: DevelopmentFilter, after: Cursor | undefined, limit: number) {
	const position = after && 'on' in after ? after : undefined;
	const ids = sql`select id, 0 as rank, 0 as found from (${newestIds(filter, position, limit + 1)}) as newest`;
	return toPage(await db.execute(withDetails(ids)), limit, null, (last) => ({
		on: last.occurredOn,
		id: last.id
	}));
}

async function found(db: Reader, filter: DevelopmentFilter, after: Cursor | undefined, limit: number) {
	let rows: Rows = [];
	let widened = after?.widened ?? false;
	const search = async () => {
		const ids = foundIds(filter, after, limit + 1, widened);
		return ids ? await db.execute(withDetails(ids)) : rows;
	};
	rows = await search();
	if (!after && rows.length < few) {
		widened = true;
		rows = await search();
	}
	const offset = (after && 'offset' in after ? after.offset : 0) + limit;
	const page = toPage(rows, limit, Number(rows[0]?.found ?? 0), (last) => ({
		...(filter.sort === 'newest' ? { on: last.occurredOn, id: last.id } : { offset }),
		widened
	}));
	if (!after && rows.length < almostNone) page.similar = await listSimilar(db, filter, page.developments);
	return page;
}

function toPage(
	rows: Rows,
	limit: number,
	hits: number | null,
	cursorAfter: (last: ListedDevelopment) => Cursor
): DevelopmentPage {
	const developments = rows.slice(0, limit).map(toListed);
	const nextCursor = rows.length > limit ? encodeCursor(cursorAfter(developments.at(-1)!)) : null;
	return { developments, nextCursor, found: hits, similar: [] };
}

async function checkRecommendation(db: Reader, { recommendation }: DevelopmentFilter): Promise<void> {
	if (!recommendation) return;
	const { publication, code } = recommendation;
	const [row] =
		await db.execute(sql`select from recommendations r join publications p on p.id = r.publication_id
		where p.slug = ${publication} and p.hidden_at is null and r.code = ${code}`);
	if (!row) throw new NotFound(`There is no recommendation ${publication}/${code}.`, 'recommendation');
}
