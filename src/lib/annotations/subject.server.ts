import { sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import type { Reader } from '../server/database.ts';
import { may, type Actor } from '../users/user.ts';
import type { Subject } from './comment.ts';

/** A record that people talk about, as far as talking about it needs. */
export type SubjectRecord = {
	/** What a thread about it refers to. */
	developmentId: number | null;
	codingId: number | null;
	assessmentId: number | null;
	recommendationId: number | null;
	blockId: number | null;
	/** What it is called where it is not in sight. */
	title: string;
	/** The page with its threads, and the record that this page shows. */
	path: string;
	pageId: number;
	/** Whose judgement it is; null for what is nobody's own. */
	authorId: number | null;
	/** Out of everybody's sight but that of those who may restore it. */
	isHidden: boolean;
	/** A coding that only its coder sees so far. */
	isUnrevealed: boolean;
};

const ofDevelopment = (id: number) => sql`
	select d.id as "developmentId", d.id as "pageId", d.title, '/developments/' || d.id || '?view=discussion' as path,
		d.hidden_at is not null as "isHidden" from developments d where d.id = ${id}`;

const ofCoding = (id: number, viewerId: number) => sql`
	select d.id as "developmentId", d.id as "pageId", c.id as "codingId", r.code || ' · ' || d.title as title,
		'/developments/' || d.id || '?view=discussion' as path, c.coder_id as "authorId",
		d.hidden_at is not null as "isHidden", c.revealed_at is null as "isUnrevealed"
	from codings c join developments d on d.id = c.development_id join recommendations r on r.id = c.recommendation_id
	where c.id = ${id} and ${visibleCoding('c', viewerId)}`;

const recommended = sql`
	join publications p on p.id = r.publication_id and p.hidden_at is null
	join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version`;
const itsPage = sql`r.code || ' · ' || v.title as title, '/publications/' || p.slug || '/' || r.code as path`;

const ofRecommendation = (id: number) => sql`
	select r.id as "recommendationId", r.id as "pageId", ${itsPage} from recommendations r ${recommended} where r.id = ${id}`;

const ofAssessment = (id: number) => sql`
	select r.id as "recommendationId", r.id as "pageId", a.id as "assessmentId", ${itsPage}, a.assessor_id as "authorId"
	from assessments a join recommendations r on r.id = a.recommendation_id ${recommended} where a.id = ${id}`;

// Briefings stand downstream, so their tables are named here and not imported. What is said of a block outlasts it.
const ofBlock = (id: number) => sql`
	select k.id as "blockId", b.id as "pageId", b.title, '/briefings/' || b.id || '?discuss=' || k.id as path
	from briefing_blocks k join briefings b on b.id = k.briefing_id where k.id = ${id} and b.hidden_at is null`;

/** The record that a thread is, or would be, about. @throws NotFound where there is none that the actor may see */
export async function getSubject(
	db: Reader,
	actor: Actor,
	{ subject, subjectId }: { subject: Subject; subjectId: number }
): Promise<SubjectRecord> {
	const statements: Record<Subject, SQL> = {
		development: ofDevelopment(subjectId),
		coding: ofCoding(subjectId, actor.id),
		recommendation: ofRecommendation(subjectId),
		assessment: ofAssessment(subjectId),
		block: ofBlock(subjectId)
	};
	const [row] = await db.execute<Record<keyof SubjectRecord, unknown>>(statements[subject]);
	if (!row || (row.isHidden && !may(actor, 'restoreDevelopment')))
		throw new NotFound(`There is no such ${subject}, or it was hidden.`, 'subjectId');
	const key = (value: unknown) => (value == null ? null : Number(value));
	return {
		developmentId: key(row.developmentId),
		codingId: key(row.codingId),
		assessmentId: key(row.assessmentId),
		recommendationId: key(row.recommendationId),
		blockId: key(row.blockId),
		title: String(row.title),
		path: String(row.path),
		pageId: Number(row.pageId),
		authorId: key(row.authorId),
		isHidden: row.isHidden === true,
		isUnrevealed: row.isUnrevealed === true
	};
}
