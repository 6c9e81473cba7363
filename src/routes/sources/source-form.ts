import {
	reliabilities,
	reliabilityMeanings,
	sourceKindLabels,
	sourceKinds
} from '#lib/developments/development.ts';

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

export const kindOptions = sourceKinds.map((kind) => ({ value: kind, label: sourceKindLabels[kind] }));
export const reliabilityOptions = reliabilities.map((one) => ({
	value: one,
	label: `${sentence(reliabilityMeanings[one])} (${one})`
}));

/** What the form sends, as the schema takes it. */
export const toSource = (form: FormData, aliases: string[]) => ({
	...Object.fromEntries(
		['name', 'kind', 'reliability', 'owner', 'note'].map((name) => [name, String(form.get(name) ?? '')])
	),
	speaksAboutItself: form.has('speaksAboutItself'),
	aliases
});
