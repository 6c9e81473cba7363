import {
	completed,
	completing,
	suggested,
	type Completing,
	type Mentionable
} from '#lib/annotations/mention.ts';

/** The completion of a mention in a text area: who fits, who is chosen, and the keys that choose. */
export class Completion {
	readonly #people: () => readonly Mentionable[];
	#begun = $state.raw<Completing>();
	/** The one that Enter takes. */
	chosen = $state(0);
	readonly found = $derived.by(() =>
		this.#begun ? suggested(this.#begun.fragment, [...this.#people()]) : []
	);

	constructor(people: () => readonly Mentionable[]) {
		this.#people = people;
	}

	/** Looks whether a mention is being typed where the caret stands. */
	look({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): void {
		this.#begun = selectionStart === selectionEnd ? completing(value, selectionEnd) : undefined;
		this.chosen = 0;
	}

	close(): void {
		this.#begun = undefined;
	}

	/** Writes somebody into the text; by id where others have the name too. */
	take(area: HTMLTextAreaElement, person: Mentionable): void {
		if (!this.#begun) return;
		const isNamesake = this.#people().filter(({ name }) => name === person.name).length > 1;
		const { text, caret } = completed(area.value, this.#begun, isNamesake ? person.id : person.name);
		area.value = text;
		area.setSelectionRange(caret, caret);
		area.dispatchEvent(new InputEvent('input', { bubbles: true }));
	}

	/** Whether the key was one of ours. */
	press({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent, area: HTMLTextAreaElement): boolean {
		if (this.found.length === 0 || ctrlKey || metaKey || isComposing) return false;
		const step = { ArrowDown: 1, ArrowUp: -1 }[key];
		if (step) this.chosen = (this.chosen + step + this.found.length) % this.found.length;
		else if (key === 'Enter' || key === 'Tab') this.take(area, this.found[this.chosen]!);
		else if (key === 'Escape') this.close();
		else return false;
		return true;
	}
}
