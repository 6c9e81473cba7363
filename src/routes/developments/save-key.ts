import { on } from 'svelte/events';

/**
 * An attachment for forms: Ctrl+Enter (or Cmd+Enter) sends as the button marked `data-save="first"` would; with Shift
 * as the one marked `another`. Without such buttons the form is sent as it is.
 */
export function savesByKey(form: HTMLFormElement): () => void {
	return on(form, 'keydown', (event) => {
		if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		const which = event.shiftKey ? 'another' : 'first';
		form.requestSubmit(form.querySelector<HTMLButtonElement>(`[data-save=${which}]`));
	});
}
