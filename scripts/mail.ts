import { openDatabase } from '#lib/server/database.ts';
import type { Configuration } from '#lib/server/configuration.ts';
import { mailer } from '#lib/server/mailer.ts';
import { onShutdown, stopping } from '#lib/server/shutdown.ts';
import { sendMail } from '#lib/users/postman.server.ts';

/** How long the message in hand may still take when the process is asked to stop. */
const grace = 5_000;

/** Sends notifications by e-mail from now on, until the process stops. */
export function startMail(url: string, mail: NonNullable<Configuration['mail']>): void {
	const { db, close } = openDatabase(url, { max: 1 });
	const { origin } = mail;
	const sending = sendMail(db, { send: mailer(mail), origin }, stopping());
	onShutdown('mail', async () => {
		await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, grace).unref())]);
		await close();
	});
}
