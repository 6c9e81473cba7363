import * as v from 'valibot';
import { motivations } from './annotation.ts';

// An annotation as a client of the W3C's model sends it. What it says of itself, such as its id, its creator and its
// dates, is taken and left aside: an exported annotation can be sent as it is.

const aside = v.optional(v.unknown());

const textual = v.looseObject({ type: v.literal('TextualBody'), value: v.string() });
const linked = v.looseObject({ type: v.literal('SpecificResource'), source: v.string() });
const body = v.union(
	[v.string(), textual, linked],
	'A body is words, a TextualBody or a SpecificResource: the address of a coding.'
);
const selector = v.union(
	[
		v.looseObject({ type: v.literal('TextQuoteSelector'), exact: v.string() }),
		v.looseObject({ type: v.literal('TextPositionSelector'), start: v.number(), end: v.number() })
	],
	'A selector is a TextQuoteSelector or a TextPositionSelector.'
);
const oneOrMore = <S extends v.GenericSchema>(one: S, message: string) =>
	v.union([one, v.pipe(v.array(one, message), v.maxLength(10, message))], message);

export const jsonLdInput = v.object({
	'@context': aside,
	id: aside,
	type: v.optional(v.literal('Annotation', 'Its type is “Annotation”.')),
	motivation: v.picklist(motivations, `Choose one of: ${motivations.join(', ')}.`),
	creator: aside,
	created: aside,
	modified: aside,
	body: v.optional(oneOrMore(body, 'Send words, one body, or a list of at most ten.')),
	target: v.looseObject(
		{ selector: oneOrMore(selector, 'Send a TextQuoteSelector, alone or with a TextPositionSelector.') },
		'Say which passage it is about: a target with a selector.'
	)
});
export type JsonLdInput = v.InferOutput<typeof jsonLdInput>;

const codingAddress = /#coding-([1-9]\d{0,14})$/;

/** The same as the input of `annotate`, to be checked by its schema; undefined parts are missing. */
export function fromJsonLd({ motivation, body, target }: JsonLdInput) {
	const bodies = [body ?? []].flat();
	const words = bodies.flatMap((one) =>
		typeof one === 'string' ? [one] : one.type === 'TextualBody' ? [one.value] : []
	);
	const codings = bodies.flatMap((one) =>
		typeof one === 'object' && one.type === 'SpecificResource' ? [codingAddress.exec(one.source)?.[1]] : []
	);
	const selectors = [target.selector].flat();
	return {
		motivation,
		selectors: {
			quote: selectors.find(({ type }) => type === 'TextQuoteSelector'),
			position: selectors.find(({ type }) => type === 'TextPositionSelector')
		},
		body: words.join('\n\n'),
		codingId: codings.length > 0 ? Number(codings[0] ?? 0) : null
	};
}
