import { on } from 'svelte/events';

/** The links of all rows on the page, from the top. */
const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.work a.title')];

/** Which row holds the focus, counted from the top; −1 for none. */
export function rowNow(): number {
	const row = document.activeElement?.closest('.work');
	return row ? links().findIndex((link) => row.contains(link)) : -1;
}

/** Puts the focus on a row, or on the last there is. */
export function focusRow(at: number): void {
	const all = links();
	if (at >= 0) all[Math.min(at, all.length - 1)]?.focus();
}

/** Moves the focus by one row; from elsewhere to the first. */
export function moveRow(step: 1 | -1): void {
	const at = rowNow();
	focusRow(at === -1 ? 0 : Math.max(0, at + step));
}

/** Presses the button for a key in the row that holds the focus. */
export function pressInRow(key: string): void {
	const row = document.activeElement?.closest('.work');
	row?.querySelector<HTMLButtonElement>(`[data-key="${key}"]`)?.click();
}

/**
 * An attachment: where the row that holds the focus goes, the one that takes its place gets it. Rows go when something is
 * done about them, here or in another browser.
 */
export function keepFocus(container: HTMLElement): () => void {
	let row: Element | null = null;
	let at = -1;
	const stop = on(container, 'focusin', ({ target }) => {
		row = (target as Element).closest('.work');
		at = rowNow();
	});
	const watch = new MutationObserver(() => {
		if (!row || row.isConnected) return;
		row = null;
		if (document.activeElement === document.body) focusRow(at);
	});
	watch.observe(container, { childList: true, subtree: true });
	return () => {
		stop();
		watch.disconnect();
	};
}
