import * as v from 'valibot';
import { forumNames } from '../forums/forum.ts';
import { documentSchema, lineOrNull, sectionKey } from '../publications/publication.ts';
import { line, optionalText, text } from '../text.ts';
import { horizons, kinds, type Kind } from './recommendation.ts';

// A publication with its recommendations as one JSON file: the way in and out for whole papers.

/** The code of a recommendation or theme, which lasts and stands in addresses: `C1`. */
export const code = v.pipe(
	v.string('Give it a code such as C1.'),
	v.regex(
		/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
		'A code has 1 to 32 letters, digits, dots, hyphens or underscores and begins with a letter or digit.'
	)
);

const list = <T extends v.GenericSchema<unknown>>(item: T, max: number) =>
	v.optional(
		v.pipe(v.array(item, 'This has to be a list.'), v.maxLength(max, `At most ${max} of them.`)),
		[]
	);

const textOrNull = (max: number) =>
	v.pipe(
		v.optional(v.nullable(optionalText(max)), null),
		v.transform((given) => given || null)
	);

export const themeSchema = v.object({
	code,
	title: line(500, 'A theme needs a title.'),
	summary: textOrNull(5000)
});
export type CatalogueTheme = v.InferOutput<typeof themeSchema>;

export const locatorSchema = v.object({
	/** Id of the publication's section. */
	section: v.optional(v.nullable(sectionKey), null),
	page: v.optional(
		v.nullable(
			v.pipe(v.number('Give the page as a number.'), v.integer(), v.minValue(1), v.maxValue(32_000))
		),
		null
	),
	/** A few words of the publication that stand there. */
	anchor: lineOrNull(300)
});

export const markersSchema = v.object({
	advance: list(text(2000, 'A marker is empty.'), 50),
	setback: list(text(2000, 'A marker is empty.'), 50)
});

const party = line(200, 'A name is empty.');

export const recommendationSchema = v.object({
	code,
	/** Code of its theme; needed only where the publication has several. */
	theme: v.optional(code),
	kind: v.optional(v.picklist(kinds, `Choose a kind: ${kinds.join(', ')}.`), 'recommendation' satisfies Kind),
	title: line(500, 'A recommendation needs a title.'),
	/** What is asked, in our own words; the title where not given. */
	statement: optionalText(10_000),
	rationale: textOrNull(10_000),
	/** Who is asked; the first leads unless `lead` names another. */
	addressees: list(party, 50),
	lead: v.optional(party),
	counterparts: list(party, 50),
	fora: v.optional(forumNames, []),
	horizon: v.optional(v.nullable(v.picklist(horizons, `Choose a horizon: ${horizons.join(', ')}.`)), null),
	locator: v.optional(v.nullable(locatorSchema), null),
	markers: v.optional(markersSchema, { advance: [], setback: [] }),
	/** Keys of the preconditions that it rests on. */
	conditions: list(line(80, 'A condition is empty.'), 50),
	weight: v.optional(
		v.pipe(
			v.number('Give the weight as a number.'),
			v.minValue(0, 'A weight cannot be negative.'),
			v.maxValue(1000, 'A weight is at most 1000.'),
			v.check((weight) => Math.abs(weight * 100 - Math.round(weight * 100)) < 1e-6, 'At most two decimals.')
		),
		1
	)
});
export type CatalogueRecommendation = Omit<v.InferOutput<typeof recommendationSchema>, 'theme' | 'lead'> & {
	theme: string;
	/** The addressee that answers for it; null where nobody is addressed. */
	lead: string | null;
};

export const catalogueSchema = v.object({
	document: documentSchema,
	/** What the recommendations serve together, in one sentence. */
	goal: textOrNull(2000),
	themes: list(themeSchema, 200),
	recommendations: v.pipe(
		v.array(recommendationSchema, 'A catalogue needs a list of recommendations.'),
		v.minLength(1, 'A catalogue needs at least one recommendation.'),
		v.maxLength(2000, 'At most 2000 recommendations.')
	)
});

export type Catalogue = Omit<v.InferOutput<typeof catalogueSchema>, 'recommendations'> & {
	recommendations: CatalogueRecommendation[];
};

/** The theme of recommendations of which the catalogue names none. */
const onlyTheme: CatalogueTheme = { code: 'all', title: 'Recommendations', summary: null };

/**
 * Fills in what the catalogue leaves to be understood: the one theme, themes named by code alone, the statement and
 * the lead. Says where a code is used twice or names nothing.
 */
export function settleCatalogue(read: v.InferOutput<typeof catalogueSchema>): {
	catalogue: Catalogue;
	faults: { path: string; message: string }[];
} {
	const faults: { path: string; message: string }[] = [];
	const named = [...new Set(read.recommendations.flatMap(({ theme }) => theme ?? []))];
	const needsOnly = read.themes.length === 0 && read.recommendations.some(({ theme }) => theme === undefined);
	const themes =
		read.themes.length > 0
			? read.themes
			: [...(needsOnly ? [onlyTheme] : []), ...named.map((code) => ({ code, title: code, summary: null }))];
	const known = new Set(themes.map((theme) => theme.code));
	for (const [kind, items] of [
		['themes', read.themes] as const,
		['recommendations', read.recommendations] as const
	])
		for (const [at, item] of items.entries())
			if (items.findIndex((other) => other.code === item.code) !== at)
				faults.push({ path: `${kind}[${at}].code`, message: `“${item.code}” is used twice.` });
	const recommendations = read.recommendations.map((item, at) => {
		const theme = item.theme ?? (themes.length === 1 || needsOnly ? themes[0]!.code : undefined);
		if (theme === undefined)
			faults.push({ path: `recommendations[${at}].theme`, message: 'Name its theme by code.' });
		else if (!known.has(theme))
			faults.push({ path: `recommendations[${at}].theme`, message: `There is no theme “${theme}”.` });
		if (item.lead !== undefined && !item.addressees.includes(item.lead))
			faults.push({
				path: `recommendations[${at}].lead`,
				message: `“${item.lead}” is not among the addressees.`
			});
		const lead = item.lead ?? item.addressees[0] ?? null;
		return { ...item, theme: theme ?? '', lead, statement: item.statement || item.title };
	});
	return { catalogue: { ...read, themes, recommendations }, faults };
}
