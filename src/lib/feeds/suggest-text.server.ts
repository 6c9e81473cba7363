import { sql, type SQL } from 'drizzle-orm';

/** How much a lexeme weighs in a text, given the weights of a row of `unnest(tsvector)`: twice in the title. */
export const titleTwice = sql`case when 'A' = any(weights) then 2 else 1 end`;

/** Figures alone tell nothing. */
export const tellingLexeme = sql`lexeme ~ '[^0-9.,:/+-]'`;

/** The lexemes of news and how much each weighs there, as rows of (lexeme, times). */
export const lexemesIn = (title: string, summary: string): SQL => sql`
	select lexeme, ${titleTwice} as times
	from unnest(setweight(to_tsvector('english', fold(${title})), 'A') || setweight(to_tsvector('english', fold(${summary})), 'B'))
	where ${tellingLexeme}`;
