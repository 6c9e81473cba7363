import { eq } from 'drizzle-orm';
import { findOrMakeForums } from '../forums/commands.server.ts';
import type { Saved } from '../publications/commands.server.ts';
import { difference, recordChange, recordChanges, type Change } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { readCatalogueRecommendations } from './catalogue.server.ts';
import type { CatalogueRecommendation, CatalogueTheme } from './catalogue.ts';
import {
	progressMarkers,
	recommendationForums,
	recommendationParties,
	recommendations,
	recommendationVersions,
	themes
} from './table.server.ts';

/** What saving a list did to each code of it, and which codes are here that the list leaves out. */
export type SavedCodes = { saved: Map<string, Saved | 'new wording'>; missing: string[] };

/** Adds and changes the themes of a publication. Those not given are left alone. */
export async function saveThemes(
	tx: Transaction,
	actor: Actor | null,
	publicationId: number,
	given: readonly CatalogueTheme[]
): Promise<SavedCodes> {
	authorise(actor, 'importPublication');
	const rows = await tx
		.select()
		.from(themes)
		.where(eq(themes.publicationId, publicationId))
		.orderBy(themes.position);
	const here = new Map(rows.map((row) => [row.code, row]));
	const saved: SavedCodes['saved'] = new Map();
	for (const [at, theme] of given.entries()) {
		const fields = { title: theme.title, summary: theme.summary, position: at + 1 };
		const before = here.get(theme.code);
		const changed = before && difference(before, fields);
		saved.set(theme.code, before ? (changed ? 'changed' : 'unchanged') : 'added');
		if (before && !changed) continue;
		const [row] = await tx
			.insert(themes)
			.values({ publicationId, code: theme.code, ...fields })
			.onConflictDoUpdate({ target: [themes.publicationId, themes.code], set: fields })
			.returning({ id: themes.id });
		const after = changed ?? { after: { publicationId, code: theme.code, ...fields } };
		await recordChange(tx, {
			entity: 'themes',
			entityId: row!.id,
			action: 'saveTheme',
			actorId: actor.id,
			...after
		});
	}
	return { saved, missing: rows.map((row) => row.code).filter((code) => !saved.has(code)) };
}

/**
 * Adds and changes the recommendations of a publication, whose themes must be there. New wording, markers or weight
 * make a new version; the old one is kept for the codings and assessments that used it. Those not given are left alone.
 */
export async function saveRecommendations(
	tx: Transaction,
	actor: Actor | null,
	publicationId: number,
	given: readonly CatalogueRecommendation[]
): Promise<SavedCodes> {
	authorise(actor, 'importPublication');
	const here = await readRecommendations(tx, publicationId);
	const themeIds = await tx
		.select({ code: themes.code, id: themes.id })
		.from(themes)
		.where(eq(themes.publicationId, publicationId));
	const idOfTheme = new Map(themeIds.map((theme) => [theme.code, theme.id]));
	const saved: SavedCodes['saved'] = new Map();
	const history: Change[] = [];
	for (const [at, recommendation] of given.entries()) {
		const before = here.get(recommendation.code);
		const after = contentOf(recommendation, at + 1);
		const wording = difference(before?.wording ?? {}, after.wording);
		const place = difference(before?.place ?? {}, after.place);
		saved.set(
			recommendation.code,
			!before ? 'added' : wording ? 'new wording' : place ? 'changed' : 'unchanged'
		);
		if (!wording && !place) continue;
		const version = (before?.version ?? 0) + (wording ? 1 : 0);
		const row = { ...rowOf(recommendation, at + 1), themeId: idOfTheme.get(recommendation.theme)!, version };
		const [{ id } = { id: 0 }] = await tx
			.insert(recommendations)
			.values({ publicationId, code: recommendation.code, ...row })
			.onConflictDoUpdate({ target: [recommendations.publicationId, recommendations.code], set: row })
			.returning({ id: recommendations.id });
		if (wording) await addVersion(tx, actor, id, version, recommendation);
		if (place) await placeRecommendation(tx, id, recommendation);
		history.push({
			entity: 'recommendations',
			entityId: id,
			action: before && wording ? 'reviseRecommendation' : 'saveRecommendation',
			actorId: actor.id,
			before: before ? { ...wording?.before, ...place?.before } : null,
			after: { ...(before ? {} : { code: recommendation.code }), ...wording?.after, ...place?.after, version }
		});
	}
	await recordChanges(tx, history);
	if (history.length > 0) await notify(tx, 'recommendation', publicationId);
	return { saved, missing: [...here.keys()].filter((code) => !saved.has(code)) };
}

