import { today } from '#lib/calendar.ts';
import { findDuplicates } from '#lib/developments/queries.server.ts';
import { getCapture, sourceOfPage } from '#lib/feeds/captures.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import type { DevelopmentValues } from '../development-form.ts';

/** The capture that an address of the form names; undefined for none. */
export const captureIn = ({ searchParams }: URL): number | undefined => {
	const id = searchParams.get('capture') ?? '';
	return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
};

/** What a captured page puts into the form; what it was published on stands for when it happened until it is changed. */
export async function fromCapture(db: Reader, viewer: Actor, captureId: number) {
	const { text, html: _html, ...capture } = await getCapture(db, captureId, viewer);
	const [known, duplicates] = await Promise.all([
		sourceOfPage(db, capture),
		findDuplicates(db, {
			title: capture.title,
			url: capture.finalUrl,
			occurredOn: capture.publishedOn ?? undefined
		})
	]);
	const values: Partial<DevelopmentValues> = {
		title: capture.title,
		occurredOn: capture.publishedOn ?? '',
		publishedOn: capture.publishedOn ?? '',
		accessedOn: today(capture.capturedAt),
		source: known ?? capture.publisher,
		sourceTitle: capture.title,
		sourceUrl: capture.finalUrl,
		sourceAuthor: capture.author,
		sourceLanguage: capture.language ?? ''
	};
	return { capture: { ...capture, hasText: text !== '' }, values, duplicates };
}
