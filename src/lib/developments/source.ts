import * as v from 'valibot';
import { listedName, optionalLine, optionalText, distinctNames, line } from '../text.ts';
import { reliabilities, sourceKinds, type Reliability, type SourceKind } from './development.ts';

/** A source in the register. */
export type RegisteredSource = {
	id: number;
	name: string;
	kind: SourceKind;
	reliability: Reliability;
	owner: string;
	/** Reports about its own doings. */
	speaksAboutItself: boolean;
	aliases: string[];
	/** Developments that it reports, hidden ones left out; counted up to `countedUpTo`. */
	developments: number;
	/** The day of the latest of them. */
	lastOn: string | null;
	createdAt: Date;
};

/** Developments of a source are counted no further than this: beyond it "1,000 or more" says enough. */
export const countedUpTo = 1_000;

export const mostAliases = 50;

/** What is asked of whoever keeps a source in the register. */
export const sourceSchema = v.object({
	name: line(300, 'Name the source.'),
	kind: v.picklist(sourceKinds, `Choose a kind: ${sourceKinds.join(', ')}.`),
	reliability: v.picklist(reliabilities, `Choose a reliability: ${reliabilities.join(', ')}.`),
	/** Who owns or funds it. */
	owner: optionalLine(300),
	speaksAboutItself: v.optional(v.boolean(), false),
	note: optionalText(5000),
	/** Other names by which it is found. */
	aliases: v.optional(
		v.pipe(
			v.array(listedName(300, 'A name is empty.'), 'Give the names as a list.'),
			v.maxLength(mostAliases, `At most ${mostAliases} other names.`),
			v.transform(distinctNames)
		),
		[]
	)
});
export type SourceInput = v.InferOutput<typeof sourceSchema>;

/** What the register is filtered by; undefined for all. */
export type SourceFilter = {
	q?: string | undefined;
	kind?: SourceKind | undefined;
	reliability?: Reliability | undefined;
	/** Only those that speak about themselves. */
	speaksAboutItself?: boolean;
};

/** The filter in an address; what it does not know is left out. */
export function readSourceFilter(params: URLSearchParams): SourceFilter {
	const one = <T extends string>(name: string, choices: readonly T[]) =>
		choices.find((choice) => choice === params.get(name));
	return {
		q: params.get('q')?.trim().slice(0, 200) || undefined,
		kind: one('kind', sourceKinds),
		reliability: one('reliability', reliabilities),
		speaksAboutItself: params.has('about-itself')
	};
}
