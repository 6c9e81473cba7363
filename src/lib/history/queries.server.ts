import { sql, type SQL } from 'drizzle-orm';
import { blockKindLabels, type BlockKind } from '../briefings/briefing.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import { formatEffect } from '../evidence/evidence.ts';
import type { Reader } from '../server/database.ts';
import { changedFields, describeChange, type ChangedField, type RecordedChange } from './history.ts';
import { withFeedNames } from './feed-names.server.ts';
import { withMentioned } from './mentioned.server.ts';

export type HistoryEntry = {
	id: number;
	at: Date;
	/** Null for the installation itself. */
	who: string | null;
	/** What they did, to follow the name: "coded C1: −1 → −2". */
	what: string;
	/** The development that it is about, where the page is about something else. */
	development: { id: number; title: string } | null;
	/** The import that did it. */
	importId: number | null;
	fields: ChangedField[];
};

/** How many lines of history a page shows at most. */
const most = 200;

/**
 * Everything that was done to a development, its text and its codings, newest first; for members what was said about it
 * as well. Of codings and what hangs on them, what `viewerId` may see.
 */
export function listHistoryOfDevelopment(
	db: Reader,
	developmentId: number,
	viewerId: number | null
): Promise<HistoryEntry[]> {
	const parts = [
		own('developments', developmentId),
		codingsWhere(sql`k.development_id = ${developmentId}`, viewerId),
		...(viewerId === null ? [] : spokenOfDevelopment(developmentId, viewerId))
	];
	return listHistory(db, viewerId, parts, ({ code }) => ({ about: code }));
}

/** Everything that was done to a recommendation: its wordings, its codings, its assessments. */
export function listHistoryOfRecommendation(
	db: Reader,
	recommendationId: number,
	viewerId: number | null
): Promise<HistoryEntry[]> {
	const parts = [
		own('recommendations', recommendationId),
		codingsWhere(sql`k.recommendation_id = ${recommendationId}`, viewerId),
		among('assessments', sql`select id from assessments where recommendation_id = ${recommendationId}`),
		...(viewerId === null ? [] : spokenIn(sql`t.recommendation_id = ${recommendationId}`, viewerId))
	];
	return listHistory(db, viewerId, parts, ({ development }) => ({ development }));
}

/** Everything that was done to a publication, its settings and its themes. */
export function listHistoryOfPublication(db: Reader, publicationId: number): Promise<HistoryEntry[]> {
	const parts = [
		own('publications', publicationId),
		among('themes', sql`select id from themes where publication_id = ${publicationId}`)
	];
	return listHistory(db, null, parts, ({ theme }) => ({ about: theme }));
}

/** Everything that was done to a briefing and its blocks. */
export function listHistoryOfBriefing(db: Reader, briefingId: number): Promise<HistoryEntry[]> {
	const parts = [
		own('briefings', briefingId),
		among('briefing_blocks', sql`select id from briefing_blocks where briefing_id = ${briefingId}`)
	];
	return listHistory(db, null, parts, ({ block }) => ({ about: block }));
}

/** Everything that was done to a source of the register. */
export function listHistoryOfSource(db: Reader, sourceId: number): Promise<HistoryEntry[]> {
	return listHistory(db, null, [own('sources', sourceId)], () => ({}));
}

/** Everything that was done to a feed. */
export function listHistoryOfFeed(db: Reader, feedId: number): Promise<HistoryEntry[]> {
	return listHistory(db, null, [own('feeds', feedId)], () => ({}));
}

/** Everything that was done to a rule of the feeds. */
export function listHistoryOfRule(db: Reader, ruleId: number): Promise<HistoryEntry[]> {
	return listHistory(db, null, [own('feed_rules', ruleId)], () => ({}));
}

/** Everything that was done to somebody's account. */
export function listHistoryOfPerson(db: Reader, userId: number): Promise<HistoryEntry[]> {
	const parts = [
		own('users', userId),
		among('api_tokens', sql`select id from api_tokens where user_id = ${userId}`)
	];
	return listHistory(db, null, parts, () => ({}));
}

/** Everything that was done to the team: accounts, invitations, settings. */
export function listHistoryOfTeam(db: Reader): Promise<HistoryEntry[]> {
	return listHistory(db, null, [sql`c.entity in ('users', 'invitations', 'site')`], ({ person }) => ({
		about: person
	}));
}

