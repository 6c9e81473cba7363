import { asc, eq } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { savePublication, type Saved } from '../publications/commands.server.ts';
import { publications, publicationSections } from '../publications/table.server.ts';
import type { Catalogue } from '../recommendations/catalogue.ts';
import { readCatalogueRecommendations } from '../recommendations/catalogue.server.ts';
import { saveRecommendations, saveThemes, type SavedCodes } from '../recommendations/commands.server.ts';
import { themes } from '../recommendations/table.server.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';

/** What taking in a catalogue did. */
export type CatalogueReport = {
	slug: string;
	publication: Saved;
	themes: SavedCodes;
	recommendations: SavedCodes;
	/** Ids of headings that are here and not in the file; they were left alone. */
	missingSections: string[];
	/** The file said nothing new. */
	isUnchanged: boolean;
};

/**
 * Adds a publication with its recommendations, or brings the one of that slug to what the catalogue says. What is
 * here and not in the catalogue is left alone and named in the report.
 */
export async function importCatalogue(
	tx: Transaction,
	actor: Actor | null,
	catalogue: Catalogue,
	{ isSample = false }: { isSample?: boolean } = {}
): Promise<CatalogueReport> {
	authorise(actor, 'importPublication');
	const { document, goal } = catalogue;
	const publication = await savePublication(tx, actor, { document, goal, isSample });
	const savedThemes = await saveThemes(tx, actor, publication.id, catalogue.themes);
	const saved = await saveRecommendations(tx, actor, publication.id, catalogue.recommendations);
	const outcomes = [publication.saved, ...savedThemes.saved.values(), ...saved.saved.values()];
	return {
		slug: document.slug,
		publication: publication.saved,
		themes: savedThemes,
		recommendations: saved,
		missingSections: publication.missingSections,
		isUnchanged: outcomes.every((outcome) => outcome === 'unchanged')
	};
}

/** A publication, hidden or not, as a catalogue. @throws NotFound */
export async function exportCatalogue(db: Reader, slug: string): Promise<Catalogue> {
	const [publication] = await db.select().from(publications).where(eq(publications.slug, slug));
	if (!publication) throw new NotFound(`There is no publication “${slug}”.`);
	const { id, title, authors, affiliation, year, language, pages, url, goal, staleAfterMonths } = publication;
	const sections = await db
		.select({ id: publicationSections.key, title: publicationSections.title, page: publicationSections.page })
		.from(publicationSections)
		.where(eq(publicationSections.publicationId, id))
		.orderBy(asc(publicationSections.position));
	const themeRows = await db
		.select({ code: themes.code, title: themes.title, summary: themes.summary })
		.from(themes)
		.where(eq(themes.publicationId, id))
		.orderBy(asc(themes.position), asc(themes.id));
	const recommendations = await readCatalogueRecommendations(db, id);
	return {
		document: {
			slug,
			title,
			authors,
			affiliation,
			year,
			language,
			pages,
			url,
			sections,
			stale_after_months: staleAfterMonths
		},
		goal,
		themes: themeRows,
		recommendations: [...recommendations.values()]
	};
}
