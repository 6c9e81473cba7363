import { createTransport } from 'nodemailer';
import type { Configuration } from './configuration.ts';

export type Message = {
	to: string;
	subject: string;
	text: string;
	/** The same for a message that is sent again, so that it can be told to be the same. */
	key: string;
};

/** Hands a message to the mail server. @throws MailFailure */
export type Send = (message: Message) => Promise<void>;

/** Why a message was not taken. Says nothing of addresses, passwords or contents. */
export class MailFailure extends Error {
	/** Whether it is this message, or this address, that was refused; else none would go through now. */
	readonly isOfMessage: boolean;
	constructor(reason: string, isOfMessage: boolean) {
		super(reason);
		this.name = 'MailFailure';
		this.isOfMessage = isOfMessage;
	}
}

/** What sends messages through the configured mail server. */
export function mailer({ smtpUrl, from, origin }: NonNullable<Configuration['mail']>): Send {
	const transport = createTransport({
		url: smtpUrl,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 20_000
	});
	const { hostname } = new URL(origin);
	return async ({ to, subject, text, key }) => {
		const envelope = {
			from,
			to: { name: '', address: to },
			subject,
			text,
			messageId: `<${key}@${hostname}>`
		};
		const headers = { 'auto-submitted': 'auto-generated', 'x-auto-response-suppress': 'All' };
		await transport.sendMail({ ...envelope, headers }).catch((error: unknown) => {
			throw failureOf(error);
		});
	};
}

type SmtpError = { code?: string; responseCode?: number; command?: string };

/** The server's own words may repeat the address, so only the codes are kept. */
function failureOf(error: unknown): MailFailure {
	const { code, responseCode, command } = error as SmtpError;
	const reason = [code, responseCode, command].filter(Boolean).join(' ') || 'unknown';
	const isRecipient = code === 'EENVELOPE' && command !== 'MAIL FROM' && responseCode !== 421;
	const isContent = command === 'DATA' && (responseCode ?? 0) >= 500;
	return new MailFailure(reason, isRecipient || isContent);
}
