import { tick } from 'svelte';
import { dismissReasons } from '#lib/feeds/inbox-item.ts';
import { snoozes } from '#lib/feeds/triage.ts';
import type { Mode } from './mode.ts';
import type { Triage } from './triage.svelte.ts';

const panel = () => document.querySelector<HTMLElement>('.bar details[open] .panel');
const press = (value: string) => panel()?.querySelector<HTMLButtonElement>(`button[value=${value}]`)?.click();

/** Opens a panel, or closes it; the one for attaching is typed into at once. */
export async function togglePanel(triage: Triage, mode: Mode): Promise<void> {
	triage.mode = triage.mode === mode ? null : mode;
	await tick();
	if (triage.mode === 'attach') panel()?.querySelector<HTMLInputElement>('input[type=search]')?.focus();
}

/** While a panel is open its own keys come first: digits choose, Enter repeats the last reason, Escape closes. */
export function pressInPanel(event: KeyboardEvent, triage: Triage): void {
	const { mode } = triage;
	if (mode === null || event.ctrlKey || event.metaKey || event.altKey) return;
	const { target, key } = event;
	const isTyping = target instanceof HTMLInputElement && target.type !== 'checkbox';
	const digit = /^[1-9]$/.test(key) && !isTyping ? Number(key) : 0;
	if (key === 'Escape') triage.mode = null;
	else if (mode === 'dismiss') {
		const repeats = key === 'Enter' && !panel()?.contains(target as Node);
		const repeatsFromNote = key === 'Enter' && isTyping;
		const reason = repeats || repeatsFromNote ? triage.lastReason : dismissReasons[digit - 1];
		if (!reason) return;
		press(reason);
	} else if (mode === 'snooze') {
		const snooze = snoozes[digit - 1];
		if (snooze) press(snooze);
		else if (digit === snoozes.length + 1)
			panel()?.querySelector<HTMLInputElement>('input[type=date]')?.focus();
		else return;
	} else return;
	event.preventDefault();
	event.stopPropagation();
}
