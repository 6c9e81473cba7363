import { phraseOf, type NotificationReason } from './notification.ts';

/** A notification as a letter tells it. */
export type Told = {
	id: number;
	reason: NotificationReason;
	who: string | null;
	title: string;
	href: string;
	createdAt: Date;
};

export type Letter = { subject: string; text: string };

const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** One notification as an e-mail; `origin` makes its links whole. */
export function letterOf(told: Told, origin: string): Letter {
	const sentence = `${phraseOf(told)} ${told.title}`;
	return {
		subject: shortened(sentence),
		text: `${sentence}\n${origin}${told.href}\n\n${closing('Each notification is mailed to you.', origin)}`
	};
}

/** Several notifications as one e-mail, oldest first. */
export function digestOf(list: readonly Told[], origin: string): Letter {
	const [first] = list;
	const subject =
		list.length === 1 && first
			? shortened(`${phraseOf(first)} ${first.title}`)
			: `${list.length} notifications in Stocktake`;
	const entries = list.map(
		(told) => `${phraseOf(told)} ${told.title}\n${time.format(told.createdAt)} UTC\n${origin}${told.href}`
	);
	return {
		subject,
		text: `${entries.join('\n\n')}\n\n${closing('Notifications are mailed to you once a day.', origin)}`
	};
}

const closing = (how: string, origin: string) =>
	`-- \n${how} Change that or switch it off: ${origin}/settings#mailing\n`;

const longestSubject = 150;
const shortened = (text: string) =>
	text.length > longestSubject ? `${text.slice(0, longestSubject - 1).trimEnd()}…` : text;
