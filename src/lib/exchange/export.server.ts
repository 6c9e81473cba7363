import { asc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import { publications } from '../publications/table.server.ts';
import type { Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import { exportCatalogue } from './catalogue.server.ts';
import { writeCatalogue } from './catalogue.ts';
import { codersOf, codingRows } from './export-codings.server.ts';
import { personName, recommendationsOf, rowsOf } from './export-rows.server.ts';
import { importedReason } from './import-assessments.server.ts';
import { columnsOf } from './row.ts';

/** A file on its way out: its text comes in pieces, so that memory does not grow with it. */
export type OutputFile = { name: string; text: AsyncIterable<string> };

export type Export = {
	files: OutputFile[];
	/** Whose codings a file holds where its rows do not say, for `--coder` and `--second-coder`. */
	coder?: string | undefined;
	secondCoder?: string | undefined;
};

/**
 * Everything that can be seen, or what bears on one publication, as the files that make it: a catalogue for each
 * publication, developments.csv, evidence.csv (the codings on which evidence rests), second-coder.csv (all others that
 * may be seen) and assessments.csv.
 * Developments without an id of their own get one, S and their number, and keep it.
 *
 * The files read from `tx` as they are consumed: consume them in order, within the transaction, which has to be
 * repeatable read so that they agree.
 */
export async function exportFiles(
	tx: Transaction,
	actor: Actor | null,
	{ publication }: { publication?: string | undefined } = {}
): Promise<Export> {
	authorise(actor, 'importDevelopments');
	const slugs = await listSlugs(tx, publication);
	await nameDevelopments(tx, actor);
	await chooseDevelopments(tx, slugs, publication !== undefined, actor.id);
	const code = slugs.length > 1 ? sql`p.slug || '/' || r.code` : sql`r.code`;
	const inForce = { slugs, isEvidence: true, viewerId: actor.id };
	const beside = { ...inForce, isEvidence: false };
	const adopted = await codersOf(tx, inForce);
	const others = await codersOf(tx, beside);
	const optional = await haveOptional(tx);
	const catalogues = slugs.map((slug) => ({ name: `${slug}.json`, text: catalogueText(tx, slug) }));
	return {
		files: [
			...catalogues,
			{ name: 'developments.csv', text: developmentRows(tx, optional) },
			{ name: 'evidence.csv', text: codingRows(tx, inForce, { code, optional: adopted.optional }) },
			{ name: 'second-coder.csv', text: codingRows(tx, beside, { code, optional: others.optional }) },
			{ name: 'assessments.csv', text: assessmentRows(tx, slugs, code, await haveReasons(tx, slugs)) }
		],
		coder: onlyOf(adopted),
		secondCoder: onlyOf(others)
	};
}

const onlyOf = ({ coders }: { coders: string[] }) => (coders.length === 1 ? coders[0] : undefined);

async function listSlugs(tx: Transaction, publication: string | undefined): Promise<string[]> {
	const rows = await tx
		.select({ slug: publications.slug })
		.from(publications)
		.where(publication ? eq(publications.slug, publication) : isNull(publications.hiddenAt))
		.orderBy(asc(publications.id));
	if (publication && rows.length === 0) throw new NotFound(`There is no publication “${publication}”.`);
	return rows.map((row) => row.slug);
}

/** An id that lasts for each development without one, so that the file can be read back and again. */
async function nameDevelopments(tx: Transaction, actor: Actor): Promise<void> {
	await tx.execute(sql`
		with named as (
			update developments d set external_id = case
				when exists (select from developments o where o.external_id = 'S' || d.id) then 'S' || d.id || '-' || d.id
				else 'S' || d.id end
			where d.external_id is null returning d.id, d.external_id
		)
		insert into changes (entity, entity_id, action, actor_id, before, after)
		select 'developments', id, 'nameDevelopment', ${actor.id}, '{"externalId": null}',
			jsonb_build_object('externalId', external_id)
		from named order by id`);
}

async function chooseDevelopments(
	tx: Transaction,
	slugs: string[],
	onlyBearing: boolean,
	viewerId: number
): Promise<void> {
	const bears = sql`
		exists (select from codings c where c.development_id = d.id and c.retired_at is null
			and c.state <> 'draft' and ${visibleCoding('c', viewerId)}
			and c.recommendation_id in ${recommendationsOf(slugs)})
		or exists (select from assessment_evidence e join assessments a on a.id = e.assessment_id
			where e.development_id = d.id and a.withdrawn_at is null and a.recommendation_id in ${recommendationsOf(slugs)})`;
	await tx.execute(sql`
		create temporary table export_developments on commit drop as
		select d.id from developments d where d.hidden_at is null and ${onlyBearing ? sql`(${bears})` : sql`true`}`);
	await tx.execute(sql`create unique index on export_developments (id)`);
	await tx.execute(sql`analyze export_developments`);
}

/** The optional columns in which some development has something. */
async function haveOptional(tx: Transaction): Promise<string[]> {
	const [row] = await tx.execute<Record<string, boolean>>(sql`
		select count(d.published_on) > 0 as published_on, count(d.accessed_on) > 0 as accessed_on,
			count(d.archived_url) > 0 as archived_url, count(nullif(d.source_author, '')) > 0 as source_author,
			count(d.source_language) > 0 as source_language
		from developments d join export_developments using (id)`);
	return columnsOf.developments.optional.filter((column) => row![column]);
}

/** The column of reasons, where somebody gave one. */
async function haveReasons(tx: Transaction, slugs: string[]): Promise<string[]> {
	const [row] = await tx.execute<{ given: boolean }>(sql`
		select exists (select from assessments a where a.override_reason <> ${importedReason} and a.withdrawn_at is null
			and a.recommendation_id in ${recommendationsOf(slugs)}) as given`);
	return row!.given ? ['override_reason'] : [];
}

async function* catalogueText(tx: Transaction, slug: string): AsyncGenerator<string> {
	yield writeCatalogue(await exportCatalogue(tx, slug));
}

function developmentRows(tx: Transaction, optional: string[]): AsyncGenerator<string> {
	const columns = [...columnsOf.developments.required, ...optional];
	return rowsOf(
		tx,
		'export_of_developments',
		columns,
		sql`
		select d.external_id as id, d.occurred_on::text as occurred_on, d.occurred_precision as date_precision, d.kind, d.title,
			d.summary, s.name as source_publisher, d.source_title, d.source_url, coalesce(d.source_kind, s.kind) as source_type,
			coalesce(d.source_reliability, s.reliability) as reliability, d.credibility::text as credibility,
			d.published_on::text as published_on, d.accessed_on::text as accessed_on,
			d.archived_url, d.source_author, d.source_language,
			(select string_agg(a.name, ';' order by t.position) from development_actors t join actors a on a.id = t.actor_id
				where t.development_id = d.id) as actors,
			(select string_agg(f.name, ';' order by t.position) from development_forums t join forums f on f.id = t.forum_id
				where t.development_id = d.id) as forum
		from export_developments x join developments d on d.id = x.id join sources s on s.id = d.source_id
		order by d.external_id collate "C"`
	);
}

function assessmentRows(
	tx: Transaction,
	slugs: string[],
	code: SQL,
	reasons: string[]
): AsyncGenerator<string> {
	return rowsOf(
		tx,
		'export_of_assessments',
		[...columnsOf.assessments.required, ...reasons],
		sql`
		select ${code} as recommendation_code, a.assessed_on::text as as_of, a.level::text as level, a.trajectory, a.confidence,
			${personName('u')} as assessor, a.rationale, a.override_reason,
			(select string_agg(d.external_id, ';' order by e.position) from assessment_evidence e
				join export_developments x on x.id = e.development_id join developments d on d.id = x.id
				where e.assessment_id = a.id) as evidence_ids
		from assessments a
		join recommendations r on r.id = a.recommendation_id
		join publications p on p.id = r.publication_id
		join users u on u.id = a.assessor_id
		where a.recommendation_id in ${recommendationsOf(slugs)} and a.withdrawn_at is null
		order by p.id, r.position, r.id, a.assessed_on, a.id`
	);
}
