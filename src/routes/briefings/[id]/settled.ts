import type { SubmitFunction } from '@sveltejs/kit';
import { answered } from './answered.ts';

/**
 * For the settings of a block, which are kept as they are chosen: one sending at a time, each with the version that the
 * one before made; what is chosen meanwhile is sent afterwards.
 */
export function settled(): SubmitFunction {
	let isSending = false;
	let sent = '';
	let next: (() => void) | undefined;
	return ({ formElement, formData, submitter, cancel }) => {
		const asked = JSON.stringify([...formData]);
		if (isSending) {
			// Enter in a field that was changed asks twice for the same.
			if (asked !== sent || formData.get('act')) next = () => formElement.requestSubmit(submitter);
			return cancel();
		}
		isSending = true;
		sent = asked;
		return async ({ result }) => {
			await answered(result);
			isSending = false;
			const send = next;
			next = undefined;
			send?.();
		};
	};
}
