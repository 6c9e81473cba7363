import { createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportCatalogue, exportFiles, importCatalogue, importFiles } from '#lib/exchange/commands.server.ts';
import { readCatalogue, writeCatalogue } from '#lib/exchange/catalogue.ts';
import type { CatalogueReport } from '#lib/exchange/catalogue.server.ts';
import type { ImportReport } from '#lib/exchange/import.server.ts';
import { fileAt } from '#lib/exchange/sample.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { optional, type Command } from './command.ts';
import { findOperator } from './operator.ts';
import { progressBar } from './progress-bar.ts';

const actingAs = {
	value: 'ADDRESS',
	help: 'act as the person of this e-mail; the first administrator if not given'
};

export const importTables: Command = {
	name: 'import',
	operands: '<developments.csv>',
	takes: { least: 1, most: 1 },
	summary: 'Takes in developments and what was said about them: all of it or nothing. Twice changes nothing.',
	options: {
		evidence: { value: 'FILE', help: 'codings to be adopted where a development has none yet' },
		'second-codings': { value: 'FILE', help: 'codings by a second coder, kept beside the evidence' },
		assessments: { value: 'FILE', help: 'assessments' },
		publication: { value: 'SLUG', help: 'the publication to which codes such as C1 belong' },
		coder: { value: 'NAME', help: 'who coded --evidence, where it has no column coder' },
		'second-coder': { value: 'NAME', help: 'who coded --second-codings, where it has no column coder' },
		update: { help: 'change what is here already and differs; otherwise that is a fault' },
		email: actingAs
	},
	run: async ({ db }, [developments], values) => {
		const at = async (path: string | undefined) => (path ? fileAt(path) : undefined);
		const files = {
			developments: await at(developments),
			evidence: await at(optional(values, 'evidence')),
			secondCodings: await at(optional(values, 'second-codings')),
			assessments: await at(optional(values, 'assessments'))
		};
		const bar = progressBar();
		try {
			const report = await inTransaction(db, async (tx) =>
				importFiles(tx, await findOperator(tx, optional(values, 'email')), files, {
					publication: optional(values, 'publication'),
					coder: optional(values, 'coder'),
					secondCoder: optional(values, 'second-coder'),
					update: values.update === true,
					onProgress: bar.show
				})
			);
			bar.clear();
			console.log(describeImport(report).join('\n'));
		} finally {
			bar.clear();
		}
	}
};

function describeImport({ developments, codings, assessments, people, notes }: ImportReport): string[] {
	const counted = (
		what: string,
		{ added, updated, unchanged }: { added: number; updated?: number; unchanged: number }
	) => `${what}: ${added} new${updated ? `, ${updated} changed` : ''}, ${unchanged} already here`;
	const lines = [counted('Developments', developments)];
	if (codings.added + codings.updated + codings.unchanged > 0)
		lines.push(`${counted('Codings', codings)}; ${codings.adopted} adopted as evidence`);
	if (assessments.added + assessments.unchanged > 0) lines.push(counted('Assessments', assessments));
	if (assessments.overridden > 0)
		lines.push(`${assessments.overridden} levels are not carried by the evidence they cite; they say so.`);
	if (developments.hidden > 0)
		lines.push(`${developments.hidden} of the developments already here are hidden.`);
	if (people.length > 0) lines.push(`New by name, without sign-in: ${people.join(', ')}`);
	return [...lines, ...notes.map((note) => `Note: ${note}`)];
}

export const importPublication: Command = {
	name: 'catalogue:import',
	operands: '<publication.json>',
	takes: { least: 1, most: 1 },
	summary:
		'Adds a publication with its recommendations, or brings it to what the file says. Nothing is removed.',
	options: { email: actingAs },
	run: async ({ db }, [path], values) => {
		const { catalogue, notes } = readCatalogue(await readFile(path!), basename(path!));
		const report = await inTransaction(db, async (tx) =>
			importCatalogue(tx, await findOperator(tx, optional(values, 'email')), catalogue)
		);
		console.log([...describeCatalogue(report), ...notes.map((note) => `Note: ${note}`)].join('\n'));
	}
};

function describeCatalogue({
	slug,
	publication,
	themes,
	recommendations,
	missingSections,
	isUnchanged
}: CatalogueReport) {
	const lines = [isUnchanged ? `${slug}: nothing changed` : `${slug}: ${publication}`];
	for (const [what, { saved, missing }] of [
		['Themes', themes] as const,
		['Recommendations', recommendations] as const
	]) {
		for (const outcome of ['added', 'new wording', 'changed'] as const) {
			const codes = [...saved].flatMap(([code, now]) => (now === outcome ? code : []));
			if (codes.length > 0) lines.push(`${what} ${outcome}: ${codes.join(', ')}`);
		}
		if (missing.length > 0) lines.push(`${what} here and not in the file, left alone: ${missing.join(', ')}`);
	}
	if (missingSections.length > 0)
		lines.push(`Sections here and not in the file, left alone: ${missingSections.join(', ')}`);
	return lines;
}

export const exportPublication: Command = {
	name: 'catalogue:export',
	operands: '<slug>',
	takes: { least: 1, most: 1 },
	summary: 'Writes a publication as the file that makes it to standard output.',
	options: {},
	run: async ({ db }, [slug]) => {
		process.stdout.write(writeCatalogue(await exportCatalogue(db, slug!)));
	}
};

export const exportTables: Command = {
	name: 'export',
	operands: '',
	takes: { least: 0, most: 0 },
	summary: 'Writes the files that import and catalogue:import take, safe to open in a spreadsheet.',
	options: {
		publication: { value: 'SLUG', help: 'only what bears on this publication' },
		to: { value: 'DIR', help: 'where to write; this directory if not given' },
		email: actingAs
	},
	run: async ({ db }, _operands, values) => {
		const folder = optional(values, 'to') ?? '.';
		await mkdir(folder, { recursive: true });
		await db.transaction(
			async (tx) => {
				const actor = await findOperator(tx, optional(values, 'email'));
				const out = await exportFiles(tx, actor, { publication: optional(values, 'publication') });
				for (const { name, text } of out.files) {
					const path = join(folder, name);
					await pipeline(Readable.from(text), createWriteStream(path));
					console.log(path);
				}
				if (out.coder) console.log(`evidence.csv is all by one coder: import it with --coder '${out.coder}'`);
				if (out.secondCoder)
					console.log(
						`second-coder.csv is all by one coder: import it with --second-coder '${out.secondCoder}'`
					);
			},
			{ isolationLevel: 'repeatable read' }
		);
	}
};
