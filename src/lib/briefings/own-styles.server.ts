import { and, eq, isNull, sql } from 'drizzle-orm';
import { Conflict, NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { largestStyle, readStyle } from './style-file.ts';
import { formatCitations } from './citations.server.ts';
import { plainText, type CslItem } from './document.ts';
import { citationStyles } from './table.server.ts';

const probe: CslItem = {
	id: 'probe',
	type: 'article-newspaper',
	title: 'A title',
	author: [{ family: 'Author', given: 'Ann' }],
	'container-title': 'Newspaper',
	issued: { 'date-parts': [[2022, 3, 4]] },
	URL: 'https://www.example.org/'
};

/**
 * Adds a citation style from a .csl file.
 * @throws Refused where the file is not a style that works; Conflict where a style of its title is there already.
 */
export async function addCitationStyle(
	tx: Transaction,
	actor: Actor | null,
	{ file }: { file: Uint8Array }
): Promise<{ id: number; title: string }> {
	authorise(actor, 'addCitationStyle');
	const csl = textOf(file);
	const read = readStyle(csl);
	if ('fault' in read) throw new Refused(read.fault, 'file');
	const { title } = read;
	await tryOut(csl);
	const [taken] = await tx
		.select({ id: citationStyles.id })
		.from(citationStyles)
		.where(and(sql`lower(${citationStyles.title}) = lower(${title})`, isNull(citationStyles.hiddenAt)));
	if (taken) throw new Conflict(`The style “${title}” is here already. Hide it first to replace it.`, 'file');
	const [row] = await tx
		.insert(citationStyles)
		.values({ title, csl, addedBy: actor.id })
		.returning({ id: citationStyles.id });
	const { id } = row!;
	await recordChange(tx, { ...of(id, actor, 'addCitationStyle'), after: { title } });
	await notify(tx, 'citation_styles', id);
	return { id, title };
}

/** Takes an added style out of the list; briefings that use it keep it. Hiding a hidden one changes nothing. */
export const hideCitationStyle = (tx: Transaction, actor: Actor | null, id: number) =>
	setHidden(tx, actor, id, true);

/** Brings a hidden style back. */
export const restoreCitationStyle = (tx: Transaction, actor: Actor | null, id: number) =>
	setHidden(tx, actor, id, false);

async function setHidden(tx: Transaction, actor: Actor | null, id: number, hide: boolean): Promise<void> {
	authorise(actor, 'addCitationStyle');
	const [row] = await tx
		.select({ title: citationStyles.title, hiddenAt: citationStyles.hiddenAt })
		.from(citationStyles)
		.where(eq(citationStyles.id, id))
		.for('update');
	if (!row) throw new NotFound('There is no such citation style.');
	if ((row.hiddenAt !== null) === hide) return;
	await tx
		.update(citationStyles)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(citationStyles.id, id));
	await recordChange(tx, {
		...of(id, actor, hide ? 'hideCitationStyle' : 'restoreCitationStyle'),
		before: { title: row.title, hidden: !hide },
		after: { title: row.title, hidden: hide }
	});
	await notify(tx, 'citation_styles', id);
}

const of = (entityId: number, actor: Actor, action: string) => ({
	entity: 'citation_styles',
	entityId,
	action,
	actorId: actor.id
});

function textOf(file: Uint8Array): string {
	if (file.byteLength === 0) throw new Refused('Choose a .csl file.', 'file');
	if (file.byteLength > largestStyle)
		throw new Refused('The file is larger than 1 MB. A citation style has about 100 KB.', 'file');
	const text = Buffer.from(file).toString('utf8');
	if (text.includes('\uFFFD') || text.includes('\0'))
		throw new Refused('The file is not text in UTF-8. Choose a .csl file.', 'file');
	return text;
}

/** Sets one source in the style: citeproc throws whatever it finds wrong. */
async function tryOut(style: string): Promise<void> {
	const cited = { notes: [{ cites: [{ source: probe.id }] }], sources: [probe] };
	const made = await formatCitations(cited, { style, locale: 'en-GB' }).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Refused(`The style does not work: ${reason.slice(0, 300)}`, 'file');
	});
	// What a style prints nothing of is cited by its bare title.
	if (plainText(made.notes[0] ?? []) === probe.title)
		throw new Refused('The style prints nothing for a newspaper article.', 'file');
}
