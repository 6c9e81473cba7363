import * as v from 'valibot';
import { documentSchema, sectionSchema } from '../publications/publication.ts';
import {
	catalogueSchema,
	locatorSchema,
	markersSchema,
	recommendationSchema,
	settleCatalogue,
	themeSchema,
	type Catalogue
} from '../recommendations/catalogue.ts';
import { Faults } from './fault.ts';

/**
 * Reads a catalogue file from its bytes, or from text that was read already.
 * @returns the catalogue, and notes on what it holds that is not read.
 * @throws FilesRefused naming every fault with its path.
 */
export function readCatalogue(
	content: string | Uint8Array,
	file: string
): { catalogue: Catalogue; notes: string[] } {
	const faults = new Faults();
	const text = typeof content === 'string' ? content : decodeUtf8(content);
	if (text === undefined) faults.add({ file, message: 'This is not UTF-8 text. Save the file as UTF-8.' });
	faults.throwIfAny();
	const parsed = parseJson((text ?? '').replace(/^\uFEFF/, ''), file, faults);
	faults.throwIfAny();
	const result = v.safeParse(catalogueSchema, parsed);
	if (!result.success) {
		for (const issue of result.issues)
			faults.add({ file, column: pathOf(issue.path), message: messageOf(issue) });
		faults.throwIfAny();
		throw new Error('A schema refused without an issue.');
	}
	const settled = settleCatalogue(result.output);
	for (const { path, message } of settled.faults) faults.add({ file, column: path, message });
	faults.throwIfAny();
	return {
		catalogue: settled.catalogue,
		notes: [...unreadKeys(parsed), ...strayLocators(settled.catalogue)]
	};
}

function parseJson(text: string, file: string, faults: Faults): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		const at = /at position (\d+)/.exec((error as Error).message)?.[1];
		const line = at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length;
		faults.add({ file, line, message: `This is not JSON: ${(error as Error).message}` });
		return undefined;
	}
}

/** `recommendations[3].kind`; the whole file where there is no path. */
function pathOf(path: readonly { key?: unknown }[] | undefined): string | undefined {
	if (!path) return undefined;
	const steps = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
	return steps.join('').replace(/^\./, '');
}

function messageOf(issue: v.BaseIssue<unknown>): string {
	if (issue.kind === 'schema' && issue.received === 'undefined') return 'This is missing.';
	return issue.message.startsWith('Invalid ') ? `${issue.message}.`.replace(/\.\.$/, '.') : issue.message;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return undefined;
		throw error;
	}
}

type Entries = { entries: Record<string, unknown> };

/** What the file holds under names that a catalogue does not have. */
function unreadKeys(parsed: unknown): string[] {
	const notes: string[] = [];
	const visit = (value: unknown, { entries }: Entries, path: string) => {
		if (typeof value !== 'object' || value === null) return;
		for (const key of Object.keys(value))
			if (!(key in entries)) notes.push(`${path}${path ? '.' : ''}${key} is not read.`);
	};
	const each = (value: unknown, path: string, look: (item: unknown, path: string) => void) => {
		if (Array.isArray(value)) value.forEach((item, at) => look(item, `${path}[${at}]`));
	};
	const root = parsed as Record<string, unknown>;
	visit(root, catalogueSchema, '');
	visit(root.document, documentSchema, 'document');
	const document = root.document as Record<string, unknown>;
	each(document.sections, 'document.sections', (item, path) => visit(item, sectionSchema, path));
	each(root.themes, 'themes', (item, path) => visit(item, themeSchema, path));
	each(root.recommendations, 'recommendations', (item, path) => {
		visit(item, recommendationSchema, path);
		const { locator, markers } = item as Record<string, unknown>;
		visit(locator, locatorSchema, `${path}.locator`);
		visit(markers, markersSchema, `${path}.markers`);
	});
	return notes;
}

function strayLocators({ document, recommendations }: Catalogue): string[] {
	const sections = new Set(document.sections.map((section) => section.id));
	return recommendations.flatMap(({ locator }, at) =>
		locator?.section != null && !sections.has(locator.section)
			? [`recommendations[${at}].locator.section: there is no section “${locator.section}” in the document.`]
			: []
	);
}

/** A catalogue as the file that makes it: keys in order, what is not said left out, one space a level. */
export function writeCatalogue({ document, goal, themes, recommendations }: Catalogue): string {
	const { slug, title, authors, affiliation, year, language, pages, url, stale_after_months, sections } =
		document;
	const file = {
		document: said({
			slug,
			title,
			authors,
			affiliation,
			year,
			language,
			pages,
			url,
			stale_after_months: stale_after_months === 9 ? null : stale_after_months,
			sections: sections.map(({ id, title, page }) => said({ id, title, page }))
		}),
		goal,
		themes: themes.map(({ code, title, summary }) => said({ code, title, summary })),
		recommendations: recommendations.map((item) =>
			said({
				code: item.code,
				theme: item.theme,
				kind: item.kind,
				title: item.title,
				statement: item.statement,
				rationale: item.rationale,
				addressees: item.addressees,
				lead: item.lead === (item.addressees[0] ?? null) ? null : item.lead,
				counterparts: item.counterparts,
				fora: item.fora,
				horizon: item.horizon,
				locator: item.locator && said({ ...item.locator }),
				markers: item.markers,
				conditions: item.conditions,
				weight: item.weight === 1 ? null : item.weight
			})
		)
	};
	return `${JSON.stringify(said(file), null, 1)}\n`;
}

function said<T extends Record<string, unknown>>(record: T): Partial<T> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value != null)) as Partial<T>;
}
