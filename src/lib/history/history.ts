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

/** One line of history as it is stored. */
export type RecordedChange = {
	action: string;
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
	/** `C1` where the change is about one recommendation. */
	code?: string | null;
};

/** A field that changed, in words; `was` or `became` is null where there was nothing. */
export type ChangedField = { label: string; was: string | null; became: string | null };

const deeds: Record<string, string> = {
	recordDevelopment: 'logged this development',
	editDevelopment: 'edited',
	hideDevelopment: 'hid this development',
	restoreDevelopment: 'restored this development',
	importDevelopments: 'imported this development',
	codeEvidence: 'coded',
	adoptCoding: 'adopted a coding',
	withdrawCoding: 'withdrew a coding',
	assess: 'assessed',
	keepText: 'changed the text of the source',
	annotate: 'marked a passage',
	editAnnotation: 'changed the words of an annotation',
	hideAnnotation: 'hid an annotation',
	restoreAnnotation: 'restored an annotation'
};

/** What was done, to follow a name: "coded C1: −1 → −2", "edited the title and the summary". */
export function describeChange({ action, before, after, code }: RecordedChange): string {
	const about = code ? ` for ${code}` : '';
	if (action === 'codeEvidence') {
		const was = before ? `${effectOf(before)} → ` : '';
		return `coded ${code ?? 'it'}: ${was}${effectOf(after)}`;
	}
	if (action === 'withdrawCoding') return `withdrew the coding ${effectOf(before)}${about}`;
	if (action === 'editDevelopment') {
		const fields = changedFields({ action, before, after }).map((field) => `the ${field.label}`);
		return fields.length > 0 ? `edited ${joined(fields)}` : 'edited';
	}
	return (deeds[action] ?? inWords(action)) + about;
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
	credibility: 'credibility',
	actors: 'actors',
	forums: 'forums',
	externalId: 'external id',
	effect: 'effect',
	rationale: 'rationale',
	textVersion: 'version of the text',
	characters: 'characters',
	passage: 'passage',
	body: 'words'
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
	if (Array.isArray(value)) return value.length > 0 ? value.join('; ') : null;
	const text = String(value);
	if (key === 'effect') return formatEffect(Number(value));
	if (key === 'kind') return kindLabels[text as keyof typeof kindLabels] ?? text;
	if (key === 'sourceKind') return sourceKindLabels[text as keyof typeof sourceKindLabels] ?? text;
	if (key === 'sourceReliability') return meant(reliabilityMeanings, text);
	if (key === 'credibility') return meant(credibilityMeanings, text);
	if (key.endsWith('On')) return formatOccurred({ on: text, precision: precisionOf(key, record) });
	return text;
}

const meant = (meanings: Record<string, string>, key: string) =>
	meanings[key] ? `${meanings[key]} (${key})` : key;

function precisionOf(key: string, record: Record<string, unknown> | null): Precision {
	const precision = precisions.find((one) => one === record?.occurredPrecision);
	return key === 'occurredOn' && precision ? precision : 'day';
}

const effectOf = (record: Record<string, unknown> | null) =>
	typeof record?.effect === 'number' ? formatEffect(record.effect) : '?';

/** `removeSample` as "remove sample". */
const inWords = (action: string) => action.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function joined(parts: readonly string[]): string {
	if (parts.length < 2) return parts.join('');
	return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
