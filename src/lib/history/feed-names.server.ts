import { inArray } from 'drizzle-orm';
import { feeds } from '../feeds/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { RecordedChange } from './deed.ts';

type Fields = RecordedChange['before'];

/** A rule keeps the id of the feed that it is for: here is its name, as it is now. One statement, or none. */
export async function withFeedNames<C extends Pick<RecordedChange, 'before' | 'after'>>(
	db: Reader,
	changes: readonly C[]
): Promise<C[]> {
	const ids = new Set(changes.flatMap(({ before, after }) => [before, after].map(feedIdOf)));
	const known = [...ids].filter((id) => typeof id === 'number');
	const found =
		known.length === 0
			? []
			: await db.select({ id: feeds.id, title: feeds.title }).from(feeds).where(inArray(feeds.id, known));
	const titles = new Map(found.map(({ id, title }) => [id, title]));
	const named = (fields: Fields): Fields => {
		const id = feedIdOf(fields);
		if (id === undefined) return fields;
		return { ...fields, feed: id === null ? 'All feeds' : (titles.get(id) ?? String(id)) };
	};
	return changes.map((change) => ({ ...change, before: named(change.before), after: named(change.after) }));
}

/** Null for all feeds; undefined where nothing is said of it. */
const feedIdOf = (fields: Fields): number | null | undefined =>
	typeof fields?.feedId === 'number' || fields?.feedId === null ? fields.feedId : undefined;
