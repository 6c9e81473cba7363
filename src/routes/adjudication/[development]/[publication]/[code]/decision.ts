/** A decision as it stands in its form: any part may still be missing. */
export type DecisionValues = {
	/** Id of a coding, `third`, or '' while nothing is chosen. */
	choice: string;
	reason: string;
	/** The third coding. */
	effect: string;
	rationale: string;
	markerId: string;
	quote: string;
	/** Ids of the codings that stood beside the form. */
	seen: number[];
};

const idsIn = (text: string) =>
	text
		.split(',')
		.filter((id) => /^\d{1,15}$/.test(id))
		.map(Number);

export function readDecision(form: FormData): DecisionValues {
	const text = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	return {
		choice: text('choice'),
		reason: text('reason'),
		effect: text('effect'),
		rationale: text('rationale'),
		markerId: text('markerId'),
		quote: text('quote'),
		seen: idsIn(text('seen'))
	};
}

/** What the form holds as the schema takes it. */
export function toDecision({ choice, effect, rationale, markerId, quote, reason, seen }: DecisionValues) {
	if (choice !== 'third') return { adopt: /^\d{1,15}$/.test(choice) ? Number(choice) : null, reason, seen };
	return {
		effect: effect === '' ? null : Number(effect),
		rationale,
		markerId: markerId === '' ? null : Number(markerId),
		quote,
		reason,
		seen
	};
}
