import { and, desc, eq } from 'drizzle-orm';
import { Conflict, NotSignedIn, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { users } from '../users/table.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { lockDevelopment } from './commands.server.ts';
import type { KeptTextInput } from './kept-text.ts';
import { developmentTexts } from './table.server.ts';

export type KeptText = Omit<typeof developmentTexts.$inferSelect, 'developmentId' | 'recordedBy'> & {
	recordedBy: string;
};

/**
 * The words of a development's source: those in force, or an earlier version; undefined where none are kept. For members
 * alone, however reading is set: they are somebody else's words.
 * @throws NotSignedIn
 */
export async function findText(
	db: Reader,
	developmentId: number,
	viewer: Actor | null,
	version?: number
): Promise<KeptText | undefined> {
	if (!viewer) throw new NotSignedIn('Kept texts are for members. Sign in, or send a token.');
	const { version: number, text, origin, recordedAt } = developmentTexts;
	const [found] = await db
		.select({ version: number, text, origin, recordedAt, recordedBy: users.name })
		.from(developmentTexts)
		.innerJoin(users, eq(users.id, developmentTexts.recordedBy))
		.where(
			and(
				eq(developmentTexts.developmentId, developmentId),
				version === undefined ? undefined : eq(number, version)
			)
		)
		.orderBy(desc(number))
		.limit(1);
	return found;
}

export type Kept = {
	version: number;
	text: string;
	/** The version before, where this made a new one of it. */
	before: KeptText | undefined;
};

/**
 * Keeps the words of a source as a new version; the same words again change nothing. What marks passages of it has to
 * follow: `keepAnnotatedText` in annotations/ does both.
 * @throws Conflict where somebody saved another version since, Refused for a hidden development
 */
export async function keepText(
	tx: Transaction,
	actor: Actor | null,
	{ developmentId, version, text, origin }: KeptTextInput & { developmentId: number }
): Promise<Kept> {
	authorise(actor, 'keepText');
	const { hiddenAt } = await lockDevelopment(tx, developmentId);
	if (hiddenAt) throw new Refused('This development is hidden. Restore it before you change its text.');
	const before = await findText(tx, developmentId, actor);
	if (before?.text === text) return { version: before.version, text, before: undefined };
	if (version !== (before?.version ?? 0))
		throw new Conflict(
			before
				? `${before.recordedBy} saved another text meanwhile.`
				: 'There is no text yet: its version is 0.',
			'version'
		);
	const next = version + 1;
	await tx
		.insert(developmentTexts)
		.values({ developmentId, version: next, text, origin, recordedBy: actor.id });
	await recordChange(tx, {
		entity: 'developments',
		entityId: developmentId,
		action: 'keepText',
		actorId: actor.id,
		before: before ? { textVersion: version, characters: before.text.length } : null,
		after: { textVersion: next, characters: text.length, origin }
	});
	await notify(tx, 'development', developmentId);
	return { version: next, text, before };
}
