import * as v from 'valibot';
import { confidences, levels, trajectories } from '#lib/assessments/assessment.ts';
import {
	credibilities,
	kinds as developmentKinds,
	precisions,
	reliabilities,
	sourceKinds
} from '#lib/developments/development.ts';
import { codingStates, effects } from '#lib/evidence/evidence.ts';
import { codingRules } from '#lib/publications/publication.ts';
import {
	horizons,
	kinds as recommendationKinds,
	markerDirections,
	partyRoles
} from '#lib/recommendations/recommendation.ts';

/*
 * The answers of the API. The description of the API is made from these, and a test holds real answers against them;
 * `v.strictObject` so that nothing goes out that is not described.
 */

export const told = <S extends v.GenericSchema>(schema: S, description: string) =>
	v.pipe(schema, v.description(description));
export const orNull = <S extends v.GenericSchema>(schema: S) => v.nullable(schema);
export const id = v.pipe(v.number(), v.integer());
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const day = v.pipe(v.string(), v.isoDate());
export const moment = v.pipe(v.string(), v.isoTimestamp());
export const effect = told(
	v.picklist(effects),
	'−2 strongly sets back, −1 sets back, 0 context, 1 advances, 2 strongly advances.'
);
export const level = told(
	orNull(v.picklist(levels)),
	'0 not initiated, 1 minimal, 2 intermediate, 3 complete; null = not assessed, which never counts as 0.'
);

export const listOf = <Name extends string, S extends v.GenericSchema>(name: Name, one: S) =>
	v.strictObject({ [name]: v.array(one) } as Record<Name, v.ArraySchema<S, undefined>>);

const publicationEntries = {
	slug: told(v.string(), 'How the publication is named in addresses. Lasts.'),
	title: v.string(),
	authors: v.array(v.string()),
	affiliation: orNull(v.string()),
	year: orNull(id),
	language: told(v.string(), 'BCP 47 tag of its text.'),
	pages: told(orNull(count), 'Number of pages.'),
	url: told(orNull(v.string()), 'Where it can be read.'),
	goal: told(orNull(v.string()), 'What its recommendations serve together.'),
	staleAfterMonths: told(count, 'After how many months without an assessment a recommendation is stale.'),
	codingRule: told(
		v.picklist(codingRules),
		'single = a coding is adopted at once; reviewed = an editor adopts it; double_blind = two coders, neither sees the other’s until both are in.'
	),
	assignmentDays: told(count, 'After how many days an assignment that nobody finished returns to the pool.'),
	isSample: told(v.boolean(), 'Came with the shipped sample.')
};
export const publicationSummary = v.strictObject(publicationEntries);
export const publication = v.strictObject({
	...publicationEntries,
	sections: v.array(v.strictObject({ key: v.string(), title: v.string(), page: orNull(count) })),
	themes: v.array(v.strictObject({ code: v.string(), title: v.string(), summary: v.string() }))
});

const recommendationEntries = {
	publication: v.string(),
	code: told(v.string(), 'Code within the publication; publication/code names it everywhere.'),
	kind: v.picklist(recommendationKinds),
	theme: v.strictObject({ code: v.string(), title: v.string() }),
	title: v.string(),
	statement: v.string(),
	weight: told(v.number(), 'Share in the weighted index.'),
	horizon: orNull(v.picklist(horizons)),
	version: told(count, 'Version of the wording in force.')
};
export const recommendationSummary = v.strictObject(recommendationEntries);
export const recommendation = v.strictObject({
	...recommendationEntries,
	rationale: v.string(),
	conditions: v.array(v.string()),
	staleAfterMonths: count,
	locator: v.strictObject({
		section: orNull(v.string()),
		sectionTitle: orNull(v.string()),
		page: orNull(count),
		anchor: told(orNull(v.string()), 'A few words by which the place is found.')
	}),
	parties: v.array(v.strictObject({ role: v.picklist(partyRoles), name: v.string(), isLead: v.boolean() })),
	forums: v.array(v.string()),
	markers: told(
		v.array(v.strictObject({ id, direction: v.picklist(markerDirections), text: v.string() })),
		'Observable signs of advance or setback: the codebook.'
	)
});

