import { kindLabels } from '#lib/developments/development.ts';
import { effectLabels, formatEffect } from '#lib/evidence/evidence.ts';
import { writeFilter, type DevelopmentFilter } from '#lib/evidence/filter.ts';
import { formatOccurred } from '#lib/developments/occurred.ts';

export type Applied = { label: string; removeHref: string };

const day = (on: string) => formatOccurred({ on, precision: 'day' });

/** The filters in force, in words, each with the address of the list at `path` without it. */
export function appliedFilters(filter: DevelopmentFilter, path?: string): Applied[] {
	const applied: Applied[] = [];
	const add = (label: string, rest: DevelopmentFilter) =>
		applied.push({ label, removeHref: listHref(rest, null, path) });
	const {
		q,
		publication,
		theme,
		recommendation,
		effect = [],
		kind = [],
		forum,
		actor,
		source,
		from,
		to
	} = filter;
	if (q) add(q.includes('"') ? q : `“${q}”`, { ...filter, q: undefined });
	if (publication) add(publication, { ...filter, publication: undefined });
	if (theme) add(`Theme ${theme}`, { ...filter, theme: undefined });
	if (recommendation) add(recommendation.code, { ...filter, recommendation: undefined });
	for (const one of effect)
		add(`${formatEffect(one)} ${effectLabels[one].toLowerCase()}`, without(filter, 'effect', one));
	for (const one of kind) add(kindLabels[one], without(filter, 'kind', one));
	if (forum) add(`Forum ${forum}`, { ...filter, forum: undefined });
	if (actor) add(`Actor ${actor}`, { ...filter, actor: undefined });
	if (source) add(`Source ${source}`, { ...filter, source: undefined });
	if (from) add(`From ${day(from)}`, { ...filter, from: undefined });
	if (to) add(`Until ${day(to)}`, { ...filter, to: undefined });
	return applied;
}

function without(filter: DevelopmentFilter, key: 'effect' | 'kind', value: unknown): DevelopmentFilter {
	const left = (filter[key] ?? []).filter((one) => one !== value);
	return { ...filter, [key]: left.length > 0 ? left : undefined };
}

/** The address of the list under a filter; another page that shows one has its own path. */
export function listHref(filter: DevelopmentFilter, cursor?: string | null, path = '/developments'): string {
	const parameters = writeFilter(filter);
	if (cursor) parameters.set('cursor', cursor);
	return parameters.size > 0 ? `${path}?${parameters}` : path;
}
