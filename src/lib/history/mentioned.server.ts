import { inArray } from 'drizzle-orm';
import { mentionedIds, withNames } from '../annotations/mention.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import type { RecordedChange } from './deed.ts';

/** What was said keeps ids for the people it mentions: here are their names, as they are now. One statement. */
export async function withMentioned<C extends Pick<RecordedChange, 'before' | 'after'>>(
	db: Reader,
	changes: readonly C[]
): Promise<C[]> {
	const ids = new Set(
		changes.flatMap(({ before, after }) =>
			[before, after].flatMap((said) => mentionedIds(bodyOf(said) ?? ''))
		)
	);
	if (ids.size === 0) return [...changes];
	const people = await db
		.select({ id: users.id, name: users.name })
		.from(users)
		.where(inArray(users.id, [...ids]));
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const named = (said: RecordedChange['before']) => {
		const body = bodyOf(said);
		return body === undefined ? said : { ...said, body: withNames(body, (id) => names.get(id)) };
	};
	return changes.map((change) => ({ ...change, before: named(change.before), after: named(change.after) }));
}

const bodyOf = (said: RecordedChange['before']): string | undefined =>
	typeof said?.body === 'string' ? said.body : undefined;
