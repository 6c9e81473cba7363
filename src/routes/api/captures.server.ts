import type * as v from 'valibot';
import { getCapture, sourceOfPage } from '#lib/feeds/captures.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import type * as shapes from './capture-shapes.ts';

/** A captured page as the API answers it. @throws NotSignedIn, NotFound */
export async function readCapture(
	db: Reader,
	id: number,
	viewer: Actor | null
): Promise<v.InferOutput<typeof shapes.capture>> {
	const capture = await getCapture(db, id, viewer);
	const source = (await sourceOfPage(db, capture)) ?? null;
	return { ...capture, source, capturedAt: capture.capturedAt.toISOString() };
}
