import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import { isShippedStyle, type ShippedStyle } from './citation-style.ts';
import { formatCitations } from './citations.server.ts';
import { documentOf } from './compose.ts';
import type { BriefingDocument, FormattedCitations } from './document.ts';
import type { BriefingInputs } from './inputs.ts';
import { readShippedStyle } from './style-files.server.ts';

/** What an issue keeps: the document, and its citations as they were set, whatever becomes of the style. */
export type Frozen = { document: BriefingDocument; citations: FormattedCitations };

/** SHA-256 (hex) of a value, whatever the order of its keys. */
export const hashOfJson = (value: unknown) => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What these inputs make. */
export async function freeze(inputs: BriefingInputs): Promise<Frozen> {
	const document = documentOf(inputs);
	const style = inputs.csl ?? (await readShippedStyle(shippedOr(document.citationStyle)));
	return { document, citations: await formatCitations(document, { style, locale: document.locale }) };
}

/** A style that was taken away is replaced by the first of ours. */
const shippedOr = (key: string): ShippedStyle => (isShippedStyle(key) ? key : 'chicago-notes');
