import type { Database } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import type { Site } from '#lib/users/site.server.ts';
import type { Live } from './routes/live.ts';

declare global {
	namespace App {
		interface Locals {
			/** The database, for queries; commands go through `respond` (src/routes/respond.server.ts) or `inTransaction`. */
			db: Database;
			/** Who is signed in, or owns the bearer token; null for an outside reader. */
			user: Actor | null;
			/** The installation's settings. */
			site: Site;
			/** The session's id, which is its secret: for signing out, never for showing. */
			sessionId: string | null;
			/** What a rule or a bug said while this request was answered; the hook makes its status the response's. */
			failure?: { status: number; message: string; retryAfter?: number };
			/** Seconds after which a form may be sent again that came too often. */
			retryAfter?: number;
		}

		interface PageData {
			/** The page said what it shows, with `follow` (src/routes/live.ts). */
			live?: Live;
			/** The record that the page shows, such as `development:12`: members see who has it open. */
			place?: string;
			/** The kind of record of which the page is a list, such as `inbox`: it shows who has which of them open. */
			lists?: string;
		}

		interface Error {
			message: string;
			/** Under which an unexpected error stands in the log. */
			id?: string;
			/** The status of a rule that said no; SvelteKit itself knows only 500 for it. */
			status?: number;
		}
	}
}

export {};
