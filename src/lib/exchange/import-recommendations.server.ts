import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { publications } from '../publications/table.server.ts';
import { documentSchema } from '../publications/publication.ts';
import type { Catalogue, CatalogueRecommendation, CatalogueTheme } from '../recommendations/catalogue.ts';
import { difference } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { exportCatalogue } from './catalogue.server.ts';
import { readCatalogue } from './catalogue.ts';
import type { InputFile } from './encoding.ts';
import { Faults, FilesRefused } from './fault.ts';
import type { PreviewRow } from './file-import.ts';
import { wholeOf } from './open-rows.server.ts';
import { readRecommendation, type RecommendationRow } from './recommendation-row.ts';
import { placeOf, readTable, type ReadOptions } from './table-file.server.ts';

/** Rows of recommendations, and the catalogue that they make with what is here. */
export type StagedRecommendations = {
	rows: { line: number; state: PreviewRow['state']; item: RecommendationRow }[];
	here: Catalogue | undefined;
	document: Catalogue['document'];
	/** Of a whole publication from one file: that file's own. */
	goal: string | null;
	themes: CatalogueTheme[];
};

/**
 * Reads recommendations for the publication at hand: an existing one by its id, or one that is described in the reading.
 * A row that says something else than what is here goes to `differences`.
 */
export async function stageRecommendations(
	tx: Transaction,
	file: InputFile,
	publicationId: number | null,
	{ faults, notes, onProgress, differences }: ReadOptions & { differences: Faults }
): Promise<StagedRecommendations> {
	if (file.plan?.reading.isCatalogue) return stageCatalogue(tx, file, { faults, notes, differences });
	const slug = await slugOf(tx, publicationId);
	const here = slug === undefined ? undefined : await exportCatalogue(tx, slug);
	const known = new Map(here?.recommendations.map((item) => [item.code, item]));
	const rows: StagedRecommendations['rows'] = [];
	const lineOf = new Map<string, number>();
	const has = new Set(Object.keys(file.plan?.mapping ?? {}));
	await readTable(file, 'recommendations', { faults, notes, onProgress }, (line, cells) => {
		const { value, faults: wrong } = readRecommendation(
			cells,
			(column) => has.has(column),
			(code) => known.get(code)
		);
		const fault = (column: string, message: string) =>
			faults.add({ ...placeOf(file, line, cells, column), message });
		if (!value) return wrong.forEach(({ column, message }) => fault(column, message));
		const first = lineOf.get(value.code);
		if (first !== undefined) return fault('code', `${value.code} is on line ${first} already.`);
		if (value.lead !== undefined && !value.addressees.includes(value.lead))
			return fault('lead', `“${value.lead}” is not among the addressees.`);
		lineOf.set(value.code, line);
		rows.push({ line, state: 'added', item: value });
	});
	const document = here?.document ?? v.parse(documentSchema, file.plan?.reading.publication ?? {});
	const themes = themesOf(rows, here?.themes ?? []);
	for (const { line, item } of rows)
		if (item.theme === undefined && themes.length > 1)
			faults.add({ file: file.name, line, column: 'theme', message: 'Name its theme by code.' });
	const staged = { rows, here, document, goal: here?.goal ?? null, themes };
	compare(staged, file.name, differences);
	return staged;
}

async function stageCatalogue(
	tx: Transaction,
	file: InputFile,
	{ faults, notes, differences }: Omit<ReadOptions, 'onProgress'> & { differences: Faults }
): Promise<StagedRecommendations> {
	const { catalogue, notes: more } = await readWhole(file, faults);
	notes.push(...more);
	const { document, goal, themes } = catalogue;
	const [publication] = await tx
		.select({ slug: publications.slug })
		.from(publications)
		.where(eq(publications.slug, document.slug));
	const here = publication && (await exportCatalogue(tx, publication.slug));
	const rows = catalogue.recommendations.map((item, at) => ({
		line: at + 1,
		state: 'added' as const,
		item: { ...item, lead: item.lead ?? undefined, themeTitle: null }
	}));
	const staged = { rows, here, document, goal, themes };
	compare(staged, file.name, differences);
	return staged;
}

