/**
 * Where an item of the inbox stands. `new` and `snoozed` wait for somebody; `excluded` was kept out by a rule; the others
 * were decided by a person. Nothing is ever deleted.
 */
export const itemStates = ['new', 'snoozed', 'logged', 'attached', 'dismissed', 'excluded'] as const;
export type ItemState = (typeof itemStates)[number];

export const itemStateLabels: Record<ItemState, string> = {
	new: 'To triage',
	snoozed: 'Snoozed',
	logged: 'Logged',
	attached: 'Attached',
	dismissed: 'Dismissed',
	excluded: 'Kept out by a rule'
};

export const dismissReasons = [
	'not_relevant',
	'duplicate',
	'too_minor',
	'unreliable',
	'opinion',
	'other'
] as const;
export type DismissReason = (typeof dismissReasons)[number];

export const dismissReasonLabels: Record<DismissReason, string> = {
	not_relevant: 'Not about this paper',
	duplicate: 'Logged already',
	too_minor: 'Too minor',
	unreliable: 'Unreliable source',
	opinion: 'Opinion, not a development',
	other: 'Another reason'
};
