import { addMonths } from '#lib/calendar.ts';
import { listForums } from '#lib/forums/queries.server.ts';
import { listLastOccurred, listLatest, listReversals } from '#lib/progress/latest.server.ts';
import { heatMap, progressOfPublication } from '#lib/progress/queries.server.ts';
import { readView, untilOf, type View } from '#lib/progress/view.ts';
import { getPublication, listPublications } from '#lib/publications/queries.server.ts';
import { listThemes } from '#lib/recommendations/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import type { PageServerLoad } from './$types';

/** Over how many months movers are shown when no period is chosen. */
const moveMonths = 12;

/** Where the publication stands: a fixed number of statements, none of which grows with what is stored. */
export const load: PageServerLoad = async ({ params, url, depends, locals: { db, user } }) => {
	const live = follow({ depends }, [
		'development',
		'evidence',
		'assessment',
		'recommendation',
		'publication'
	]);
	const publication = await getPublication(db, params.publication);
	const { view: asked, faults } = readView(url.searchParams);
	const choice = (name: string) => url.searchParams.get(name) || null;
	const slice = {
		publication: publication.slug,
		theme: choice('theme'),
		kind: choice('kind'),
		forum: choice('forum')
	};
	const view: View = {
		...asked,
		from: asked.from ?? (publication.year ? `${publication.year}-01-01` : null)
	};
	const until = view.to && view.to < untilOf(view) ? view.to : untilOf(view);
	const since = asked.from && asked.from < until ? asked.from : addMonths(until, -moveMonths);
	const moved: View = { ...view, from: since, to: until };
	const [progress, heat, lastOccurred, latest, reversals, themes, forums, publications] = await Promise.all([
		progressOfPublication(db, slice, view),
		heatMap(db, slice, view),
		listLastOccurred(db, slice, view),
		listLatest(db, slice, { ...view, from: asked.from }, 8),
		listReversals(db, slice, moved, 5),
		listThemes(db, publication.slug),
		listForums(db),
		listPublications(db)
	]);
	return {
		live,
		publication,
		publications: publications.map(({ slug, title }) => ({ slug, title })),
		themes: themes.map(({ code, title }) => ({ code, title })),
		forums: forums.map(({ name }) => name),
		slice,
		asked,
		faults,
		until,
		since,
		recommendations: progress.recommendations.map((member) => ({
			...member,
			lastOccurredOn: lastOccurred.get(member.id) ?? null
		})),
		periods: progress.periods,
		cells: heat.flatMap(({ cells }) => cells),
		latest,
		reversals,
		mayImport: may(user, 'importDevelopments'),
		maySetRule: may(user, 'setCodingRule')
	};
};
