import { sql } from 'drizzle-orm';
import { recordDevelopment } from '../developments/commands.server.ts';
import { Refused } from '../errors.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import {
	faulty,
	largestReferences,
	mostReferences,
	referenceOf,
	type Picked,
	type Reference
} from './references.ts';

/** An entry and, where it is here already, the development that it repeats. */
export type FoundReference = Reference & { sameAs: number | null };

/** The entries of a file of CSL-JSON, BibTeX or RIS, each with its faults. @throws Refused where it is none of them */
export async function readReferences(file: Uint8Array): Promise<Reference[]> {
	if (file.byteLength === 0) throw new Refused('Choose a file.', 'file');
	if (file.byteLength > largestReferences)
		throw new Refused('The file is larger than 10 MB. Split it.', 'file');
	const text = Buffer.from(file)
		.toString('utf8')
		.replace(/^\uFEFF/, '')
		.trim();
	if (text.includes('\uFFFD'))
		throw new Refused('The file is not in UTF-8. Export it again in that encoding.', 'file');
	const entries = await entriesOf(text);
	if (entries.length === 0) throw new Refused('There is no entry in this file.', 'file');
	return entries;
}

async function entriesOf(text: string): Promise<Reference[]> {
	if (/^[[{]/.test(text)) return fromJson(text);
	if (/^TY {2}-/m.test(text)) return eachOf(text.split(/^ER {2}-.*$/m).map(withDay), '@ris/file');
	const at = text.search(/^\s*@\w+\s*[{(]/m);
	if (at === -1) throw new Refused('This is neither CSL-JSON, BibTeX nor RIS.', 'file');
	const pieces = text.slice(at).split(/^(?=\s*@\w+\s*[{(])/m);
	const strings = pieces.filter((piece) => /^\s*@string/i.test(piece)).join('\n');
	const entries = pieces.filter((piece) => !/^\s*@(string|comment|preamble)/i.test(piece));
	return eachOf(
		entries.map((entry) => strings + entry),
		'@biblatex/text'
	);
}

/** citation-js reads the year of some types where the day stands beside it. */
function withDay(record: string): string {
	const [, day] = /^DA {2}- (\d{4}\/.*)$/m.exec(record) ?? [];
	return day ? record.replace(/^PY {2}-.*$/m, () => `PY  - ${day}`) : record;
}

function few<Entry>(entries: Entry[]): Entry[] {
	if (entries.length <= mostReferences) return entries;
	throw new Refused(
		`The file has ${entries.length} entries; at most ${mostReferences} are read at once. Split it.`,
		'file'
	);
}

function fromJson(text: string): Reference[] {
	let read: unknown;
	try {
		read = JSON.parse(text);
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new Refused(`The file is not valid JSON: ${error.message.slice(0, 200)}`, 'file');
	}
	return few(Array.isArray(read) ? (read as unknown[]) : [read]).map(referenceOf);
}

/** Entries read one by one, so that a broken one does not take the others with it. */
async function eachOf(pieces: string[], forceType: string): Promise<Reference[]> {
	const { plugins } = await import('@citation-js/core');
	await Promise.all([import('@citation-js/plugin-bibtex'), import('@citation-js/plugin-ris')]);
	return few(pieces.filter((piece) => piece.trim() !== '')).flatMap((piece) => {
		try {
			const items = plugins.input.chain(piece.trim(), { generateGraph: false, forceType });
			return items.length > 0 ? items.map(referenceOf) : [unreadable(piece)];
		} catch (error) {
			// citation-js throws plain errors at whatever it cannot parse, and strings at some of it.
			return [unreadable(piece, error)];
		}
	});
}

function unreadable(piece: string, error?: unknown): Reference {
	const reason = error instanceof Error ? `: ${error.message.split('\n')[0]!.slice(0, 200)}` : '.';
	return faulty(`This entry cannot be read${reason}`, piece.trim().slice(0, 80));
}

/** The entries with the development that each repeats, by address or title; a second one of the file repeats the first. */
export async function findReferences(
	db: Reader,
	references: readonly Reference[]
): Promise<FoundReference[]> {
	const asked = JSON.stringify(references.map(({ title, sourceUrl }) => ({ title, url: sourceUrl })));
	const rows = await db.execute<{ at: string; id: string }>(sql`
		select asked.at, min(d.id) as id
		from rows from (jsonb_to_recordset(${asked}::text::jsonb) as (title text, url text)) with ordinality as asked (title, url, at)
		join developments d on d.hidden_at is null and (d.source_url = asked.url or lower(d.title) = lower(asked.title))
		group by asked.at`);
	const known = new Map(rows.map(({ at, id }) => [Number(at) - 1, Number(id)]));
	return references.map((reference, at) => ({ ...reference, sameAs: known.get(at) ?? null }));
}

/** Logs what was picked, all of it or nothing; what is here by now is passed over. */
export async function importReferences(
	tx: Transaction,
	actor: Actor | null,
	{ picked }: Picked
): Promise<{ made: number; passedOver: number }> {
	authorise(actor, 'recordDevelopment');
	const asked = picked.map((input) => ({ ...faulty(''), title: input.title, sourceUrl: input.sourceUrl }));
	const found = await findReferences(tx, asked);
	const seen = new Set<string>();
	let made = 0;
	for (const [at, input] of picked.entries()) {
		const keys = [input.title.toLowerCase(), ...(input.sourceUrl ? [input.sourceUrl] : [])];
		if (found[at]!.sameAs !== null || keys.some((key) => seen.has(key))) continue;
		for (const key of keys) seen.add(key);
		await recordDevelopment(tx, actor, input);
		made++;
	}
	return { made, passedOver: picked.length - made };
}
