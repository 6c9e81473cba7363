import { on } from 'svelte/events';

/** An attachment: Escape within the element leaves it. */
export const leavesByKey = (leave: () => void) => (element: HTMLElement) =>
	on(element, 'keydown', (event) => {
		if (event.key === 'Escape') leave();
	});
