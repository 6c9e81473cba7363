import { sql } from 'drizzle-orm';
import type { Effect } from '../evidence/evidence.ts';
import { codeEvidence } from '../evidence/commands.server.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import { findMarkers, markerInForce } from './coding-markers.server.ts';
import type { InputFile } from './encoding.ts';
import type { Differences } from './fault.ts';
import type { People } from './people.server.ts';
import type { FindRecommendation } from './recommendation-names.server.ts';
import { readCoding } from './row.ts';
import { addFoundFaults, openStage } from './stage.server.ts';
import { placeOf, readTable, type ReadOptions } from './table-file.server.ts';

export type CodingsReport = { added: number; adopted: number; unchanged: number; updated: number };

/** A file of codings, and who coded where the rows do not say. */
export type CodingFile = {
	file: InputFile;
	coder: string;
	/** `coder` is only who brings the file. */
	isUnsigned: boolean;
	/** Second codings stay beside the evidence and are never adopted by themselves. */
	isSecond: boolean;
};

/** Reads the files of codings into one temporary table. */
export async function stageCodings(
	tx: Transaction,
	files: readonly CodingFile[],
	options: Omit<ReadOptions, 'onProgress'> & { onProgress(file: InputFile): ReadOptions['onProgress'] },
	{ find, people }: { find: FindRecommendation; people: People }
): Promise<void> {
	const stage = await openStage<Record<string, unknown>>(tx, 'import_codings', {
		file: 'text',
		line: 'int',
		is_second: 'boolean',
		is_unsigned: 'boolean',
		development: 'text',
		name: 'text',
		recommendation_id: 'bigint',
		version: 'int',
		coder_id: 'bigint',
		effect: 'smallint',
		rationale: 'text',
		marker: 'text',
		marker_id: 'bigint',
		quote: 'text'
	});
	for (const { file, coder, isUnsigned, isSecond } of files) {
		const idOf = new Map<string, Awaited<ReturnType<People['find']>>>();
		const onProgress = options.onProgress(file);
		let isToldUnsigned = false;
		await readTable(file, 'evidence', { ...options, onProgress }, (line, cells) => {
			const fault = (line: number, column: string, message: string) =>
				options.faults.add({ ...placeOf(file, line, cells, column), message });
			const { value, faults } = readCoding(cells);
			if (!value) return void faults.forEach(({ column, message }) => fault(line, column, message));
			const named = find(value.recommendation);
			if ('fault' in named) return fault(line, 'recommendation_code', named.fault);
			const take = (coderId: number | { fault: string }) => {
				if (typeof coderId !== 'number') return fault(line, 'coder', coderId.fault);
				return stage.add({
					file: file.name,
					line,
					is_second: isSecond,
					is_unsigned: isUnsigned && value.coder === undefined,
					development: value.development,
					name: value.recommendation,
					recommendation_id: named.id,
					version: named.version,
					coder_id: coderId,
					effect: value.effect,
					rationale: value.rationale,
					marker: value.marker,
					quote: value.quote
				});
			};
			if (isSecond && isUnsigned && value.coder === undefined) {
				if (!isToldUnsigned)
					fault(line, 'coder', 'Nobody signs these codings. Name the second coder: --second-coder NAME.');
				isToldUnsigned = true;
				return undefined;
			}
			const name = value.coder ?? coder;
			const known = idOf.get(name);
			if (known !== undefined) return take(known) ?? undefined;
			return people.find(name).then((found) => {
				idOf.set(name, found);
				return take(found);
			});
		});
	}
	await stage.finish();
}

/** Finds what is wrong with the codings among themselves and beside what is here. */
export async function checkCodings(
	tx: Transaction,
	{ faults }: Pick<ReadOptions, 'faults'>,
	{ differences }: { differences: Differences }
): Promise<void> {
	type Found = { file: string; line: number; development: string; name: string };
	await addFoundFaults<Found>(
		tx,
		faults,
		sql`select s.file, s.line, s.development, s.name from import_codings s
			where not exists (select from developments d where d.external_id = s.development)
				and not exists (select from import_developments i where i.external_id = s.development)`,
		({ file, development }) => ({
			file,
			column: 'development_id',
			message: `There is no development “${development}”, here or in the file of developments.`
		})
	);
	await addFoundFaults<Found & { first: number; first_file: string }>(
		tx,
		faults,
		sql`select * from (
				select file, line, development, name, row_number() over each as nth,
					first_value(line) over each as first, first_value(file) over each as first_file
				from import_codings
				window each as (partition by development, recommendation_id, coder_id order by is_second, file, line)
			) s where nth > 1`,
		({ file, development, name, first, first_file }) => ({
			file,
			message: `${development} is coded for ${name} by the same coder on line ${first}${
				first_file === file ? '' : ` of ${first_file}`
			} already.`
		})
	);
	await findMarkers(tx);
	await addFoundFaults<Found & { marker: string }>(
		tx,
		faults,
		sql`select s.file, s.line, s.name, s.marker from import_codings s where s.marker <> '' and s.marker_id is null`,
		({ file, name, marker }) => ({
			file,
			column: 'progress_marker',
			message: `${name} has no progress marker “${marker}” as it is worded now.`
		})
	);
	// A file that does not say who coded says nothing new where somebody here says the same in the same words.
	await tx.execute(sql`
		create temporary table import_coded on commit drop as
		select s.file, s.line, s.development, s.name, s.recommendation_id, s.coder_id, d.id as development_id,
			c.id as coding_id, c.differing
		from import_codings s
		join developments d on d.external_id = s.development
		cross join lateral (
			select c.id, c.differing from (
				select c.id, c.coder_id, case
					when c.effect <> s.effect then 'effect'
					when c.rationale <> s.rationale then 'rationale'
					when (s.marker = '' or s.marker_id is not null) and s.marker_id is distinct from ${markerInForce}
						then 'progress_marker'
					when c.quote <> s.quote then 'quote' end as differing
				from codings c
				where c.development_id = d.id and c.recommendation_id = s.recommendation_id and c.retired_at is null
					and c.state <> 'draft'
			) c
			where c.coder_id = s.coder_id or s.is_unsigned and c.differing is null
			order by c.differing is null desc limit 1
		) c`);
	if (!differences) return;
	await addFoundFaults<Found & { differing: string }>(
		tx,
		differences.faults,
		sql`select * from import_coded where differing is not null`,
		({ file, development, name, differing }) => ({
			file,
			column: differing,
			isDifference: true,
			message: `${development} is coded for ${name} already with another ${differing}; ${differences.howTo} to code it again.`
		})
	);
}

