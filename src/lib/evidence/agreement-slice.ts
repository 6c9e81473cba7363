import type { CalendarDate } from '../calendar.ts';
import { Refused } from '../errors.ts';
import type { RecommendationRef } from '../recommendations/recommendation.ts';
import { cleanLine } from '../text.ts';
import { effects, type Effect } from './evidence.ts';
import { readFilter, writeFilter } from './filter.ts';

/** Which double codings are looked at; each part that is absent does not narrow. */
export type AgreementSlice = {
	/** Slug. */
	publication?: string | undefined;
	/** Code of a theme, of that publication if one is given. */
	theme?: string | undefined;
	recommendation?: RecommendationRef | undefined;
	/** First and last day on which the development happened. */
	from?: CalendarDate | undefined;
	to?: CalendarDate | undefined;
	/** One coder, with everybody who coded the same; or two, with each other alone. Ids, or names whatever their case. */
	coders: string[];
};

/**
 * Reads a slice from an address. A recommendation may be named by its code alone where the publication is given.
 * @throws Refused naming the parameter that makes no sense.
 */
export function readSlice(parameters: URLSearchParams): AgreementSlice {
	const given = new URLSearchParams(parameters);
	const [publication, code] = [given.get('publication'), given.get('recommendation')];
	if (publication && code && !code.includes('/')) given.set('recommendation', `${publication}/${code}`);
	const { theme, recommendation, from, to, publication: slug } = readFilter(given);
	const coders = parameters.getAll('coder').map(coderOf).filter(Boolean);
	if (coders.length > 2)
		throw new Refused('Agreement is looked at between two coders, or among all.', 'coder');
	if (coders.length === 2 && coders[0]!.toLowerCase() === coders[1]!.toLowerCase())
		throw new Refused('Name two different coders: nobody agrees with themselves here.', 'coder');
	return { publication: slug, theme, recommendation, from, to, coders };
}

/** The slice as parameters of an address, in a steady order; `readSlice` reads it back. */
export function writeSlice({ coders, ...rest }: AgreementSlice): URLSearchParams {
	const parameters = writeFilter(rest as Parameters<typeof writeFilter>[0]);
	for (const coder of coders) parameters.append('coder', coder);
	return parameters;
}

/** What the one coder said and what the other said, as `-1,1`; undefined where nothing is asked. @throws Refused */
export function readEffects(text: string | null): [Effect, Effect] | undefined {
	if (!text) return undefined;
	const parts = text.split(',').map((part) => effects.find((effect) => String(effect) === part.trim()));
	const [one, other] = parts;
	if (one !== undefined && other !== undefined && parts.length === 2) return [one, other];
	throw new Refused(
		'Two effects from -2 to 2, parted by a comma: what the one said and what the other said.',
		'effects'
	);
}

function coderOf(text: string): string {
	if (text.length > 200) throw new Refused('Too long: at most 200 characters.', 'coder');
	if (!text.isWellFormed()) throw new Refused('This holds half of a character. Type it again.', 'coder');
	return cleanLine(text);
}