const own = (entity: string, id: number) => sql`c.entity = ${entity} and c.entity_id = ${id}`;
const among = (entity: string, ids: SQL) => sql`c.entity = ${entity} and c.entity_id = any (array(${ids}))`;
const codingsWhere = (test: SQL, viewerId: number | null) =>
	among('codings', sql`select k.id from codings k where ${test} and ${visibleCoding('k', viewerId)}`);

function spokenOfDevelopment(developmentId: number, viewerId: number): SQL[] {
	return [
		among('assignments', sql`select id from assignments where development_id = ${developmentId}`),
		among(
			'annotations',
			sql`select a.id from annotations a left join codings x on x.id = a.coding_id
				where a.development_id = ${developmentId} and (a.hidden_at is null or a.creator_id = ${viewerId})
					and (x.id is null or ${visibleCoding('x', viewerId)})`
		),
		...spokenIn(sql`t.development_id = ${developmentId}`, viewerId)
	];
}

/** What was said in threads. What is out of view is its author's alone. */
function spokenIn(threads: SQL, viewerId: number): SQL[] {
	const shown = sql`(x.id is null or ${visibleCoding('x', viewerId)})`;
	return [
		among(
			'threads',
			sql`select t.id from threads t left join codings x on x.id = t.coding_id where ${threads} and ${shown}`
		),
		among(
			'comments',
			sql`select m.id from comments m join threads t on t.id = m.thread_id left join codings x on x.id = t.coding_id
				where ${threads} and ${shown} and (m.hidden_at is null or m.author_id = ${viewerId})`
		)
	];
}

/** What a line is about, to choose from by what the page is about. */
type Subject = {
	code: string | null;
	theme: string | null;
	person: string | null;
	/** A block of a briefing, by what it shows. */
	block: string | null;
	development: { id: number; title: string } | null;
};
type Told = { about?: string | null; development?: Subject['development'] };

async function listHistory(
	db: Reader,
	viewerId: number | null,
	parts: SQL[],
	tell: (subject: Subject) => Told
): Promise<HistoryEntry[]> {
	// The lines are chosen first, so that what they name is looked up for those alone.
	const rows = await db.execute<Line>(sql`
		with newest as materialized (
			select c.* from changes c where ${sql.join(parts, sql` or `)} order by c.id desc limit ${most}
		)
		select c.id, c.at, c.import_id, u.name as who, c.action, c.before, c.after, r.code, h.title as theme, s.name as person,
			b.kind as block, coalesce(br.code, '') as block_code,
			d.id as development_id, d.title as development_title, k.effect, w.name as coder
		from newest c left join users u on u.id = c.actor_id
			left join codings k on c.entity = 'codings' and k.id = c.entity_id left join users w on w.id = k.coder_id
			left join recommendations r on r.id = k.recommendation_id
			left join developments d on d.id = k.development_id
			left join themes h on c.entity = 'themes' and h.id = c.entity_id
			left join users s on c.entity = 'users' and s.id = c.entity_id
			left join briefing_blocks b on c.entity = 'briefing_blocks' and b.id = c.entity_id
			left join recommendations br on br.id = b.recommendation_id
		where c.entity <> 'codings' or ${visibleCoding('k', viewerId)}
		order by c.id desc`);
	const named = await withFeedNames(db, await withMentioned(db, rows));
	return named.map((row) => toEntry(row, tell));
}

type Line = Record<string, unknown> & Pick<RecordedChange, 'before' | 'after'>;

function toEntry(row: Line, tell: (subject: Subject) => Told): HistoryEntry {
	const development = row.development_id
		? { id: Number(row.development_id), title: row.development_title as string }
		: null;
	const told = tell({
		code: row.code as string | null,
		theme: row.theme as string | null,
		person: row.person as string | null,
		block: row.block ? (row.block_code as string) || blockKindLabels[row.block as BlockKind] : null,
		development
	});
	const change = {
		action: row.action as string,
		before: row.before,
		after: row.after,
		about: told.about ?? null,
		coding: row.coder ? `${formatEffect(row.effect as number)} by ${row.coder as string}` : null
	};
	return {
		id: Number(row.id),
		at: new Date(row.at as string),
		who: row.who as string | null,
		what: describeChange(change),
		development: told.development ?? null,
		importId: row.import_id === null ? null : Number(row.import_id),
		fields: isNew(change) ? [] : changedFields(change)
	};
}

/** What was there from the beginning is on the page itself; a judgement says what it was. */
const isNew = ({ action, before }: { action: string; before: unknown }) =>
	before === null && !['codeEvidence', 'adjudicate', 'assess', 'comment', 'annotate'].includes(action);
