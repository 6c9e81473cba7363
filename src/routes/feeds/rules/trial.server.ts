import * as v from 'valibot';
import { faultOfRegex } from '#lib/feeds/judge.ts';
import { ruleSchema } from '#lib/feeds/rule.ts';
import { tryRule, type TriedItem } from '#lib/feeds/rules.server.ts';
import type { Reader } from '#lib/server/database.ts';

export type RuleValues = Record<'feedId' | 'effect' | 'test' | 'field' | 'pattern', string>;

/** A rule as its form or an address holds it. */
export const readRule = (given: Readonly<Record<string, string>>): RuleValues => ({
	feedId: given.feedId ?? given.feed ?? '',
	effect: given.effect ?? 'exclude',
	test: given.test ?? 'words',
	field: given.field ?? 'anywhere',
	pattern: given.pattern ?? ''
});

export type Trial =
	{ items: TriedItem[]; errors?: undefined } | { items?: undefined; errors: Record<string, string[]> };

/** What a rule would have done to the last items; or what is wrong with it, by field. */
export async function trialOf(db: Reader, values: RuleValues, editedId?: number): Promise<Trial> {
	const checked = v.safeParse(ruleSchema, values);
	if (!checked.success) return { errors: v.flatten(checked.issues).nested as Record<string, string[]> };
	const fault = checked.output.test === 'regex' ? faultOfRegex(checked.output.pattern) : undefined;
	if (fault) return { errors: { pattern: [fault] } };
	return { items: await tryRule(db, checked.output, editedId) };
}
