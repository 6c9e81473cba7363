import type { SubmitFunction } from '@sveltejs/kit';
import { focusAgain } from './focus.ts';

/**
 * For the settings of a block, which are kept as they are chosen: one sending at a time, each with the version that the
 * one before made; what is chosen meanwhile is sent afterwards.
 */
export function settled(): SubmitFunction {
	let isSending = false;
	let next: (() => void) | undefined;
	return ({ formElement, submitter, cancel }) => {
		if (isSending) {
			next = () => formElement.requestSubmit(submitter);
			return cancel();
		}
		isSending = true;
		const focused = document.activeElement;
		return async ({ update }) => {
			await update({ reset: false });
			isSending = false;
			focusAgain(focused);
			const send = next;
			next = undefined;
			send?.();
		};
	};
}
