import * as v from 'valibot';
import { cleanLine } from '../text.ts';

/** What a rule does with an item that it matches. Where include rules apply to an item, one of them has to match. */
export const ruleEffects = ['include', 'exclude'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

export const ruleEffectLabels: Record<RuleEffect, string> = { include: 'Let in', exclude: 'Keep out' };
export const ruleEffectMeanings: Record<RuleEffect, string> = {
	exclude: 'What matches does not come into the inbox.',
	include: 'Only what matches comes in. Of several such rules one is enough.'
};

/** What a rule looks for: all of some words, a phrase, a regular expression (RE2: time linear in the text), languages. */
export const ruleTests = ['words', 'phrase', 'regex', 'language'] as const;
export type RuleTest = (typeof ruleTests)[number];

export const ruleTestLabels: Record<RuleTest, string> = {
	words: 'All of these words',
	phrase: 'This phrase',
	regex: 'A regular expression',
	language: 'One of these languages'
};
export const ruleTestMeanings: Record<RuleTest, string> = {
	words: 'In any order, as whole words; a star stands for any ending: sanction*',
	phrase: 'These words one after the other',
	regex:
		'In the syntax of RE2: no references back, no looking ahead. Case does not count; \\b knows Latin letters alone',
	language:
		'Tags such as en, ru, uk, with commas between. An item whose language is not known is never kept out'
};

/** Where it looks. */
export const ruleFields = ['anywhere', 'title', 'text', 'author'] as const;
export type RuleField = (typeof ruleFields)[number];

export const ruleFieldLabels: Record<RuleField, string> = {
	anywhere: 'Anywhere',
	title: 'In the title',
	text: 'In the text',
	author: 'In the author'
};

/** What a rule says, whoever wrote it. */
export type Rule = {
	id: number;
	/** Null for all feeds. */
	feedId: number | null;
	effect: RuleEffect;
	test: RuleTest;
	field: RuleField;
	pattern: string;
};

export const longestPattern = 1_000;
const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

/** Words or language tags of a pattern: with spaces, commas or semicolons between. */
export const listed = (pattern: string): string[] => pattern.split(/[\s,;]+/).filter((word) => word !== '');

/** What is asked of whoever writes a rule. Whether a regular expression is one is for the command to say. */
export const ruleSchema = v.pipe(
	v.object({
		feedId: v.optional(
			v.nullable(v.union([v.pipe(v.number(), v.safeInteger()), feedIdText()], 'There is no such feed.')),
			null
		),
		effect: v.picklist(ruleEffects, 'Choose what the rule does.'),
		test: v.picklist(ruleTests, 'Choose what the rule looks for.'),
		field: v.optional(v.picklist(ruleFields, 'Choose where it looks.'), 'anywhere'),
		pattern: v.pipe(
			v.string('Say what it looks for.'),
			v.check((text) => text.isWellFormed(), 'This holds half of a character. Type it again.'),
			v.transform(cleanLine),
			v.minLength(1, 'Say what it looks for.'),
			v.maxLength(longestPattern, `Too long: at most ${longestPattern} characters.`)
		)
	}),
	v.forward(
		v.check(
			({ test, pattern }) => test !== 'language' || listed(pattern).every((tag) => languageTag.test(tag)),
			'Write language tags with commas between, such as en, ru, uk.'
		),
		['pattern']
	),
	v.forward(
		v.check(
			({ test, pattern }) =>
				test === 'regex' || test === 'language' || /[\p{L}\p{N}]/u.test(pattern.replaceAll('*', '')),
			'Give at least one word.'
		),
		['pattern']
	)
);
export type RuleInput = v.InferOutput<typeof ruleSchema>;

/** A form's field: empty for all feeds. */
function feedIdText() {
	return v.pipe(
		v.string(),
		v.regex(/^(?:[1-9]\d{0,14})?$/),
		v.transform((id) => (id === '' ? null : Number(id)))
	);
}
