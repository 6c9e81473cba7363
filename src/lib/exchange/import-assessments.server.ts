import { sql } from 'drizzle-orm';
import { missingSupport, type Level } from '../assessments/assessment.ts';
import { today } from '../calendar.ts';
import type { Kind } from '../developments/development.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { InputFile } from './encoding.ts';
import type { People } from './people.server.ts';
import type { FindRecommendation } from './recommendation-names.server.ts';
import { readAssessment } from './row.ts';
import { addFoundFaults, openStage } from './stage.server.ts';
import { placeOf, readTable, type ReadOptions } from './table-file.server.ts';

export type AssessmentsReport = { added: number; unchanged: number; overridden: number };

/** Why an imported level stands although the evidence that came with it does not carry it. */
export const importedReason = 'Imported; judged outside Stocktake.';

/** Reads assessments.csv into a temporary table. */
export async function stageAssessments(
	tx: Transaction,
	file: InputFile | undefined,
	options: ReadOptions,
	{ find, people, assessor: fallback }: { find: FindRecommendation; people: People; assessor: string }
): Promise<void> {
	const stage = await openStage<Record<string, unknown>>(tx, 'import_assessments', {
		line: 'int',
		id: 'bigint',
		recommendation_id: 'bigint',
		version: 'int',
		assessor_id: 'bigint',
		assessed_on: 'date',
		level: 'smallint',
		trajectory: 'text',
		confidence: 'text',
		rationale: 'text',
		override_reason: 'text',
		evidence: 'text[]'
	});
	const lastDay = today();
	if (file)
		await readTable(file, 'assessments', options, async (line, cells) => {
			const fault = (column: string, message: string) =>
				options.faults.add({ ...placeOf(file, line, cells, column), message });
			const { value, faults } = readAssessment(cells, lastDay);
			if (!value) return faults.forEach(({ column, message }) => fault(column, message));
			const named = find(value.recommendation);
			if ('fault' in named) return fault('recommendation_code', named.fault);
			const assessor = await people.find(value.assessor ?? fallback);
			if (typeof assessor !== 'number') return fault('assessor', assessor.fault);
			const { assessedOn, level, trajectory, confidence, rationale, overrideReason, evidence } = value;
			await stage.add({
				line,
				recommendation_id: named.id,
				version: named.version,
				assessor_id: assessor,
				assessed_on: assessedOn,
				level,
				trajectory,
				confidence,
				rationale,
				override_reason: overrideReason || null,
				evidence
			});
		});
	await stage.finish();
}

/** Finds citations of what is not there. */
export async function checkAssessments(
	tx: Transaction,
	{ faults }: ReadOptions,
	file: string
): Promise<void> {
	await addFoundFaults<{ line: number; cited: string }>(
		tx,
		faults,
		sql`select s.line, cited from import_assessments s, unnest(s.evidence) cited
			where not exists (select from developments d where d.external_id = cited)
				and not exists (select from import_developments i where i.external_id = cited)`,
		({ cited }) => ({
			file,
			column: 'evidence_ids',
			message: `There is no development “${cited}”, here or in the file of developments.`
		})
	);
}

/** Lets go of staged assessments that are here already, or twice in the file; how many. */
export async function dropKnownAssessments(tx: Transaction): Promise<number> {
	const removed = await tx.execute(sql`
		delete from import_assessments s where exists (
			select from assessments a where a.withdrawn_at is null and ${judgement('a')} = ${judgement('s')}
				and array(select d.external_id from assessment_evidence e join developments d on d.id = e.development_id
					where e.assessment_id = a.id and d.hidden_at is null order by 1) = ${citedBy('s')}
		) or exists (
			select from import_assessments t
			where ${judgement('t')} = ${judgement('s')} and ${citedBy('t')} = ${citedBy('s')} and t.line < s.line
		)`);
	return removed.count;
}

