/** What a message says after something was done to a coding: an action, or the state that the coding came to. */
const said: Record<string, string> = {
	draft: 'Draft saved. Nobody else sees it.',
	submitted: 'Submitted. It counts once it is decided.',
	adopted: 'Adopted. It counts as evidence now.',
	disputed: 'Submitted. The codings differ: an editor decides between them.',
	adopt: 'Adopted. It is the evidence now; its coder is told.',
	reject: 'Rejected. Its coder is told why.',
	stopWaiting: 'Revealed. It waits for an editor now.'
};

export const saidOf = (done: string) => said[done] ?? 'Saved.';
