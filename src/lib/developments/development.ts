import * as v from 'valibot';
import { optionalCalendarDate } from '../calendar.ts';
import { cleanLine, distinctNames, line, listedName, optionalLine, optionalText } from '../text.ts';
import { namesAsMuch, parseOccurred, precisions } from './occurred.ts';

export { precisions, type Precision } from './occurred.ts';

/** The ladder, lowest rung first; `reversal` undoes and stands beside it. */
export const kinds = [
	'statement',
	'proposal',
	'formal_step',
	'decision',
	'resourcing',
	'in_operation',
	'outcome',
	'reversal'
] as const;
export type Kind = (typeof kinds)[number];

export const kindLabels: Record<Kind, string> = {
	statement: 'Statement',
	proposal: 'Proposal',
	formal_step: 'Formal step',
	decision: 'Decision',
	resourcing: 'Resourcing',
	in_operation: 'In operation',
	outcome: 'Outcome',
	reversal: 'Reversal'
};

export const kindMeanings: Record<Kind, string> = {
	statement: 'somebody says something',
	proposal: 'something is put forward',
	formal_step: 'a meeting, a vote, a filing: a procedure moves',
	decision: 'something binding is adopted',
	resourcing: 'money, people or mandates are committed',
	in_operation: 'it works in practice',
	outcome: 'its effect can be seen',
	reversal: 'an earlier step is undone'
};

export const sourceKinds = ['official', 'news', 'research', 'legal', 'state_controlled', 'other'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceKindLabels: Record<SourceKind, string> = {
	official: 'Official',
	news: 'News',
	research: 'Research',
	legal: 'Legal text',
	state_controlled: 'State-controlled media',
	other: 'Other'
};

/** Admiralty reliability of a source. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

export const reliabilityMeanings: Record<Reliability, string> = {
	A: 'completely reliable',
	B: 'usually reliable',
	C: 'fairly reliable',
	D: 'not usually reliable',
	E: 'unreliable',
	F: 'reliability cannot be judged'
};

/** Admiralty credibility of a development. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof credibilities)[number];

export const credibilityMeanings: Record<Credibility, string> = {
	1: 'confirmed by other sources',
	2: 'probably true',
	3: 'possibly true',
	4: 'doubtful',
	5: 'improbable',
	6: 'truth cannot be judged'
};

/** How the words of a source came here: typed or pasted by somebody, or captured from its address. */
export const textOrigins = ['pasted', 'captured'] as const;
export type TextOrigin = (typeof textOrigins)[number];

/** UTF-16 code units that the kept text of a source may have. */
export const longestText = 500_000;

const optionalChoice = <const T extends readonly string[]>(choices: T, message: string) =>
	v.optional(v.nullable(v.picklist(choices, message)), null);

/** An http or https address, or nothing; then null. */
const optionalAddress = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.transform(cleanLine),
			v.maxLength(2000, 'Too long: at most 2000 characters.'),
			v.check(
				(address) => address === '' || isWebAddress(address),
				'Give an address that begins with http:// or https://.'
			),
			v.transform((address) => (address === '' ? null : address))
		)
	),
	null
);

function isWebAddress(address: string): boolean {
	const parsed = URL.parse(address);
	return parsed !== null && /^https?:\/\//i.test(address) && address.isWellFormed();
}

/** A tag of a language as the rest of the web names it, or nothing; then null. */
const optionalLanguage = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.trim(),
			v.check(
				(tag) => tag === '' || /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag),
				'Give the code of a language, such as en, ru or pt-BR.'
			),
			v.maxLength(35, 'Too long: at most 35 characters.'),
			v.transform((tag) => (tag === '' ? null : tag))
		)
	),
	null
);

const names = (most: number, message: string) =>
	v.optional(
		v.pipe(
			v.array(listedName(100, 'A name is empty.'), 'Give the names as a list.'),
			v.maxLength(most, message),
			v.transform(distinctNames)
		),
		[]
	);

const noSuchDate = 'There is no such date. Write 2022-03-04, March 2022 or 2022.';

/** What is asked of whoever logs a development: by form, file or API. */
export const developmentSchema = v.pipe(
	v.object({
		/** Stable id in the tool or file that it comes from. */
		externalId: v.optional(v.nullable(listedName(200, 'The external id is empty.')), null),
		/** `2022-03-04`, `2022-03` or `2022`; words such as `March 2022` are understood. */
		occurredOn: v.pipe(
			v.string('Say when it happened.'),
			v.trim(),
			v.check(
				(text) => parseOccurred(text) !== undefined,
				({ input }) => (input === '' ? 'Say when it happened.' : noSuchDate)
			)
		),
		/** How exactly that is known; read from the date where it is not given. */
		occurredPrecision: optionalChoice(precisions, 'Choose day, month or year.'),
		publishedOn: optionalCalendarDate,
		accessedOn: optionalCalendarDate,
		kind: v.picklist(kinds, ({ input }) =>
			input ? `Choose a kind: ${kinds.join(', ')}.` : 'Choose a kind.'
		),
		title: line(500, 'Give it a title.'),
		summary: optionalText(20000),
		/** Name of the outlet or body that reports; made where it is not known yet. */
		source: line(300, 'Name the source.'),
		/** Kind of source; the known source's own where it is not given. */
		sourceKind: optionalChoice(sourceKinds, `Choose a kind of source: ${sourceKinds.join(', ')}.`),
		/** Reliability A-F; the known source's own where it is not given, F for a new one. */
		sourceReliability: optionalChoice(reliabilities, 'Choose a reliability from A to F.'),
		sourceTitle: optionalLine(1000),
		sourceUrl: optionalAddress,
		/** Address of a copy of that text that is kept elsewhere, for sources that may vanish. */
		archivedUrl: optionalAddress,
		/** Who wrote that text: `Family, Given; Family, Given`, or a body's name. */
		sourceAuthor: optionalLine(500),
		/** BCP 47 tag of that text's language. */
		sourceLanguage: optionalLanguage,
		credibility: v.optional(v.picklist(credibilities, 'Choose a credibility from 1 to 6.'), 6),
		actors: names(50, 'At most 50 actors.'),
		forums: names(20, 'At most 20 forums.')
	}),
	v.forward(
		v.check(
			({ occurredOn, occurredPrecision }) => !occurredPrecision || namesAsMuch(occurredOn, occurredPrecision),
			({ input }) =>
				`This names no ${input.occurredPrecision}, though it is said to be known to the ${input.occurredPrecision}.`
		),
		['occurredOn']
	),
	v.transform(({ occurredOn, occurredPrecision, ...rest }) => {
		const occurred = parseOccurred(occurredOn, occurredPrecision ?? undefined)!;
		return { ...rest, occurredOn: occurred.on, occurredPrecision: occurred.precision };
	})
);
export type DevelopmentInput = v.InferOutput<typeof developmentSchema>;