/** Writes the assessments that are new. Developments and codings must be written before. */
export async function writeAssessments(
	tx: Transaction,
	actor: Actor,
	{ isSample }: { isSample: boolean }
): Promise<AssessmentsReport> {
	const unchanged = await dropKnownAssessments(tx);
	const overridden = await overrideUnsupported(tx);
	// Ids in the order of the file: of two assessments of one day the later one counts.
	await tx.execute(sql`
		update import_assessments s set id = numbered.id
		from (
			select line, nextval(pg_get_serial_sequence('assessments', 'id')) as id
			from (select line from import_assessments order by line) in_order
		) numbered where numbered.line = s.line`);
	const added = await tx.execute(sql`
		insert into assessments (id, recommendation_id, recommendation_version, assessor_id, assessed_on, level, trajectory,
			confidence, rationale, override_reason, is_sample, recorded_by)
		overriding system value
		select id, recommendation_id, version, assessor_id, assessed_on, level, trajectory,
			confidence, rationale, override_reason, ${isSample}, ${actor.id}
		from import_assessments order by id`);
	await tx.execute(sql`
		insert into assessment_evidence (assessment_id, development_id, position)
		select s.id, d.id, cited.at
		from import_assessments s
		cross join unnest(s.evidence) with ordinality cited (id, at)
		join developments d on d.external_id = cited.id
		on conflict do nothing`);
	await tx.execute(sql`
		insert into changes (entity, entity_id, action, actor_id, after)
		select 'assessments', s.id, 'assess', ${actor.id}, jsonb_build_object('recommendationId', s.recommendation_id,
			'assessedOn', s.assessed_on, 'level', s.level, 'trajectory', s.trajectory, 'confidence', s.confidence,
			'rationale', s.rationale, 'overrideReason', s.override_reason, 'developmentIds',
			array(select e.development_id from assessment_evidence e where e.assessment_id = s.id order by e.position))
		from import_assessments s order by s.id`);
	return { added: added.count, unchanged, overridden };
}

/** What makes one assessment another's double, with what it cites. */
const judgement = (alias: 'a' | 's' | 't') =>
	sql.raw(
		`(${['recommendation_id', 'assessor_id', 'assessed_on', 'level', 'trajectory', 'confidence', 'rationale'].map((column) => `${alias}.${column}`).join(', ')})`
	);

/** What a staged row cites, without the hidden developments that an export leaves out. */
const citedBy = (alias: 's' | 't') => sql`array(select d.external_id from developments d
	where d.external_id = any(${sql.identifier(alias)}.evidence) and d.hidden_at is null order by 1)`;

/** Gives a reason to each level that its citations or, without any, the advancing evidence up to its day do not carry. */
async function overrideUnsupported(tx: Transaction): Promise<number> {
	await tx.execute(sql`
		create temporary table import_support on commit drop as
		select s.line, s.level, case when s.evidence = '{}' then array(
				select distinct d.kind from evidence e join developments d on d.id = e.development_id
				where e.recommendation_id = s.recommendation_id and e.retired_at is null and e.effect > 0
					and e.occurred_on <= s.assessed_on order by 1)
			else array(select distinct d.kind from developments d where d.external_id = any(s.evidence) order by 1) end as kinds
		from import_assessments s where s.level > 1 and s.override_reason is null`);
	const cases = await tx.execute<{ level: Level; kinds: Kind[] }>(
		sql`select distinct level, kinds from import_support`
	);
	let overridden = 0;
	for (const { level, kinds } of cases) {
		if (!missingSupport(level, kinds)) continue;
		const { count } = await tx.execute(sql`
			update import_assessments s set override_reason = ${importedReason} from import_support p
			where p.line = s.line and p.level = ${level} and p.kinds = (
				select coalesce(array_agg(kind), '{}') from json_array_elements_text(${JSON.stringify(kinds)}::text::json) kind)`);
		overridden += count;
	}
	return overridden;
}
