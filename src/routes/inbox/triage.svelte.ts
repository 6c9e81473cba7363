import { goto, invalidate } from '$app/navigation';
import { tick } from 'svelte';
import type { DismissReason } from '#lib/feeds/inbox-item.ts';
import { writeSeen, type Seen } from '#lib/feeds/triage.ts';
import { dismissToast, showToast, type Toast } from '#lib/ui/toasts.svelte.ts';
import type { InboxList } from './list.svelte.ts';
import type { Mode } from './mode.ts';
import { send } from './sending.ts';

/** A decision that can be taken back: the item that was read, and what it left behind once it is answered. */
type Step = { from: number | undefined; done: Promise<Seen[]> };

/** What triage needs to know of the page at a moment. */
type Page = {
	list: () => InboxList;
	/** The item that the address names, or the first. */
	itemId: () => number | undefined;
	hrefOf: (item: number | undefined) => string;
	actionOf: (name: string) => string;
};

/** One person's way through the inbox: which item is read, what is decided, and the way back. */
export class Triage {
	mode = $state<Mode>(null);
	lastReason = $state<DismissReason>('not_relevant');
	/** Chosen, and on its way into the address. */
	#picked = $state<{ id: number | undefined }>();
	readonly #page: Page;
	readonly #steps: Step[] = [];
	#toast = 0;
	#logged: number | undefined;

	constructor(page: Page) {
		this.#page = page;
	}

	get reading(): number | undefined {
		return this.#picked ? this.#picked.id : this.#page.itemId();
	}

	/** The address has followed. */
	arrived(): void {
		this.#picked = undefined;
	}

	/** A link opens it by itself; it shows at once. */
	pick(id: number | undefined): void {
		this.mode = null;
		this.#picked = { id };
	}

	/** Opens an item, with the focus on its row. */
	async open(id: number | undefined): Promise<void> {
		if (id === undefined || id === this.reading) return this.#focus(id);
		this.pick(id);
		await this.#focus(id);
		await goto(this.#page.hrefOf(id), { replaceState: true, keepFocus: true, noScroll: true });
	}

	async #focus(id: number | undefined): Promise<void> {
		await tick();
		const row = id === undefined ? null : document.getElementById(`item-${id}`);
		row?.focus({ preventScroll: true });
		row?.scrollIntoView({ block: 'nearest' });
	}

	/** Decides about items: they leave the list, the next is read, and what becomes of it is told when it is known. */
	async decide(name: string, fields: Record<string, string>, items: Seen[]): Promise<void> {
		if (items.length === 0) return;
		const list = this.#page.list();
		const from = this.reading;
		const title = list.find(items[0]!.id)?.title ?? '';
		const ids = items.map(({ id }) => id);
		const isRead = from !== undefined && ids.includes(from);
		const next = isRead ? list.after(ids, from) : from;
		this.mode = null;
		const answer = send(this.#page.actionOf(name), { ...fields, items: writeSeen(items) });
		list.leave(items);
		const step: Step = { from, done: answer.then((sent) => (sent.is === 'done' ? sent.done : [])) };
		if (name !== 'undo') this.#steps.push(step);
		void this.#openOrLeave(next);
		const sent = await answer;
		if (sent.is !== 'done') {
			this.#forget(step);
			if (sent.is === 'lost' || sent.status !== 409) list.comeBack(items);
			return this.#say({ message: sent.is === 'lost' ? lost : sent.message });
		}
		const about = sent.done.length === 1 ? `${sent.said}: “${shortened(title)}”` : sent.said;
		const missed = sent.missed.length === 0 ? '' : ` ${missedInWords(sent.missed)}`;
		this.#say({
			message: about + missed,
			...(name === 'undo' ? {} : { undo: this.#undoOf(step, sent.done) })
		});
	}

	/** Sends what belongs to no single row, such as all that a filter finds; the list is read again. */
	async decideAll(name: string, fields: Record<string, string>): Promise<void> {
		const sent = await send(this.#page.actionOf(name), fields);
		await invalidate('live:inbox');
		if (sent.is !== 'done') return this.#say({ message: sent.is === 'lost' ? lost : sent.message });
		const step: Step = { from: this.reading, done: Promise.resolve(sent.done) };
		this.#steps.push(step);
		this.#say({ message: sent.said, undo: this.#undoOf(step, sent.done) });
	}

	/** Takes the last decision back, or this one; what was decided comes back into the list, and is read. */
	async undo(step = this.#steps.at(-1)): Promise<void> {
		if (!step)
			return this.#say({ message: 'There is nothing to undo here. Decided items stand under their state.' });
		this.#forget(step);
		const decided = await step.done;
		if (decided.length === 0) return;
		const list = this.#page.list();
		const sent = await send(this.#page.actionOf('undo'), { items: writeSeen(decided) });
		if (sent.is !== 'done') return this.#say({ message: sent.is === 'lost' ? lost : sent.message });
		list.comeBack(sent.done);
		this.#say({ message: sent.missed.length > 0 ? missedInWords(sent.missed) : sent.said });
		await this.open(sent.done[0]?.id);
		await invalidate('live:inbox');
	}

	/** What was logged in the form before this page came: said here, and can be undone here. */
	logged({ id, version, development }: Seen & { development: { id: number; title: string } | null }): void {
		if (id === this.#logged) return;
		this.#logged = id;
		const step: Step = { from: id, done: Promise.resolve([{ id, version }]) };
		this.#steps.push(step);
		this.#say({
			message: `Logged: “${shortened(development?.title ?? '')}”`,
			undo: this.#undoOf(step, [{ id, version }])
		});
	}

	async #openOrLeave(next: number | undefined): Promise<void> {
		if (next !== undefined) return this.open(next);
		this.pick(undefined);
		await goto(this.#page.hrefOf(undefined), { replaceState: true, keepFocus: true, noScroll: true });
	}

	#undoOf(step: Step, done: readonly Seen[]): NonNullable<Toast['undo']> {
		const fields = { items: writeSeen(done) };
		return { action: this.#page.actionOf('undo'), fields, run: () => void this.undo(step) };
	}

	#forget(step: Step): void {
		const at = this.#steps.indexOf(step);
		if (at >= 0) this.#steps.splice(at, 1);
	}

	/** One message at a time: in quick work each takes the place of the one before. */
	#say(toast: Toast): void {
		dismissToast(this.#toast);
		this.#toast = showToast(toast);
	}
}

const lost =
	'It could not be sent, and is in the list again. Look whether you are online, then decide once more.';

const shortened = (title: string) => (title.length > 60 ? `${title.slice(0, 57).trimEnd()}…` : title);

function missedInWords(missed: readonly { title: string; words: string }[]): string {
	const [first] = missed;
	if (missed.length === 1 && first) return `${first.words}: “${shortened(first.title)}”.`;
	return `${missed.length} were decided by others meanwhile and stay as they are.`;
}
