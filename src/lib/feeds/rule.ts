/** What a rule does with an item that it matches. Where include rules apply to an item, one of them has to match. */
export const ruleEffects = ['include', 'exclude'] as const;
export type RuleEffect = (typeof ruleEffects)[number];

/** What a rule looks for: all of some words, a phrase, a regular expression (RE2: time linear in the text), languages. */
export const ruleTests = ['words', 'phrase', 'regex', 'language'] as const;
export type RuleTest = (typeof ruleTests)[number];

/** Where it looks. */
export const ruleFields = ['anywhere', 'title', 'text', 'author'] as const;
export type RuleField = (typeof ruleFields)[number];
