import { listForums } from '#lib/forums/queries.server.ts';
import { continuityOf, countContacts } from '#lib/progress/contacts.ts';
import { listBusiestActors, listContactMonths } from '#lib/progress/forum-contacts.server.ts';
import { periodOf, periodStart, periodsBetween } from '#lib/progress/period.ts';
import { readView, untilOf } from '#lib/progress/view.ts';
import { findPublication, listPublications } from '#lib/publications/queries.server.ts';
import { listNamedForums } from '#lib/recommendations/queries.server.ts';
import { follow } from '../live.ts';
import type { PageServerLoad } from './$types';

const actorsShown = 15;

/** How continual contacts were, forum by forum: from rollups, whole periods. */
export const load: PageServerLoad = async ({ url, depends, locals: { db } }) => {
	const live = follow({ depends }, ['development']);
	const { view, faults } = readView(url.searchParams);
	const publications = await listPublications(db);
	const wanted = url.searchParams.get('publication');
	const found = wanted ? await findPublication(db, wanted) : undefined;
	const publication = found ?? publications[0];
	const begin = view.from ?? (publication?.year ? `${publication.year}-01-01` : null);
	const until =
		view.to && periodOf(view.to, view.interval).to < untilOf(view)
			? periodOf(view.to, view.interval).to
			: untilOf(view);
	const reach = { from: begin && periodStart(begin, view.interval), to: until };
	const [forums, months, actors, named] = await Promise.all([
		listForums(db),
		listContactMonths(db, reach),
		listBusiestActors(db, reach, actorsShown),
		publication ? listNamedForums(db, { publication: publication.slug }) : []
	]);
	const contacts = countContacts(months, view.interval);
	const monthsOf = Map.groupBy(months, ({ forumId }) => forumId);
	const firstContact = contacts.map((row) => row.start).sort()[0];
	// A period asked for begins with its first contact; without one it is the publication's, whole.
	const first = view.from || !reach.from ? firstContact : reach.from;
	return {
		live,
		view,
		faults: wanted && !found ? [...faults, `There is no publication “${wanted}” here.`] : faults,
		until,
		begin: reach.from,
		publication: publication && { slug: publication.slug, title: publication.title },
		publications: publications.map(({ slug, title }) => ({ slug, title })),
		wanted: url.searchParams.get('forum'),
		forums,
		continuity: forums.map((forum) => continuityOf(forum, monthsOf.get(forum.id) ?? [], until)),
		contacts,
		periods: first ? periodsBetween(first, until, view.interval) : [],
		actors,
		named
	};
};