const developmentEntries = {
	id,
	externalId: told(
		orNull(v.string()),
		'Stable id in the tool or file that it came from. The same one is taken once.'
	),
	occurredOn: told(day, 'When it happened. A month stands on its 1st, a year on its 1 July.'),
	occurredPrecision: told(v.picklist(precisions), 'How exactly that is known.'),
	publishedOn: orNull(day),
	accessedOn: orNull(day),
	recordedAt: told(moment, 'When it was logged here.'),
	kind: told(
		v.picklist(developmentKinds),
		'Rung on the ladder from statement to outcome; reversal stands beside it.'
	),
	title: v.string(),
	summary: v.string(),
	source: told(v.string(), 'Outlet or body that reports.'),
	sourceKind: v.picklist(sourceKinds),
	sourceReliability: told(
		v.picklist(reliabilities),
		'Admiralty: A completely reliable … E unreliable, F cannot be judged.'
	),
	sourceTitle: v.string(),
	sourceUrl: orNull(v.string()),
	credibility: told(v.picklist(credibilities), 'Admiralty: 1 confirmed … 5 improbable, 6 cannot be judged.'),
	actors: v.array(v.string()),
	forums: v.array(v.string()),
	evidence: told(
		v.array(v.strictObject({ publication: v.string(), code: v.string(), effect })),
		'Adopted effects, in the order of the publication.'
	),
	version: told(count, 'Counts edits; an edit names the version that it read.'),
	isSample: v.boolean()
};
export const developmentSummary = v.strictObject(developmentEntries);
export const developmentPage = v.strictObject({
	developments: v.array(developmentSummary),
	next: told(
		orNull(v.string()),
		'Address of the page that follows; null on the last. Also sent as a Link header.'
	),
	found: told(orNull(count), 'How many the words found, at most the newest 1,000; null without q.'),
	similar: told(
		v.array(developmentSummary),
		'Titles like the words, where these found next to nothing: slips of typing.'
	)
});

export const state = told(
	v.picklist(codingStates),
	'draft = yours alone; submitted = in, not decided; adopted = it counts; disputed = coders disagree, an editor adjudicates; rejected = overruled.'
);
export const coding = v.strictObject({
	id,
	publication: v.string(),
	code: v.string(),
	effect,
	rationale: v.string(),
	coder: v.string(),
	marker: told(
		orNull(v.strictObject({ id, text: v.string() })),
		'The progress marker that it speaks to, if any.'
	),
	quote: told(v.string(), 'The words of the source that it rests on, if any.'),
	state,
	isEvidence: told(v.boolean(), 'The evidence in force rests on it.'),
	isBlind: told(v.boolean(), 'Made while the other coder’s was hidden.'),
	isAdjudication: told(v.boolean(), 'Written by the editor who adjudicated.'),
	isRevealed: told(
		v.boolean(),
		'Whether others see it; false for your drafts, and while yours waits for a second coder.'
	),
	decided: told(
		orNull(v.strictObject({ by: orNull(v.string()), at: moment, reason: v.string() })),
		'Who brought it to its state, when and why; null where it was submitted and nothing more.'
	),
	recordedAt: moment,
	isOlderWording: told(v.boolean(), 'The wording that was coded is no longer in force.')
});
export const development = v.strictObject({
	...developmentEntries,
	archivedUrl: told(orNull(v.string()), 'Where a copy of the text at the source is kept.'),
	sourceAuthor: told(v.string(), 'Who wrote it: “Family, Given; Family, Given”, or the name of a body.'),
	sourceLanguage: told(orNull(v.string()), 'BCP 47 tag of its language.'),
	recordedBy: v.string(),
	updatedAt: moment,
	hiddenAt: told(orNull(moment), 'Hidden from every list and chart since; only who may restore it sees it.'),
	codings: told(v.array(coding), 'Every analyst’s judgement in force.')
});
export const assessment = v.strictObject({
	id,
	publication: v.string(),
	code: v.string(),
	assessedOn: day,
	level: v.picklist(levels),
	trajectory: v.picklist(trajectories),
	confidence: v.picklist(confidences),
	rationale: v.string(),
	overrideReason: told(orNull(v.string()), 'Why the level stands although the evidence does not carry it.'),
	version: told(count, 'Version of the wording that was assessed.'),
	assessor: v.string(),
	recordedAt: moment,
	developments: told(
		v.array(
			v.strictObject({ id, title: v.string(), occurredOn: day, occurredPrecision: v.picklist(precisions) })
		),
		'The developments that it cites, without hidden ones.'
	)
});

export const forum = v.strictObject({ id, name: v.string() });
export const health = v.strictObject({ status: v.picklist(['ok', 'unavailable']) });

export const problemDetails = v.looseObject({
	type: told(v.string(), 'about:blank: the status says it all.'),
	title: v.string(),
	status: v.pipe(v.number(), v.integer()),
	detail: told(v.string(), 'What went wrong here, and what to do about it.'),
	instance: v.optional(told(v.string(), 'The address that was asked for.')),
	errors: v.optional(
		told(
			v.array(
				v.union([
					v.strictObject({ pointer: told(v.string(), 'JSON pointer into the body.'), detail: v.string() }),
					v.strictObject({ parameter: told(v.string(), 'Name of the query parameter.'), detail: v.string() })
				])
			),
			'Each fault with its place.'
		)
	)
});
