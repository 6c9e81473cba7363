import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '../server/database.ts';
import { describe, log } from '../server/log.ts';
import { MailFailure, type Send } from '../server/mailer.ts';
import { mailDigest, mailNext, Undelivered } from './outbox.server.ts';

type Pace = {
	/** How often to look whether something waits. */
	look: number;
	/** How long to leave a mail server alone that takes nothing: at first, doubled each time, up to the most. */
	leastPause: number;
	mostPause: number;
	/** How long to leave out somebody whose messages are refused. */
	leaveOut: number;
};
const usualPace: Pace = { look: 5_000, leastPause: 15_000, mostPause: 1_800_000, leaveOut: 3_600_000 };

/**
 * Sends what waits, for as long as the process runs. Several processes may do so on one database.
 * @returns when `stop` is aborted and the message in hand is through.
 */
export async function sendMail(
	db: Database,
	{ send, origin }: { send: Send; origin: string },
	stop: AbortSignal,
	pace: Pace = usualPace
): Promise<void> {
	const leftOut = new Map<number, number>();
	let pause = 0;
	while (!stop.aborted) {
		const now = new Date();
		for (const [id, until] of leftOut) if (until <= now.getTime()) leftOut.delete(id);
		const outbox = { send, origin, now, except: [...leftOut.keys()] };
		try {
			const isSent = (await mailNext(db, outbox)) || (await mailDigest(db, outbox));
			pause = 0;
			if (isSent) continue;
			await rest(pace.look, stop);
		} catch (error) {
			const refused =
				error instanceof Undelivered && error.cause instanceof MailFailure ? error.cause : undefined;
			if (error instanceof Undelivered && refused?.isOfMessage) {
				leftOut.set(error.userId, now.getTime() + pace.leaveOut);
				log.warn('a message was refused; its addressee is left out for a while', {
					reason: refused.message,
					userId: error.userId
				});
				continue;
			}
			pause = Math.min(pause * 2 || pace.leastPause, pace.mostPause);
			const seconds = Math.round(pause / 1000);
			if (refused) log.warn('the mail server takes nothing', { reason: refused.message, seconds });
			else log.error('mail could not be sent', { reason: describe(error), seconds });
			await rest(pause, stop);
		}
	}
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
	await wait(milliseconds, undefined, { signal, ref: false }).catch((error: unknown) => {
		if (!signal.aborted) throw error;
	});
}
