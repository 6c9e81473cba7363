import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import { importCatalogue } from './catalogue.server.ts';
import type { FileReport, ImportPreview, PreviewRow } from './file-import.ts';
import { settled, type StagedRecommendations } from './import-recommendations.server.ts';

/** What writing these rows would do. */
export function previewRecommendations({
	rows
}: StagedRecommendations): Pick<ImportPreview, 'added' | 'same' | 'differing' | 'first'> {
	const countOf = (state: PreviewRow['state']) => rows.filter((row) => row.state === state).length;
	return {
		added: countOf('added'),
		same: countOf('same'),
		differing: countOf('differing'),
		first: rows.slice(0, 20).map(({ line, state, item }) => ({
			line,
			state,
			cells: {
				code: item.code,
				theme: item.theme ?? null,
				kind: item.kind,
				title: item.title,
				statement: item.statement.slice(0, 300),
				addressees: item.addressees.join('; '),
				horizon: item.horizon
			}
		}))
	};
}

/**
 * Writes the rows with what is here, through the same commands as a catalogue: what is here keeps its place, what is new
 * comes after it.
 * @param lines those that are left out
 */
export async function writeRecommendations(
	tx: Transaction,
	actor: Actor,
	staged: StagedRecommendations,
	lines: ReadonlySet<number>
): Promise<Pick<FileReport, 'added' | 'updated' | 'same'> & { slug: string }> {
	const { document, goal, themes, here } = staged;
	const given = new Map(
		staged.rows.filter(({ line }) => !lines.has(line)).map(({ item }) => [item.code, settled(item, themes)])
	);
	const kept = (here?.recommendations ?? []).map((item) => given.get(item.code) ?? item);
	const known = new Set(kept.map((item) => item.code));
	const added = [...given.values()].filter((item) => !known.has(item.code));
	const report = await importCatalogue(tx, actor, {
		document,
		goal,
		themes: themes.filter(
			({ code }) =>
				here?.themes.some((theme) => theme.code === code) ||
				[...kept, ...added].some((item) => item.theme === code)
		),
		recommendations: [...kept, ...added]
	});
	const outcomes = [...given.keys()].map((code) => report.recommendations.saved.get(code));
	const countOf = (...wanted: string[]) =>
		outcomes.filter((outcome) => wanted.includes(outcome ?? '')).length;
	return {
		slug: report.slug,
		added: countOf('added'),
		updated: countOf('changed', 'new wording'),
		same: countOf('unchanged')
	};
}
