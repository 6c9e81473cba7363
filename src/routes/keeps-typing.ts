import { tick } from 'svelte';
import { on } from 'svelte/events';
import { findUnsaved, forgetUnsaved, keepUnsaved } from './unsaved.ts';

/** Named fields of a form with what stands in them; of a group of radio buttons, what is chosen. */
type Fields = Record<string, string[]>;
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** How long to wait after the last key before what was typed is kept, in milliseconds. */
const rest = 350;

/**
 * An attachment for forms: keeps in this browser what is typed and not sent, and puts it back when the form is opened
 * again. `forgetUnsaved(key)` once it was sent. `onrestored` is told since when it was kept.
 */
export function keepsTyping(key: string, onrestored?: (keptAt: string) => void) {
	return (form: HTMLFormElement) => {
		const begun = JSON.stringify(read(form));
		const kept = findUnsaved<Fields>(key);
		if (kept && JSON.stringify(kept.value) !== begun) {
			void restore(form, kept.value);
			onrestored?.(kept.keptAt);
		}
		let timer: ReturnType<typeof setTimeout> | undefined;
		const typed = () => {
			clearTimeout(timer);
			timer = setTimeout(() => {
				const fields = read(form);
				if (JSON.stringify(fields) === begun) forgetUnsaved(key);
				else keepUnsaved(key, fields);
			}, rest);
		};
		const stops = [on(form, 'input', typed), on(form, 'change', typed)];
		const stopWaiting = on(form, 'submit', () => clearTimeout(timer));
		return () => {
			clearTimeout(timer);
			for (const stop of [...stops, stopWaiting]) stop();
		};
	};
}

const controlsOf = (form: HTMLFormElement) =>
	[...form.elements].filter(
		(one): one is Control =>
			(one instanceof HTMLInputElement && one.type !== 'hidden') ||
			one instanceof HTMLSelectElement ||
			one instanceof HTMLTextAreaElement
	);

function read(form: HTMLFormElement): Fields {
	const fields: Fields = {};
	for (const control of controlsOf(form)) {
		if (!control.name) continue;
		fields[control.name] ??= [];
		if (!isChoice(control)) fields[control.name]!.push(control.value);
		else if (control.checked) fields[control.name]!.push(control.value);
	}
	return fields;
}

/** Fields that appear only once others are filled in are put back in a second turn. */
async function restore(form: HTMLFormElement, fields: Fields): Promise<void> {
	for (let turn = 0; turn < 2; turn++) {
		const places: Record<string, number> = {};
		for (const control of controlsOf(form)) {
			const values = fields[control.name];
			if (!values) continue;
			const at = (places[control.name] ??= 0);
			places[control.name] = at + 1;
			const value = values[at];
			if (isChoice(control)) choose(control, values.includes(control.value));
			else if (value !== undefined && control.value !== value) {
				control.value = value;
				announce(control);
			}
		}
		await tick();
	}
}

function choose(control: HTMLInputElement, isChosen: boolean): void {
	if (control.checked === isChosen) return;
	control.checked = isChosen;
	announce(control);
}

/** As if a person had typed it, for whatever listens. */
function announce(control: Control): void {
	for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
}

const isChoice = (control: Control): control is HTMLInputElement =>
	control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');
