import * as v from 'valibot';

/** Why somebody is told of something. */
export const notificationReasons = [
	'mention',
	'reply',
	'assigned',
	'returned',
	'to_review',
	'to_adjudicate',
	'decided',
	'stale'
] as const;
export type NotificationReason = (typeof notificationReasons)[number];

const phrases: Record<NotificationReason, (who: string) => string> = {
	mention: (who) => `${who} mentioned you:`,
	reply: (who) => `${who} commented:`,
	assigned: (who) => `${who} assigned to you:`,
	returned: () => 'Back in the pool:',
	to_review: (who) => `${who} submitted a coding for review:`,
	to_adjudicate: () => 'Coders disagree:',
	decided: (who) => `${who} decided on your coding:`,
	stale: () => 'Due for a new assessment:'
};

/** What happened, to precede the title of what it is about: "Ana mentioned you:". Without a person it was Stocktake itself. */
export function phraseOf({ reason, who }: { reason: NotificationReason; who: string | null }): string {
	return phrases[reason](who ?? 'Stocktake');
}

/** How notifications go out by e-mail: not at all, each by itself, or one message a day. */
export const mailings = ['off', 'each', 'daily'] as const;
export type Mailing = (typeof mailings)[number];

export const mailingLabels: Record<Mailing, string> = {
	off: 'No e-mail',
	each: 'A message for each',
	daily: 'One message a day'
};

export const mailingSchema = v.object({
	mailing: v.picklist(mailings, 'Choose how you want to be mailed.')
});