/** Writes the codings that are new, and with `update` those that differ. Developments must be written before. */
export async function writeCodings(tx: Transaction, actor: Actor): Promise<CodingsReport> {
	const [counts] = await tx.execute<{ known: number }>(sql`select count(*)::int as known from import_coded`);
	const updated = await codeAgain(tx, actor);
	await tx.execute(sql`
		delete from import_codings s using import_coded k
		where (k.development, k.recommendation_id, k.coder_id) = (s.development, s.recommendation_id, s.coder_id)`);
	const [written] = await tx.execute<{ added: number; adopted: number }>(sql`
		with staged as (
			select s.*, d.id as development_id,
				not s.is_second
				and row_number() over (partition by d.id, s.recommendation_id order by s.is_second, s.file, s.line) = 1
				and not exists (
					select from codings c where c.development_id = d.id and c.recommendation_id = s.recommendation_id
						and c.retired_at is null and c.state = 'adopted'
				) as is_adopted
			from import_codings s join developments d on d.external_id = s.development
		), added as (
			insert into codings (development_id, recommendation_id, recommendation_version, coder_id, effect, rationale,
				marker_id, quote, state)
			select development_id, recommendation_id, version, coder_id, effect, rationale, marker_id, coalesce(quote, ''),
				case when is_adopted then 'adopted' else 'submitted' end
			from staged order by is_second, file, line
			returning id, development_id, recommendation_id, coder_id, effect, rationale, marker_id, quote, state
		), logged as (
			insert into changes (entity, entity_id, action, actor_id, after)
			select 'codings', id, 'codeEvidence', coder_id, jsonb_build_object('developmentId', development_id,
				'recommendationId', recommendation_id, 'effect', effect, 'rationale', rationale, 'state', state)
				|| jsonb_strip_nulls(jsonb_build_object('quote', nullif(quote, ''),
					'marker', (select m.text from progress_markers m where m.id = marker_id)))
			from added
		), adopted as (
			insert into evidence (development_id, recommendation_id, coding_id, effect, occurred_on, adopted_by)
			select a.development_id, a.recommendation_id, a.id, a.effect, d.occurred_on, ${actor.id}
			from added a join developments d on d.id = a.development_id
			where a.state = 'adopted' and d.hidden_at is null
			order by a.id
			returning 1
		)
		select (select count(*)::int from added) as added, (select count(*)::int from adopted) as adopted`);
	return { ...written!, updated, unchanged: counts!.known - updated };
}

/** Codes anew what the file codes otherwise, in each coder's name. */
async function codeAgain(tx: Transaction, actor: Actor): Promise<number> {
	const rows = await tx.execute<{
		developmentId: number;
		recommendationId: number;
		coderId: number;
		coder: string;
		effect: Effect;
		rationale: string;
		markerId: number | null;
		quote: string;
	}>(sql`
		select k.development_id::int as "developmentId", k.recommendation_id::int as "recommendationId",
			u.id::int as "coderId", u.name as coder, s.effect, s.rationale,
			case when s.marker is null then ${markerInForce} else s.marker_id end::int as "markerId",
			coalesce(s.quote, c.quote) as quote
		from import_coded k
		join codings c on c.id = k.coding_id
		join import_codings s on (s.development, s.recommendation_id, s.coder_id) = (k.development, k.recommendation_id, k.coder_id)
		join users u on u.id = k.coder_id
		where k.differing is not null order by s.is_second, s.file, s.line`);
	for (const { coderId, coder, ...coding } of rows)
		await codeEvidence(tx, { ...actor, id: coderId, name: coder }, coding, { rule: 'single' });
	return rows.length;
}
