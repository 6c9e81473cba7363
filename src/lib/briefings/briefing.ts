import * as v from 'valibot';
import { optionalCalendarDate, type CalendarDate } from '../calendar.ts';
import { slug } from '../publications/publication.ts';
import { line, optionalLine } from '../text.ts';
import { defaultCitationStyle } from './citation-style.ts';

/** Where a briefing stands. Issuing freezes a version; work on the next one begins again as a draft. */
export const briefingStates = ['draft', 'in_review', 'issued'] as const;
export type BriefingState = (typeof briefingStates)[number];

export const briefingStateLabels: Record<BriefingState, string> = {
	draft: 'Draft',
	in_review: 'In review',
	issued: 'Issued'
};

/** What a block shows. `text` is free; the others are made from the tracker until the briefing is issued. */
export const blockKinds = [
	'position',
	'changes',
	'recommendation',
	'gaps',
	'method',
	'bibliography',
	'heading',
	'text'
] as const;
export type BlockKind = (typeof blockKinds)[number];

export const blockKindLabels: Record<BlockKind, string> = {
	position: 'Where it stands',
	changes: 'What changed',
	recommendation: 'Recommendation',
	gaps: 'Gaps',
	method: 'Method',
	bibliography: 'Sources',
	heading: 'Heading',
	text: 'Text'
};

/** What a briefing is written out as. */
export const exportFormats = ['docx', 'pdf', 'html', 'md'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportFormatLabels: Record<ExportFormat, string> = {
	docx: 'Word',
	pdf: 'PDF',
	html: 'Web page',
	md: 'Markdown'
};

export const mediaTypes: Record<ExportFormat, string> = {
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	html: 'text/html; charset=utf-8',
	md: 'text/markdown; charset=utf-8'
};

/** How far an export has come. */
export const exportStates = ['waiting', 'running', 'done', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];

const fields = {
	title: line(500, 'Give it a title.'),
	audience: optionalLine(500),
	periodFrom: optionalCalendarDate,
	periodTo: optionalCalendarDate,
	since: optionalCalendarDate,
	/** Key of a citation style. */
	citationStyle: v.optional(line(100, 'Choose a citation style.'), defaultCitationStyle)
};

type Period = { periodFrom: CalendarDate | null; periodTo: CalendarDate | null };
const isInOrder = ({ periodFrom, periodTo }: Period) => !periodFrom || !periodTo || periodFrom <= periodTo;
const order = 'The period ends before it begins.';

/** The fields that stand above the blocks. */
export const briefingSchema = v.pipe(
	v.object(fields),
	v.forward(v.partialCheck([['periodFrom'], ['periodTo']], isInOrder, order), ['periodTo'])
);
export type BriefingFields = v.InferOutput<typeof briefingSchema>;

/** Which publications a briefing is about, by slug; `withBlocks`: new ones bring a block for each recommendation. */
export const chosenPublicationsSchema = v.object({
	publications: v.pipe(
		v.array(slug),
		v.minLength(1, 'Choose at least one publication.'),
		v.maxLength(50, 'At most 50 publications.')
	),
	withBlocks: v.optional(v.boolean(), false)
});
export type ChosenPublications = v.InferOutput<typeof chosenPublicationsSchema>;

const refs = (most: number) =>
	v.optional(
		v.pipe(
			v.array(v.pipe(v.string(), v.regex(/^[^/]+\/[^/]+$/, 'Name it as publication/code.'))),
			v.maxLength(most)
		),
		[]
	);

/**
 * A new briefing. Of each publication it takes the recommendations and the themes that are named, or all where none is;
 * it begins with the blocks of the template, or with all that can be said.
 */
export const newBriefingSchema = v.pipe(
	v.object({
		...fields,
		publications: v.optional(v.pipe(v.array(slug), v.maxLength(50)), []),
		recommendations: refs(2000),
		themes: refs(500),
		templateId: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), null)
	}),
	v.forward(v.partialCheck([['periodFrom'], ['periodTo']], isInOrder, order), ['periodTo']),
	v.forward(
		v.check(
			(input) => input.publications.length + input.recommendations.length + input.themes.length > 0,
			'Choose at least one publication.'
		),
		['publications']
	)
);
export type NewBriefing = v.InferOutput<typeof newBriefingSchema>;
