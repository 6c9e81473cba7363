import { levelLabel } from '../assessments/assessment.ts';
import {
	credibilityMeanings,
	kindLabels,
	precisions,
	reliabilityMeanings,
	sourceKindLabels,
	type Precision
} from '../developments/development.ts';
import { formatOccurred } from '../developments/occurred.ts';
import { formatEffect } from '../evidence/evidence.ts';
import { ruleEffectLabels, ruleFieldLabels, ruleTestLabels } from '../feeds/rule.ts';
import { codingRuleLabels } from '../publications/publication.ts';
import { deedOf, type RecordedChange } from './deed.ts';

export type { RecordedChange } from './deed.ts';

/** A field that changed, in words; `was` or `became` is null where there was nothing. */
export type ChangedField = { label: string; was: string | null; became: string | null };

/** What was done, to follow a name: "coded C1: −1 → −2", "edited the title and the summary". */
export function describeChange(change: RecordedChange): string {
	if (change.action !== 'editDevelopment') return deedOf(change);
	const fields = changedFields(change).map((field) => `the ${field.label}`);
	return fields.length > 0 ? `edited ${joined(fields)}` : 'edited';
}

const labels: Record<string, string> = {
	occurredOn: 'date',
	occurredPrecision: 'precision of the date',
	publishedOn: 'date of publication',
	accessedOn: 'date of access',
	kind: 'kind',
	title: 'title',
	summary: 'summary',
	source: 'source',
	sourceKind: 'kind of source',
	sourceReliability: 'reliability',
	sourceTitle: 'title at the source',
	sourceUrl: 'address',
	archivedUrl: 'address of the copy',
	sourceAuthor: 'author at the source',
	sourceLanguage: 'language of the source',
	credibility: 'credibility',
	actors: 'actors',
	forums: 'forums',
	externalId: 'external id',
	effect: 'effect',
	rationale: 'rationale',
	textVersion: 'version of the text',
	characters: 'characters',
	marker: 'progress marker',
	quote: 'quote',
	state: 'state',
	reason: 'reason',
	passage: 'passage',
	body: 'words',
	statement: 'statement',
	weight: 'weight',
	advance: 'markers of advance',
	setback: 'markers of setback',
	theme: 'theme',
	horizon: 'horizon',
	section: 'section',
	page: 'page',
	anchor: 'anchor phrase',
	conditions: 'conditions',
	addressees: 'addressees',
	lead: 'lead',
	counterparts: 'counterparts',
	fora: 'forums',
	owner: 'owner',
	authors: 'authors',
	affiliation: 'affiliation',
	year: 'year',
	language: 'language',
	pages: 'pages',
	url: 'address',
	goal: 'goal',
	staleAfterMonths: 'months until an assessment is stale',
	sections: 'headings',
	codingRule: 'rule for adopting codings',
	assignmentDays: 'days until unfinished work returns to the pool',
	assessedOn: 'date',
	level: 'level',
	trajectory: 'trajectory',
	confidence: 'confidence',
	overrideReason: 'reason for the level',
	audience: 'audience',
	periodFrom: 'first day',
	periodTo: 'last day',
	since: 'looks back to',
	citationStyle: 'citation style',
	text: 'text',
	name: 'name',
	reliability: 'reliability',
	speaksAboutItself: 'mark “speaks about itself”',
	note: 'note',
	aliases: 'other names',
	test: 'what it looks for',
	field: 'where',
	feed: 'feed',
	pattern: 'words or expression'
};

/** The fields that a change touched, each before and after, in the words of the interface. */
export function changedFields({ before, after }: RecordedChange): ChangedField[] {
	return Object.keys(labels)
		.filter((key) => (before && key in before) || (after && key in after))
		.map((key) => ({ label: labels[key]!, was: inText(key, before), became: inText(key, after) }))
		.filter(({ was, became }) => was !== became);
}

function inText(key: string, record: Record<string, unknown> | null): string | null {
	const value = record?.[key];
	if (value === null || value === undefined || value === '') return null;
	if (Array.isArray(value)) return value.length > 0 ? value.map(oneInText).join('; ') : null;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const text = String(value);
	if (key === 'effect')
		return ruleEffectLabels[text as keyof typeof ruleEffectLabels] ?? formatEffect(Number(value));
	if (key === 'test') return ruleTestLabels[text as keyof typeof ruleTestLabels] ?? text;
	if (key === 'field') return ruleFieldLabels[text as keyof typeof ruleFieldLabels] ?? text;
	if (key === 'level') return levelLabel(Number(value));
	if (key === 'codingRule') return codingRuleLabels[text as keyof typeof codingRuleLabels] ?? text;
	if (key === 'kind') return { ...sourceKindLabels, ...kindLabels }[text] ?? text;
	if (key === 'sourceKind') return sourceKindLabels[text as keyof typeof sourceKindLabels] ?? text;
	if (key === 'sourceReliability' || key === 'reliability') return meant(reliabilityMeanings, text);
	if (key === 'credibility') return meant(credibilityMeanings, text);
	if (key.startsWith('period') || key === 'since') return formatOccurred({ on: text, precision: 'day' });
	if (key.endsWith('On')) return formatOccurred({ on: text, precision: precisionOf(key, record) });
	return text;
}

const meant = (meanings: Record<string, string>, key: string) =>
	meanings[key] ? `${meanings[key]} (${key})` : key;

function precisionOf(key: string, record: Record<string, unknown> | null): Precision {
	const precision = precisions.find((one) => one === record?.occurredPrecision);
	return key === 'occurredOn' && precision ? precision : 'day';
}

/** A part of a list: a name, or a heading with its title. */
const oneInText = (part: unknown): string =>
	typeof part === 'object' && part !== null && 'title' in part ? String(part.title) : String(part);

function joined(parts: readonly string[]): string {
	if (parts.length < 2) return parts.join('');
	return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
