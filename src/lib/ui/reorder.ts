import { on } from 'svelte/events';

/**
 * An attachment for a list whose items are put into another order: with the pointer by the handle of an item
 * (`data-handle`), or on the keyboard by Alt and an arrow key while something in the item has the focus. Items carry
 * `data-key`.
 * @param move asked for when an item is to stand before another, or at the end for null.
 */
export function reorders(move: (key: string, before: string | null) => void) {
	return (list: HTMLElement): (() => void) => {
		const items = () => [...list.querySelectorAll<HTMLElement>(':scope > [data-key]')];
		const itemOf = (event: Event) =>
			event.target instanceof Element ? event.target.closest<HTMLElement>('[data-key]') : null;
		let dragged: HTMLElement | undefined;
		let before: HTMLElement | null = null;

		const mark = (target: HTMLElement | null | undefined) => {
			for (const item of items()) item.classList.toggle('drop-before', item === target);
			list.classList.toggle('drop-at-end', target === null);
		};
		const stop = () => {
			mark(undefined);
			dragged?.classList.remove('dragged');
			dragged = undefined;
		};
		const stops = [
			on(list, 'pointerdown', (event) => {
				const handle = event.target instanceof Element && event.target.closest('[data-handle]');
				const item = itemOf(event);
				if (!handle || !item || item.parentElement !== list || event.button !== 0) return;
				event.preventDefault();
				handle.setPointerCapture(event.pointerId);
				dragged = item;
				before = item;
				item.classList.add('dragged');
			}),
			on(list, 'pointermove', (event) => {
				if (!dragged) return;
				before =
					items().find((item) => {
						const { top, height } = item.getBoundingClientRect();
						return event.clientY < top + height / 2;
					}) ?? null;
				mark(before);
			}),
			on(list, 'pointerup', () => {
				const [item, target] = [dragged, before];
				stop();
				if (!item || target === item || target === item.nextElementSibling) return;
				move(item.dataset.key!, target?.dataset.key ?? null);
			}),
			on(list, 'pointercancel', stop),
			on(list, 'keydown', (event) => {
				const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
				const item = itemOf(event);
				if (!event.altKey || !step || !item || item.parentElement !== list) return;
				event.preventDefault();
				const all = items();
				const to = all.indexOf(item) + (step < 0 ? -1 : 2);
				if (to < 0 || to > all.length) return;
				move(item.dataset.key!, all[to]?.dataset.key ?? null);
			})
		];
		return () => stops.forEach((off) => off());
	};
}
