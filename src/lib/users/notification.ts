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

/** How notifications go out by e-mail: not at all, each by itself, or one message a day. */
export const mailings = ['off', 'each', 'daily'] as const;
export type Mailing = (typeof mailings)[number];

export const mailingLabels: Record<Mailing, string> = {
	off: 'No e-mail',
	each: 'A message for each',
	daily: 'One message a day'
};