const contentOf = (item: CatalogueRecommendation, position: number) => ({
	wording: {
		title: item.title,
		statement: item.statement,
		rationale: item.rationale,
		weight: item.weight,
		advance: item.markers.advance,
		setback: item.markers.setback
	},
	place: {
		theme: item.theme,
		kind: item.kind,
		horizon: item.horizon,
		section: item.locator?.section ?? null,
		page: item.locator?.page ?? null,
		anchor: item.locator?.anchor ?? null,
		conditions: item.conditions,
		addressees: item.addressees,
		lead: item.lead,
		counterparts: item.counterparts,
		fora: item.fora.map((name) => name.toLowerCase()),
		position
	}
});

const rowOf = (item: CatalogueRecommendation, position: number) => ({
	kind: item.kind,
	horizon: item.horizon,
	locatorSection: item.locator?.section ?? null,
	locatorPage: item.locator?.page ?? null,
	locatorAnchor: item.locator?.anchor ?? null,
	conditions: item.conditions,
	position
});

async function addVersion(
	tx: Transaction,
	actor: Actor,
	recommendationId: number,
	version: number,
	{ title, statement, rationale, weight, markers }: CatalogueRecommendation
): Promise<void> {
	const wording = { recommendationId, version, title, statement, rationale, weight, createdBy: actor.id };
	await tx.insert(recommendationVersions).values(wording);
	const rows = (['advance', 'setback'] as const).flatMap((direction) =>
		markers[direction].map((text, at) => ({ recommendationId, version, direction, text, position: at + 1 }))
	);
	if (rows.length > 0) await tx.insert(progressMarkers).values(rows);
}

/** Writes who is asked, with whom and where, in place of what was there. */
async function placeRecommendation(
	tx: Transaction,
	recommendationId: number,
	{ addressees, counterparts, lead, fora }: CatalogueRecommendation
): Promise<void> {
	await tx.delete(recommendationParties).where(eq(recommendationParties.recommendationId, recommendationId));
	await tx.delete(recommendationForums).where(eq(recommendationForums.recommendationId, recommendationId));
	const leadAt = lead === null ? -1 : addressees.indexOf(lead);
	const parties = [
		...addressees.map((name, at) => ({
			role: 'addressee' as const,
			name,
			position: at + 1,
			isLead: at === leadAt
		})),
		...counterparts.map((name, at) => ({
			role: 'counterpart' as const,
			name,
			position: at + 1,
			isLead: false
		}))
	];
	if (parties.length > 0)
		await tx.insert(recommendationParties).values(parties.map((party) => ({ recommendationId, ...party })));
	const forumIds = await findOrMakeForums(tx, fora);
	if (forumIds.length > 0)
		await tx
			.insert(recommendationForums)
			.values(forumIds.map((forumId, at) => ({ recommendationId, forumId, position: at + 1 })));
}

/** The recommendations of a publication by code, as `contentOf` has them; nobody else can change them meanwhile. */
async function readRecommendations(tx: Transaction, publicationId: number) {
	await tx
		.select({ id: recommendations.id })
		.from(recommendations)
		.where(eq(recommendations.publicationId, publicationId))
		.for('update');
	const here = await readCatalogueRecommendations(tx, publicationId);
	return new Map(
		[...here.values()].map((item) => [
			item.code,
			{ version: item.version, ...contentOf(item, item.position) }
		])
	);
}
