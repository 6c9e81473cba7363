import { describe, type Selectors } from '#lib/annotations/selector.ts';
import type { Motivation } from '#lib/annotations/annotation.ts';
import type { Passage } from '#lib/annotations/passage.ts';

/** The fields by which a form says which passage it is about. */
export type PassageFields = Record<'exact' | 'prefix' | 'suffix' | 'start' | 'end' | 'textVersion', string>;

export function passageFields(text: string, version: number, { start, end }: Passage): PassageFields {
	const { quote, position } = describe(text, start, end);
	return {
		exact: quote.exact,
		prefix: quote.prefix,
		suffix: quote.suffix,
		start: String(position.start),
		end: String(position.end),
		textVersion: String(version)
	};
}

/** The passage that such fields are about. */
export const selectorsOf = ({ exact, prefix, suffix, start, end }: PassageFields): Selectors => ({
	quote: { type: 'TextQuoteSelector', exact, prefix, suffix },
	position: { type: 'TextPositionSelector', start: Number(start), end: Number(end) }
});

const number = (value: string | undefined) => (value && /^\d{1,15}$/.test(value) ? Number(value) : null);

/** A form as the input of `annotate`; what is wrong in it is found by the schema. */
export function toInput(developmentId: number, values: Partial<Record<string, string>>) {
	const { exact = '', prefix = '', suffix = '', body = '', motivation } = values;
	const [start, end] = [number(values.start), number(values.end)];
	const position: Selectors['position'] | undefined =
		start === null || end === null ? undefined : { type: 'TextPositionSelector', start, end };
	return {
		developmentId,
		motivation,
		selectors: { quote: { type: 'TextQuoteSelector', exact, prefix, suffix }, position },
		textVersion: number(values.textVersion),
		occurrence: number(values.occurrence),
		body: motivation === 'highlighting' ? '' : body,
		codingId: motivation === 'linking' ? number(values.codingId) : null
	};
}

/** What somebody is writing about a passage, and has not saved. */
export type Writing = {
	motivation: Exclude<Motivation, 'highlighting'>;
	fields: PassageFields;
	body: string;
	codingId: string;
};

/** The errors of a form by its own fields. */
export const errorsOf = (errors: Record<string, string[]>): Record<string, string[]> => ({
	...errors,
	exact: [...(errors.exact ?? []), ...(errors['selectors.quote.exact'] ?? [])]
});

/** Longer quotes do not fit into an address. */
const longestQuote = 1000;

/** Where a passage is taken up as the quote of a new coding; undefined for a long one. */
export const codingHref = (developmentId: number, quote: string) =>
	quote.length > longestQuote
		? undefined
		: `/developments/${developmentId}?${new URLSearchParams({ quote })}#code`;
