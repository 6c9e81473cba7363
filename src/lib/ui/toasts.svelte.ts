/**
 * Messages that say what was just done, with a way to undo it. Shown by Toaster.svelte in the root layout.
 * `undo` posts a real form to `action`, so undoing is an ordinary form action on the server; `run` is done in its place.
 */
export type Toast = {
	message: string;
	undo?: { action: string; label?: string; fields?: Record<string, string>; run?: () => void };
	link?: { href: string; label: string };
};

export const toasts = $state<(Toast & { id: number })[]>([]);
let nextId = 1;

/** Shows a message; it leaves by itself after ten seconds, or never when the person points at it. */
export function showToast(toast: Toast): number {
	const id = nextId++;
	toasts.push({ ...toast, id });
	if (toasts.length > 3) toasts.shift();
	return id;
}

export function dismissToast(id: number): void {
	const index = toasts.findIndex((toast) => toast.id === id);
	if (index >= 0) toasts.splice(index, 1);
}
