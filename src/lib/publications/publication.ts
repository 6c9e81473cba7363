import * as v from 'valibot';
import { line, optionalLine } from '../text.ts';

/** How a coding becomes evidence. */
export const codingRules = ['single', 'reviewed', 'double_blind'] as const;
export type CodingRule = (typeof codingRules)[number];

export const codingRuleLabels: Record<CodingRule, string> = {
	single: 'Single',
	reviewed: 'Reviewed',
	double_blind: 'Double-blind'
};

export const codingRuleMeanings: Record<CodingRule, string> = {
	single: 'a coding is adopted at once',
	reviewed: 'an editor adopts each coding',
	double_blind: 'two coders, neither sees the other’s until both are in; what they agree on is adopted'
};

/** How a publication is coded: by which rule, and how long an assignment lasts. */
export const codingRuleSchema = v.object({
	codingRule: v.picklist(codingRules, 'Choose a rule: single, reviewed or double-blind.'),
	/** After how many days work that nobody finished returns to the pool. */
	assignmentDays: v.pipe(
		v.number('Give the days as a whole number from 1 to 365.'),
		v.integer('Give the days as a whole number from 1 to 365.'),
		v.minValue(1, 'Give the days as a whole number from 1 to 365.'),
		v.maxValue(365, 'Give the days as a whole number from 1 to 365.')
	)
});
/** Either of them, or both. */
export const publicationPatch = v.partial(codingRuleSchema);
export type CodingRuleInput = v.InferOutput<typeof codingRuleSchema>;

/** How a publication is named in addresses and codes: `romano-2021`. */
export const slug = v.pipe(
	line(80, 'Give it a short name such as romano-2021.'),
	v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use small letters, digits and single hyphens, such as romano-2021.')
);

/** A line that may be absent or empty; then null. */
export const lineOrNull = (max: number) =>
	v.pipe(
		optionalLine(max),
		v.transform((text) => text || null)
	);

const pageNumber = v.optional(
	v.nullable(v.pipe(v.number('Give a page as a number.'), v.integer(), v.minValue(1), v.maxValue(32_000))),
	null
);

/** The key of a heading, as locators call it: `4`, `conclusions`. */
export const sectionKey = line(80, 'A section needs an id.');

export const sectionSchema = v.object({
	id: sectionKey,
	title: line(500, 'A section needs a title.'),
	/** First page. */
	page: pageNumber
});

/** A paper that recommends, as a catalogue describes it. */
export const documentSchema = v.object({
	slug,
	title: line(500, 'Give the title of the publication.'),
	/** In the order of the title page. */
	authors: v.optional(v.pipe(v.array(line(200, 'An author needs a name.')), v.maxLength(100)), []),
	affiliation: lineOrNull(500),
	year: v.optional(
		v.nullable(
			v.pipe(v.number('Give the year as a number.'), v.integer(), v.minValue(1000), v.maxValue(2999))
		),
		null
	),
	/** BCP 47 tag. */
	language: v.optional(
		v.pipe(
			v.string(),
			v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'Give the language as a tag such as en or pt-BR.')
		),
		'en'
	),
	/** Number of pages. */
	pages: pageNumber,
	/** Where the paper itself can be read. */
	url: v.optional(
		v.nullable(
			v.pipe(
				line(2000, 'Give an address that begins with http:// or https://.'),
				v.check(isWebAddress, 'Give an address that begins with http:// or https://.')
			)
		),
		null
	),
	/** After how many months without an assessment a recommendation is stale; left as it is where not given. */
	stale_after_months: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(120))),
	sections: v.optional(
		v.pipe(
			v.array(sectionSchema),
			v.maxLength(500, 'At most 500 sections.'),
			v.check(
				(sections) => new Set(sections.map((section) => section.id)).size === sections.length,
				'Two sections have the same id.'
			)
		),
		[]
	)
});
export type PublicationDocument = v.InferOutput<typeof documentSchema>;

function isWebAddress(text: string): boolean {
	return /^https?:\/\//i.test(text) && URL.canParse(text);
}

/** "Romano (2021)", "Romano and others (2021)"; the title where nobody signs. */
export function citeShortly({
	title,
	authors,
	year
}: Pick<PublicationDocument, 'title' | 'authors' | 'year'>): string {
	const [first, second] = authors.map((name) => name.split(/\s+/).at(-1)!);
	const who =
		authors.length > 2 ? `${first} and others` : second ? `${first} and ${second}` : (first ?? title);
	return year === null ? who : `${who} (${year})`;
}
