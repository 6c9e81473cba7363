import { sql, type SQL } from 'drizzle-orm';

/** Newest hits among which a search ranks; the rest can be reached newest first. */
export const rankedHits = 1000;

/** A search as people type it, as a full-text query: "a phrase", -without, `or`; accents do not matter. */
export function textQuery(q: string): SQL {
	return sql`websearch_to_tsquery('english', fold(${q}))`;
}

/** The same with the last word as the beginning of one; undefined where it cannot be. */
export function widenedQuery(q: string): SQL | undefined {
	const { head, beginning } = splitBeginning(q);
	if (beginning === undefined) return undefined;
	const last = sql`to_tsquery('english', fold(${beginning}) || ':*')`;
	return head === '' ? last : sql`(${textQuery(head)} && ${last})`;
}

/** Parts off the last word where it can be the beginning of one: no phrase, no exclusion, no operator before it. */
export function splitBeginning(q: string): { head: string; beginning?: string } {
	const match = /^(.*?)(?:^|\s)(\p{L}[\p{L}\p{M}\p{N}]+)$/su.exec(q.trim());
	if (!match) return { head: q };
	const [, head = '', beginning = ''] = match;
	const isInPhrase = (head.match(/"/g) ?? []).length % 2 === 1;
	const isAlternative = /\bor\s*$/i.test(head) || beginning.toLowerCase() === 'or';
	return isInPhrase || isAlternative ? { head: q } : { head: head.trim(), beginning };
}

/** What a search looks for without its operators, for comparing by likeness. */
export function plainWords(q: string): string {
	return q
		.replace(/(^|\s)-("[^"]*"|\S+)/g, ' ')
		.replace(/["']/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

/** How alike a part of a title must be to count as a slip of typing (0-1, by shared trigrams). */
export const likeness = 0.4;
