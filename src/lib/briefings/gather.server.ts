import { sql } from 'drizzle-orm';
import { addDays, today, type CalendarDate } from '../calendar.ts';
import { countByPeriodOfEach } from '../progress/evidence-counts.server.ts';
import { listLastOccurred } from '../progress/latest.server.ts';
import { idsOf, listMembers } from '../progress/members.server.ts';
import { noEvidence } from '../progress/counts.ts';
import { periodsOf } from '../progress/series.ts';
import { wholeView, type View } from '../progress/view.ts';
import type { Database, Reader } from '../server/database.ts';
import { isShippedStyle } from './citation-style.ts';
import { findCitationStyle } from './citation-styles.server.ts';
import { chartsFrom } from './chart-reach.ts';
import { gatherCandidates } from './candidates.server.ts';
import type { BlockInput, BriefingInputs, PublicationInput, RecommendationInput } from './inputs.ts';
import { countNewEvidence, gatherParticulars, gatherReversals } from './particulars.server.ts';
import { citedIn } from './markdown-nodes.ts';
import { gatherCited } from './cited.server.ts';
import { getBriefing, listBlocks, listPublicationsOf, type Block, type Briefing } from './queries.server.ts';

/**
 * Everything that a briefing is made from, as it stands at this moment: one snapshot of the database, and a number of
 * statements that depends on how many publications it is about and on nothing else.
 * @throws NotFound where there is no such briefing.
 */
export function gatherInputs(
	db: Database,
	briefingId: number,
	now: Date = new Date()
): Promise<BriefingInputs> {
	return db.transaction((tx) => gather(tx, briefingId, now), {
		isolationLevel: 'repeatable read',
		accessMode: 'read only'
	});
}

/** As `gatherInputs`, within a transaction that sees one snapshot already. */
export async function gather(db: Reader, briefingId: number, now: Date): Promise<BriefingInputs> {
	const briefing = await getBriefing(db, briefingId);
	const [publications, blocks] = await Promise.all([
		listPublicationsOf(db, briefingId),
		listBlocks(db, briefingId)
	]);
	const on = lastDay(briefing, now);
	const lookingBack = briefing.since ?? (briefing.periodFrom && addDays(briefing.periodFrom, -1));
	const recommendations: RecommendationInput[] = [];
	for (const publication of publications)
		recommendations.push(...(await recommendationsOf(db, publication, briefing, on, lookingBack)));
	return {
		briefing: {
			title: briefing.title,
			audience: briefing.audience,
			locale: briefing.locale,
			citationStyle: briefing.citationStyle,
			period: { from: briefing.periodFrom, to: briefing.periodTo },
			since: lookingBack
		},
		asOf: { on, recordedBy: now.toISOString() },
		publications,
		recommendations,
		evidence: await gatherCandidates(db, blocks, { from: briefing.periodFrom, to: on }),
		cited: await gatherCited(db, citedBy(blocks, recommendations, lookingBack)),
		blocks: blocks.map(({ id, kind, recommendationId, choices, text }): BlockInput => ({
			id,
			kind,
			recommendationId,
			choices,
			text
		})),
		...(await ownStyleOf(db, briefing.citationStyle)),
		issue: null
	};
}

/** A style that was added is an input; one that comes with the product is known by its key. */
async function ownStyleOf(db: Reader, key: string): Promise<Pick<BriefingInputs, 'csl'>> {
	const csl = isShippedStyle(key) ? undefined : await findCitationStyle(db, key);
	return csl === undefined ? {} : { csl };
}

/** Ids of the developments that the blocks cite beside their evidence: in free text, and as reversals. */
function citedBy(
	blocks: readonly Block[],
	recommendations: readonly RecommendationInput[],
	since: CalendarDate | null
): number[] {
	const inText = blocks.flatMap(({ kind, text }) => (kind === 'text' ? citedIn(text) : []));
	const named = inText.flatMap((key) => (key.startsWith('development-') ? [Number(key.slice(12))] : []));
	if (!since || !blocks.some(({ kind }) => kind === 'changes')) return [...new Set(named)];
	const reversed = recommendations.flatMap(({ reversals }) =>
		reversals.filter(({ occurredOn }) => occurredOn > since).map(({ id }) => id)
	);
	return [...new Set([...named, ...reversed])];
}

/** The last day that counts: the end of the period, but never a day to come. */
function lastDay({ periodTo }: Briefing, now: Date): CalendarDate {
	const current = today(now);
	return periodTo && periodTo < current ? periodTo : current;
}

async function recommendationsOf(
	db: Reader,
	publication: PublicationInput,
	briefing: Briefing,
	on: CalendarDate,
	since: CalendarDate | null
): Promise<RecommendationInput[]> {
	const slice = { publication: publication.slug };
	const from = chartsFrom({ from: briefing.periodFrom }, publication, on);
	const view: View = { ...wholeView, from, asOf: on };
	const ids = sql`${idsOf(db, slice)}`;
	const members = await listMembers(db, slice, view);
	const counted = await countByPeriodOfEach(db, ids, view);
	const particulars = await gatherParticulars(db, publication.id);
	const reversals = await gatherReversals(db, publication.id, { from, to: on });
	const fresh = since ? await countNewEvidence(db, publication.id, since, on) : new Map();
	const last = await listLastOccurred(db, slice, view);
	return members.map((member): RecommendationInput => {
		const own = counted.get(member.id) ?? [];
		const { statement, page, rationales } = particulars.get(member.id)!;
		const evidenceIn = new Map(own.map(({ start, counts }) => [start, counts]));
		return {
			id: member.id,
			publication: publication.slug,
			code: member.code,
			kind: member.kind,
			theme: member.theme,
			themeTitle: member.themeTitle,
			title: member.title,
			statement,
			weight: member.weight,
			staleAfterMonths: member.staleAfterMonths,
			page,
			judgements: member.judgements
				.filter(({ assessedOn }) => assessedOn <= on)
				.map((judgement) => ({ ...judgement, rationale: rationales.get(judgement.id) ?? '' })),
			periods: periodsOf(view, [member], own).map((period) => ({
				...period,
				evidence: evidenceIn.get(period.from) ?? noEvidence
			})),
			reversals: reversals.get(member.id) ?? [],
			newEvidence: fresh.get(member.id) ?? noEvidence,
			lastOccurredOn: last.get(member.id) ?? null
		};
	});
}
