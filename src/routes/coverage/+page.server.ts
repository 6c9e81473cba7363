import { today } from '#lib/calendar.ts';
import { readSilence } from '#lib/feeds/silence.ts';
import {
	listFeedYields,
	listQuietFeeds,
	listQuietRecommendations,
	listQuietSources
} from '#lib/feeds/silence.server.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import type { PageServerLoad } from './$types';

/** What is not heard: recommendations, sources and feeds that are silent, and what was turned away. */
export const load: PageServerLoad = async (event) => {
	member(event);
	const { db } = event.locals;
	const live = follow(event, ['evidence', 'development', 'inbox', 'feed']);
	const { searchParams } = event.url;
	const weeks = readSilence(searchParams.get('weeks'));
	const publications = await listPublications(db);
	const wanted = searchParams.get('publication');
	const publication = publications.find(({ slug }) => slug === wanted)?.slug ?? null;
	const [recommendations, sources, feeds, yields] = await Promise.all([
		listQuietRecommendations(db, { weeks, publication }),
		listQuietSources(db, { weeks }),
		listQuietFeeds(db),
		listFeedYields(db, { weeks })
	]);
	return {
		live,
		weeks,
		on: today(),
		publication,
		publications: publications.map(({ slug, title }) => ({ slug, title })),
		recommendations,
		sources,
		feeds,
		yields
	};
};
