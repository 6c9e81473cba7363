import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { documentOf } from '#lib/briefings/compose.ts';
import { gatherInputs } from '#lib/briefings/gather.server.ts';
import { briefingBlocks, briefingPublications, briefings } from '#lib/briefings/table.server.ts';
import { hideDevelopment, restoreDevelopment } from '#lib/developments/commands.server.ts';
import { NotFound } from '#lib/errors.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { publications } from '#lib/publications/table.server.ts';
import { listRecommendations } from '#lib/recommendations/queries.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
await loadSample(db);
const analyst = await makeActor(db, 'analyst');
const paper = { publication: 'romano-2021' };
const recommendations = await listRecommendations(db, paper);
const [romano] = await db.select().from(publications).where(eq(publications.slug, paper.publication));

type NewBlock = Partial<typeof briefingBlocks.$inferInsert>;

async function aBriefing(reach: Partial<typeof briefings.$inferInsert>, blocks: NewBlock[]): Promise<number> {
	const [row] = await db
		.insert(briefings)
		.values({ title: 'Note', createdBy: analyst.id, ...reach })
		.returning({ id: briefings.id });
	const briefingId = row!.id;
	await db.insert(briefingPublications).values({ briefingId, publicationId: romano!.id, position: 1 });
	await db.insert(briefingBlocks).values(
		blocks.map((block, at) => ({
			briefingId,
			kind: 'text' as const,
			position: (at + 1) * 1000,
			updatedBy: analyst.id,
			...block
		}))
	);
	return briefingId;
}

const rows = (name: string): Record<string, string>[] =>
	parse(readFileSync(new URL(`../../src/lib/exchange/sample/${name}.csv`, import.meta.url)), {
		columns: true,
		bom: true
	});

test('a briefing on all 26 items gathers what the files hold, up to its last day', async () => {
	const id = await aBriefing(
		{ periodFrom: '2021-01-01', periodTo: '2022-12-31', since: '2022-06-30' },
		recommendations.map(({ id: recommendationId }) => ({ kind: 'recommendation', recommendationId }))
	);
	const inputs = await gatherInputs(db, id);
	expect(inputs.asOf.on).toBe('2022-12-31');
	expect(inputs.recommendations.map(({ code }) => code)).toEqual(recommendations.map(({ code }) => code));

	const on = new Map(rows('developments').map((row) => [row['id']!, row['occurred_on']!]));
	const ofC1 = rows('evidence').filter((row) => row['recommendation_code'] === 'C1');
	const [c1] = inputs.recommendations.filter(({ code }) => code === 'C1');
	const fresh = ofC1.filter((row) => {
		const day = on.get(row['development_id']!)!;
		return day > '2022-06-30' && day <= '2022-12-31';
	});
	expect(Object.values(c1!.newEvidence).reduce((a, b) => a + b, 0)).toBe(fresh.length);
	const judged = rows('assessments').filter(
		(row) => row['recommendation_code'] === 'C1' && row['as_of']! <= '2022-12-31'
	);
	expect(c1!.judgements.map(({ rationale }) => rationale).sort()).toEqual(
		judged.map((row) => row['rationale']!).sort()
	);
	const shown = inputs.evidence.filter(({ recommendationId }) => recommendationId === c1!.id);
	const within = ofC1.filter((row) => {
		const day = on.get(row['development_id']!)!;
		return day >= '2021-01-01' && day <= '2022-12-31';
	});
	expect(shown).toHaveLength(within.length);
	const document = documentOf(inputs);
	expect(document.sections).toHaveLength(26);
	expect(document.notes.length).toBeGreaterThan(26);
});

test('an empty period still makes a document, and says that there is nothing', async () => {
	const id = await aBriefing({ periodFrom: '1950-01-01', periodTo: '1950-12-31' }, [
		{ kind: 'position' },
		{ kind: 'changes' },
		{ kind: 'recommendation', recommendationId: recommendations[0]!.id },
		{ kind: 'gaps' }
	]);
	const text = JSON.stringify(documentOf(await gatherInputs(db, id)));
	expect(text).toContain('None of 26 has been assessed yet');
	expect(text).toContain('Nothing changed');
	expect(text).toContain('No development has been coded against it in this period.');
});

test('choices reach the candidates, and what is pinned is there whatever they say', async () => {
	const recommendationId = recommendations.find(({ code }) => code === 'C1')!.id;
	const all = await gatherInputs(db, await aBriefing({}, [{ kind: 'recommendation', recommendationId }]));
	const down = all.evidence.find(({ effect }) => effect < 0)!;
	const choices = { direction: 'advances', pinned: [down.developmentId] };
	const id = await aBriefing({}, [{ kind: 'recommendation', recommendationId, choices }]);
	const { evidence } = await gatherInputs(db, id);
	expect(evidence.filter(({ effect }) => effect <= 0).map(({ developmentId }) => developmentId)).toEqual([
		down.developmentId
	]);
});

test('what free text cites is found, and hidden developments are not', async () => {
	const all = await gatherInputs(
		db,
		await aBriefing({}, [{ kind: 'text', text: 'No more [@development-1; @development-2].' }])
	);
	expect(all.evidence).toEqual([]);
	expect(all.cited.map(({ developmentId }) => developmentId)).toEqual([1, 2]);
	await inTransaction(db, (tx) => hideDevelopment(tx, analyst, 2));
	const id = await aBriefing({}, [
		{ kind: 'text', text: '[@development-1], [@development-2], [@development-999999999999]' }
	]);
	expect((await gatherInputs(db, id)).cited.map(({ developmentId }) => developmentId)).toEqual([1]);
	await inTransaction(db, (tx) => restoreDevelopment(tx, analyst, 2));
});

test('there is no briefing where there is none', async () => {
	await expect(gatherInputs(db, 999_999)).rejects.toThrow(NotFound);
});
