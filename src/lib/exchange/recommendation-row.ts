import * as v from 'valibot';
import { recommendationSchema, type CatalogueRecommendation } from '../recommendations/catalogue.ts';
import { listOf, numberOf, wordOf, type Cells, type Read } from './row.ts';

/** A recommendation as the row of a table has it; the title of its theme may come along. */
export type RecommendationRow = v.InferOutput<typeof recommendationSchema> & { themeTitle: string | null };

type Entry = v.InferInput<typeof recommendationSchema>;

const columnOf: Record<string, string> = { locator: 'section', markers: 'advance_markers' };
const columnInside: Record<string, string> = {
	section: 'section',
	page: 'page',
	anchor: 'anchor',
	advance: 'advance_markers',
	setback: 'setback_markers'
};

/**
 * Reads a row. Of the columns that the file does not have, `known` says what is here already.
 * @param has whether the file has a column
 */
export function readRecommendation(
	cells: Cells,
	has: (column: string) => boolean,
	known: (code: string) => CatalogueRecommendation | undefined
): Read<RecommendationRow> {
	const text = (column: string) => cells(column)?.trim() ?? '';
	const before = known(text('code'));
	const either = <T>(column: string, given: T, kept: T | undefined): T =>
		has(column) || kept === undefined ? given : kept;
	const lead = either('lead', text('lead') || undefined, before?.lead ?? undefined);
	const addressees = either('addressees', listOf(text('addressees')), before?.addressees);
	const entry: Entry = {
		code: text('code'),
		theme: either('theme', text('theme') || undefined, before?.theme),
		kind: either('kind', (wordOf(text('kind')) ?? undefined) as Entry['kind'], before?.kind),
		title: text('title'),
		statement: either('statement', cells('statement') ?? '', before?.statement),
		rationale: either('rationale', cells('rationale') ?? '', before?.rationale ?? undefined),
		addressees,
		lead: lead !== undefined && (has('lead') || addressees.includes(lead)) ? lead : undefined,
		counterparts: either('counterparts', listOf(text('counterparts')), before?.counterparts),
		fora: either('fora', listOf(text('fora')), before?.fora),
		horizon: either('horizon', wordOf(text('horizon')) as Entry['horizon'], before?.horizon ?? undefined),
		locator: {
			section: either('section', text('section') || null, before?.locator?.section),
			page: either('page', numberOf(text('page')) as number | undefined, before?.locator?.page ?? undefined),
			anchor: either('anchor', text('anchor'), before?.locator?.anchor ?? undefined)
		},
		markers: {
			advance: either('advance_markers', listOf(cells('advance_markers') ?? ''), before?.markers.advance),
			setback: either('setback_markers', listOf(cells('setback_markers') ?? ''), before?.markers.setback)
		},
		conditions: either('conditions', listOf(text('conditions')), before?.conditions),
		weight: either('weight', decimalOf(text('weight')) as number | undefined, before?.weight)
	};
	const result = v.safeParse(recommendationSchema, entry);
	if (result.success) return { value: { ...result.output, themeTitle: text('theme_title') || null } };
	const faults = result.issues.map(({ path, message }) => {
		const [first, second] = (path ?? []).map((step) => String(step.key));
		const column = columnInside[second ?? ''] ?? columnOf[first ?? ''] ?? first ?? 'code';
		return { column, message };
	});
	return { faults };
}

/** A number with decimals after a point or a comma; the text where it is none. */
function decimalOf(text: string): number | string | undefined {
	if (text === '') return undefined;
	return /^\d+([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : text;
}
