import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ListedItem } from '#lib/feeds/inbox.server.ts';
import type { Seen } from '#lib/feeds/triage.ts';

/** Below 0 where the first of the two stands before the other: the newer does. */
const order = (one: ListedItem, other: ListedItem) =>
	other.sortedAt.getTime() - one.sortedAt.getTime() || other.id - one.id;

/**
 * The list as one person works through it. What is decided leaves at once; what colleagues decide leaves when it is heard
 * of; what arrives waits aside until it is asked for, so that nothing moves under the reader.
 */
export class InboxList {
	/** In the order of the list. */
	#rows = $state.raw<ListedItem[]>([]);
	/** What arrived since and is not shown yet. */
	#arrived = $state.raw<ListedItem[]>([]);
	/** Decided here: the version that was seen. It stays out until the item comes in a later one. */
	readonly #decided = new SvelteMap<number, number>();
	readonly marked = new SvelteSet<number>();

	constructor(rows: readonly ListedItem[]) {
		this.#rows = [...rows];
	}

	readonly shown = $derived.by(() => this.#rows.filter((row) => !this.#isDecided(row)));
	readonly arrived = $derived.by(() => this.#arrived.filter((row) => !this.#isDecided(row)).length);

	#isDecided({ id, version }: ListedItem): boolean {
		const seen = this.#decided.get(id);
		return seen !== undefined && version <= seen;
	}

	find(id: number | undefined): ListedItem | undefined {
		return this.shown.find((row) => row.id === id);
	}

	/** Takes in the list as the server has it now; the row that is being read stays, whoever decided it. */
	take(rows: readonly ListedItem[], next: string | null, reading: number | undefined): void {
		const now = new Map(rows.map((row) => [row.id, row]));
		const last = rows.at(-1);
		const isBeyond = (row: ListedItem) => next !== null && last !== undefined && order(last, row) < 0;
		const kept = this.#rows.flatMap((row) => {
			const found = now.get(row.id);
			if (found) return [found];
			return isBeyond(row) || row.id === reading || this.#decided.has(row.id) ? [row] : [];
		});
		const known = new Set(this.#rows.map(({ id }) => id));
		const end = this.shown.at(-1);
		const fresh = rows.filter(({ id }) => !known.has(id));
		const follows = (row: ListedItem) => !end || order(end, row) < 0 || this.#decided.has(row.id);
		this.#rows = [...kept, ...fresh.filter(follows)].sort(order);
		this.#arrived = fresh.filter((row) => !follows(row));
	}

	/** Shows what arrived. */
	showArrived(): void {
		this.#rows = [...this.#rows, ...this.#arrived].sort(order);
		this.#arrived = [];
	}

	/** The item to read after these are decided: the next below, or else the last above. */
	after(ids: readonly number[], from: number | undefined): number | undefined {
		const rows = this.shown;
		const at = Math.max(
			rows.findIndex(({ id }) => id === from),
			0
		);
		const isLeft = ({ id }: ListedItem) => !ids.includes(id);
		return (rows.slice(at).find(isLeft) ?? rows.slice(0, at).findLast(isLeft))?.id;
	}

	/** The row so many steps away; from nowhere the first. */
	step(from: number | undefined, by: 1 | -1): number | undefined {
		const at = this.shown.findIndex(({ id }) => id === from);
		return this.shown[at === -1 ? 0 : Math.min(Math.max(at + by, 0), this.shown.length - 1)]?.id;
	}

	/** They leave the list at once. */
	leave(items: readonly Seen[]): void {
		for (const { id, version } of items) {
			this.#decided.set(id, version);
			this.marked.delete(id);
		}
	}

	/** They stand in the list again: it could not be decided, or it was undone, and they have this version now. */
	comeBack(items: readonly Seen[]): void {
		const versions = new Map(items.map(({ id, version }) => [id, version]));
		this.#rows = this.#rows.map((row) => ({ ...row, version: versions.get(row.id) ?? row.version }));
		for (const { id } of items)
			if (this.#rows.some((row) => row.id === id)) this.#decided.delete(id);
			// Its row comes with the next reading of the list, and then goes to its place.
			else this.#decided.set(id, 0);
	}

	mark(id: number): void {
		if (!this.marked.delete(id)) this.marked.add(id);
	}

	/** Marks all from the one that was marked last to this one. */
	markTo(id: number): void {
		const rows = this.shown;
		const last = [...this.marked].at(-1) ?? id;
		const [from, to] = [last, id].map((one) => rows.findIndex((row) => row.id === one)).sort((a, b) => a - b);
		for (const row of rows.slice(Math.max(from ?? 0, 0), (to ?? 0) + 1)) this.marked.add(row.id);
	}

	/** What a decision is about: the marked ones, or the one that is read. */
	chosen(reading: number | undefined): Seen[] {
		const rows =
			this.marked.size > 0 ? this.shown.filter(({ id }) => this.marked.has(id)) : [this.find(reading)];
		return rows.flatMap((row) => (row ? [{ id: row.id, version: row.version }] : []));
	}
}