const nothing: Catalogue = {
	document: {
		slug: 'none',
		title: 'None',
		authors: [],
		affiliation: null,
		year: null,
		language: 'en',
		pages: null,
		url: null,
		sections: []
	},
	goal: null,
	themes: [],
	recommendations: []
};

/** The largest of ours has a tenth of a megabyte; it is read in one go. */
const largestCatalogue = 5 * 1024 ** 2;

/** Its faults are of the file as a whole: a catalogue is taken in whole or not. */
async function readWhole(file: InputFile, faults: Faults) {
	if (file.size > largestCatalogue) {
		faults.add({ file: file.name, message: 'A publication as a whole has at most 5 MB.', isEnd: true });
		return { catalogue: nothing, notes: [] };
	}
	try {
		return readCatalogue(await wholeOf(file), file.name);
	} catch (error) {
		if (!(error instanceof FilesRefused)) throw error;
		for (const fault of error.faults) faults.add({ ...fault, isEnd: true });
		faults.addUntold(error.count - error.faults.length);
		return { catalogue: nothing, notes: [] };
	}
}

async function slugOf(db: Reader, publicationId: number | null): Promise<string | undefined> {
	if (publicationId === null) return undefined;
	const [row] = await db
		.select({ slug: publications.slug })
		.from(publications)
		.where(eq(publications.id, publicationId));
	return row?.slug;
}

/** The themes that are here, those that the rows name, and one for rows that name none where there is no other. */
function themesOf(rows: StagedRecommendations['rows'], here: readonly CatalogueTheme[]): CatalogueTheme[] {
	const themes = new Map(here.map((theme) => [theme.code, theme]));
	for (const { item } of rows) {
		if (item.theme === undefined) continue;
		const known = themes.get(item.theme);
		if (!known)
			themes.set(item.theme, { code: item.theme, title: item.themeTitle ?? item.theme, summary: null });
		else if (item.themeTitle && known.title === known.code && !here.includes(known))
			themes.set(item.theme, { ...known, title: item.themeTitle });
	}
	if (themes.size === 0) themes.set('all', { code: 'all', title: 'Recommendations', summary: null });
	return [...themes.values()];
}

/** Says of each row whether it is new, the same, or different from what is here. */
function compare({ rows, here, themes }: StagedRecommendations, file: string, differences: Faults): void {
	const known = new Map(here?.recommendations.map((item) => [item.code, item]));
	for (const row of rows) {
		const before = known.get(row.item.code);
		if (!before) continue;
		const after = settled(row.item, themes);
		const {
			version: _v,
			position: _p,
			...rest
		} = before as CatalogueRecommendation & Record<string, unknown>;
		const changed = difference(comparable(rest), comparable(after));
		row.state = changed ? 'differing' : 'same';
		if (!changed) continue;
		const fields = Object.keys(changed.after).slice(0, 3).join(', ');
		differences.add({
			file,
			line: row.line,
			column: Object.keys(changed.after)[0],
			isDifference: true,
			message: `${row.item.code} is here already with another ${fields}.`
		});
	}
}

const comparable = (item: CatalogueRecommendation): Record<string, unknown> => ({
	...item,
	fora: item.fora.map((name) => name.toLowerCase()),
	locator: [item.locator?.section ?? null, item.locator?.page ?? null, item.locator?.anchor ?? null]
});

/** A row with what is left to be understood. */
export function settled(
	{ themeTitle: _title, ...item }: RecommendationRow,
	themes: readonly CatalogueTheme[]
): CatalogueRecommendation {
	return {
		...item,
		theme: item.theme ?? themes[0]!.code,
		lead: item.lead ?? item.addressees[0] ?? null,
		statement: item.statement || item.title
	};
}
