import { createHash } from 'node:crypto';
import { formatCitations, type Cited, type Styling } from './citations.server.ts';
import type { FormattedCitations } from './document.ts';

/** So many briefings are open at a time, or so. */
const most = 12;

/** What was set lately, as JSON, so that nobody changes what the next reader gets; the one asked for least lately first. */
const known = new Map<string, string>();

/**
 * As `formatCitations`, for pages: a briefing is opened again and again while its citations stay as they are, and setting
 * them is most of what opening it costs.
 */
export async function rememberedCitations(cited: Cited, styling: Styling): Promise<FormattedCitations> {
	const { notes, sources } = cited;
	const of = JSON.stringify([styling.style, styling.locale, notes, sources]);
	const key = createHash('sha256').update(of).digest('base64');
	const found = known.get(key);
	const json = found ?? JSON.stringify(await formatCitations(cited, styling));
	known.delete(key);
	known.set(key, json);
	for (const [oldest] of known) if (known.size > most) known.delete(oldest);
	return JSON.parse(json) as FormattedCitations;
}
