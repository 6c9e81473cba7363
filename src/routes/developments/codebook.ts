import type { CodingRule } from '#lib/publications/publication.ts';
import type { MarkerDirection } from '#lib/recommendations/recommendation.ts';

/** A recommendation that can be coded: `romano-2021/C1`, with what to look for. */
export type CodebookEntry = {
	ref: string;
	code: string;
	title: string;
	/** Its theme, with the publication where there are several. */
	group: string;
	/** How its publication is coded. */
	rule: CodingRule;
	markers: { id: number; direction: MarkerDirection; text: string }[];
};
export type Codebook = CodebookEntry[];
