import type { CalendarDate } from '../calendar.ts';
import type { Period } from '../charts/chart.ts';
import type { Kind, Precision, Reliability, SourceKind } from '../developments/development.ts';
import type { Effect } from '../evidence/evidence.ts';
import type { EvidenceCounts } from '../progress/counts.ts';
import type { ReversalMark } from '../progress/recommendation-chart.ts';
import type { Judgement } from '../progress/standing.ts';
import type { Kind as RecommendationKind } from '../recommendations/recommendation.ts';
import type { BlockKind } from './briefing.ts';

// Everything that a briefing is made from, as plain JSON: gathered at one moment, kept with the issue, and enough to make
// the same document again when the tracker has moved on.

export type RationaledJudgement = Judgement & { rationale: string };

export type RecommendationInput = {
	id: number;
	publication: string;
	code: string;
	kind: RecommendationKind;
	theme: string;
	themeTitle: string;
	title: string;
	statement: string;
	weight: number;
	staleAfterMonths: number;
	/** Where the paper says it. */
	page: number | null;
	/** In the order of assessedOn, then id. */
	judgements: RationaledJudgement[];
	/** Quarters that its chart shows, with evidence by effect: see `chart-reach.ts`. */
	periods: (Period & { evidence: EvidenceCounts })[];
	reversals: ReversalMark[];
	/** New evidence since the briefing looks back, whether or not it is shown. */
	newEvidence: EvidenceCounts;
	lastOccurredOn: CalendarDate | null;
};

export type PublicationInput = {
	id: number;
	slug: string;
	title: string;
	authors: string[];
	affiliation: string | null;
	year: number | null;
	url: string | null;
	language: string;
	staleAfterMonths: number;
};

/** What a footnote needs of a development. */
export type CitedInput = {
	developmentId: number;
	title: string;
	occurredOn: CalendarDate;
	occurredPrecision: Precision;
	source: string;
	sourceKind: SourceKind;
	sourceTitle: string;
	sourceUrl: string | null;
	publishedOn: CalendarDate | null;
	accessedOn: CalendarDate | null;
	/** Where a copy is kept; null where none is. */
	archivedUrl: string | null;
	/** Who wrote the text: `Family, Given; Family, Given`, or a body's name; '' where nobody said. */
	sourceAuthor?: string;
	/** BCP 47 tag of its language; null where nobody said. */
	sourceLanguage?: string | null;
};

/** A development that is evidence for a recommendation, with what a reader and a footnote need of it. */
export type EvidenceInput = CitedInput & {
	recommendationId: number;
	effect: Effect;
	rationale: string;
	kind: Kind;
	summary: string;
	credibility: number;
	reliability: Reliability;
	/** Effects of the same development on the other recommendations of the briefing's publications. */
	elsewhere: Effect[];
};

export type BlockInput = {
	id: number;
	kind: BlockKind;
	recommendationId: number | null;
	choices: unknown;
	text: string;
};

export type BriefingInputs = {
	briefing: {
		title: string;
		audience: string;
		locale: string;
		citationStyle: string;
		period: { from: CalendarDate | null; to: CalendarDate | null };
		/** What changed is reckoned from the end of this day. */
		since: CalendarDate | null;
	};
	/** The last day that counts; and the moment (ISO 8601, UTC) up to which records count. */
	asOf: { on: CalendarDate; recordedBy: string };
	publications: PublicationInput[];
	/** Every recommendation that the briefing is about, in the order of the publications. */
	recommendations: RecommendationInput[];
	/** Candidates for the blocks of recommendations. */
	evidence: EvidenceInput[];
	/** Developments that free text or the list of reversals cites. */
	cited: CitedInput[];
	blocks: BlockInput[];
	/** The citation style itself (a .csl file) where it is none of ours. */
	csl?: string;
	issue: { number: number; issuedOn: CalendarDate; issuedBy: string } | null;
};
