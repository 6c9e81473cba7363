import { tick } from 'svelte';

/**
 * Elements that are put into another order lose the focus: gives it back, unless somebody put it elsewhere meanwhile.
 * Call it while the component is set up; `rows` reads what the order follows from.
 */
export function keepsFocus(rows: () => unknown): void {
	$effect.pre(() => {
		rows();
		void giveBack(document.activeElement);
	});
}

async function giveBack(focused: Element | null): Promise<void> {
	await tick();
	const isLost = !document.activeElement || document.activeElement === document.body;
	if (isLost && focused instanceof HTMLElement && focused.isConnected) focused.focus();
}
