import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { Refused } from '../errors.ts';
import { isShippedStyle } from './citation-style.ts';
import { formatCitations } from './citations.server.ts';
import { documentOf } from './compose.ts';
import type { BriefingDocument, FormattedCitations } from './document.ts';
import type { BriefingInputs } from './inputs.ts';
import { readShippedStyle } from './style-files.server.ts';

/** What an issue keeps: the document, and its citations as they were set, whatever becomes of the style. */
export type Frozen = { document: BriefingDocument; citations: FormattedCitations };

/** SHA-256 (hex) of a value, whatever the order of its keys. */
export const hashOfJson = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What these inputs make. @throws Refused where the citation style is not there any more. */
export async function freeze(inputs: BriefingInputs): Promise<Frozen> {
	const document = documentOf(inputs);
	const style = await styleOf(inputs);
	if (style === undefined) throw new Refused(styleIsGone);
	return { document, citations: await formatCitations(document, { style, locale: document.locale }) };
}

/** The .csl that these inputs are cited in; undefined where it is not there any more. */
export async function styleOf({ csl, briefing }: BriefingInputs): Promise<string | undefined> {
	if (csl !== undefined) return csl;
	const { citationStyle } = briefing;
	return isShippedStyle(citationStyle) ? readShippedStyle(citationStyle) : undefined;
}

/** No other style is taken in its place: that would be another document. */
export const styleIsGone =
	'The citation style of this briefing is not there any more. Choose another under “Title, audience and period” first.';
