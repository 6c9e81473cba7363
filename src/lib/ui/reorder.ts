import { on } from 'svelte/events';

/**
 * An attachment for a list whose items are put into another order: with the pointer by the handle of an item
 * (`data-handle`), or on the keyboard by Alt and an arrow key while something in the item has the focus. Items carry
 * `data-key`. Escape lets go of what is dragged where it was.
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
		let frame = 0;
		let pointerY = 0;
		const look = () => {
			before = items().find((item) => pointerY < middleOf(item)) ?? null;
			mark(before);
		};
		const follow = () => {
			if (scrollNear(list, pointerY)) look();
			frame = requestAnimationFrame(follow);
		};
		const stop = () => {
			cancelAnimationFrame(frame);
			frame = 0;
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
				pointerY = event.clientY;
				look();
				if (frame === 0) follow();
			}),
			on(list, 'pointerup', () => {
				const [item, target] = [dragged, before];
				stop();
				if (!item || target === item || target === item.nextElementSibling) return;
				move(item.dataset.key!, target?.dataset.key ?? null);
			}),
			on(list, 'pointercancel', stop),
			on(list.ownerDocument, 'keydown', ({ key }) => {
				if (key === 'Escape' && dragged) stop();
			}),
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

/** What is dragged above it goes before an item; of one that is folded out its first lines count. */
function middleOf(item: HTMLElement): number {
	const { top, height } = item.getBoundingClientRect();
	return top + Math.min(height / 2, 48);
}

/** Within so many pixels of an edge the list scrolls while something is dragged. */
const edge = 40;

/** Scrolls what the list stands in, where the pointer is at its upper or lower edge; whether it did. */
function scrollNear(list: HTMLElement, pointerY: number): boolean {
	const pane = paneOf(list);
	const { top, bottom } = pane.getBoundingClientRect();
	const [first, last] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
	const step = pointerY < first + edge ? -8 : pointerY > last - edge ? 8 : 0;
	const was = pane.scrollTop;
	pane.scrollTop += step;
	return pane.scrollTop !== was;
}

function paneOf(element: HTMLElement): Element {
	for (let pane = element.parentElement; pane; pane = pane.parentElement)
		if (pane.scrollHeight > pane.clientHeight && /auto|scroll/.test(getComputedStyle(pane).overflowY))
			return pane;
	return document.scrollingElement ?? document.documentElement;
}
