import { untrack } from 'svelte';

/**
 * Keys that a page offers. A page calls `offerKeys([...])` while it is set up; KeyboardHelp.svelte, mounted once in the
 * root layout, listens for them and lists them under `?`. Keys are ignored while typing in a field or in an open dialog.
 */
export type Key = {
	/** As the browser names it: 'j', 'Enter', '/', 'ArrowDown'. Two keys after one another: 'g o'. */
	key: string;
	label: string;
	run: (event: KeyboardEvent) => void;
};

type Group = { title: string; keys: readonly Key[] };

export const offered = $state<{ groups: Group[] }>({ groups: [] });

/** Offers keys for as long as the calling component lives. Call it while the component is set up. */
export function offerKeys(keys: readonly Key[], title = 'On this page'): void {
	$effect(() => {
		const group = { title, keys };
		untrack(() => {
			offered.groups = [...offered.groups, group];
		});
		return () => {
			offered.groups = offered.groups.filter((other) => other.keys !== keys);
		};
	});
}
