import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { keepAnnotatedText } from '../annotations/annotated-text.server.ts';
import { Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Database, Transaction } from '../server/database.ts';
import { fetchOutside, type OutsideAnswer } from '../server/fetch-outside.ts';
import { readOutsideAddress } from '../server/outside-address.ts';
import { countTry } from '../server/rate-limit.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { CaptureInput } from './capture.ts';
import type { Extracted } from './extract.server.ts';
import { captures } from './inbox-table.server.ts';
import { readPage } from './read-aside.server.ts';
import type { FoundText } from './reading-thread.server.ts';
import { sha256 } from './identity.server.ts';

const largestPage = 10_000_000;
const longestWait = 15_000;
const limit = { what: 'capture', tries: 60, minutes: 10 };

/** A page as it was found, not kept yet. */
export type FoundPage = Extracted & {
	url: string;
	finalUrl: string;
	bodyHash: string | null;
};

/**
 * Fetches a page and reads it; or reads what a reader's browser sent of it. Outside of any transaction, since it may take
 * seconds.
 * @throws FetchRefused, Refused where it is no page; TooManyTries
 */
export async function findPage(
	db: Database,
	actor: Actor | null,
	{ url, html }: CaptureInput
): Promise<FoundPage> {
	authorise(actor, 'capture');
	await countTry(db, limit, String(actor.id));
	if (html) {
		const address = readOutsideAddress(url, undefined, true);
		return { url, finalUrl: address.href, bodyHash: null, ...(await readPage(html, address)) };
	}
	const answer = await fetchOutside(url, {
		accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1',
		maxBytes: largestPage,
		timeoutMs: longestWait
	});
	const address = new URL(answer.url);
	const extracted = await readPage(textOfAnswer(answer, address), address);
	const bodyHash = createHash('sha256').update(answer.body).digest('hex');
	return { url: new URL(url).href, finalUrl: address.href, bodyHash, ...extracted };
}

const reasons: Readonly<Record<number, string>> = {
	401: 'it asks for a password',
	402: 'it asks for payment',
	403: 'it lets no programs in, or asks for a login',
	404: 'there is no such page',
	410: 'the page is gone',
	429: 'it was asked too often',
	451: 'it is closed for legal reasons'
};

function textOfAnswer({ status, headers, body }: OutsideAnswer, { host, hostname }: URL): FoundText {
	if (status >= 400 || status < 200 || status === 204)
		throw new Refused(
			`${host} answered ${status}${reasons[status] ? `: ${reasons[status]}` : status >= 500 ? ': it has a fault of its own' : ''}.`,
			'url'
		);
	const contentType = headers.get('content-type') ?? '';
	const type = contentType.split(';')[0]!.trim().toLowerCase();
	const isPdf =
		type === 'application/pdf' || new TextDecoder('latin1').decode(body.subarray(0, 5)) === '%PDF-';
	if (isPdf)
		throw new Refused(
			'This is a PDF and not a web page: its text is not read. Fill in the form by hand.',
			'url'
		);
	if (type !== '' && !/^(text\/(html|plain)|application\/xhtml\+xml)$/.test(type))
		throw new Refused(
			`This is no web page (${type.slice(0, 80)}): its text is not read. Fill in the form by hand.`,
			'url'
		);
	return { body, contentType, hostname };
}

/** Keeps a page as it was found. */
export async function keepCapture(
	tx: Transaction,
	actor: Actor | null,
	found: FoundPage
): Promise<{ id: number }> {
	authorise(actor, 'capture');
	const textHash = sha256(found.text);
	const [row] = await tx
		.insert(captures)
		.values({ ...found, textHash, capturedBy: actor.id })
		.returning({ id: captures.id });
	const { id } = row!;
	await recordChange(tx, {
		entity: 'captures',
		entityId: id,
		action: 'capturePage',
		actorId: actor.id,
		after: { url: found.finalUrl, textHash }
	});
	return { id };
}

/**
 * Ties a capture to the development that was logged from it, and keeps its words as the text of the source, so that
 * passages can be marked. A capture that is tied already stays as it is.
 * @returns whether it was tied now
 */
export async function useCapture(
	tx: Transaction,
	actor: Actor | null,
	captureId: number,
	developmentId: number
): Promise<boolean> {
	authorise(actor, 'capture');
	const [used] = await tx
		.update(captures)
		.set({ developmentId })
		.where(and(eq(captures.id, captureId), isNull(captures.developmentId)))
		.returning({ text: captures.text });
	if (used?.text)
		await keepAnnotatedText(tx, actor, { developmentId, version: 0, text: used.text, origin: 'captured' });
	return used !== undefined;
}
