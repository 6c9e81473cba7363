import type { ListedItem } from '#lib/feeds/inbox.server.ts';
import type { Key } from '#lib/ui/keys.svelte.ts';
import type { InboxList } from './list.svelte.ts';
import type { Mode } from './mode.ts';
import type { Triage } from './triage.svelte.ts';

type Page = {
	triage: Triage;
	list: () => InboxList;
	row: () => ListedItem | undefined;
	toggle: (mode: Mode) => void;
	/** Goes to the form that logs it, for a recommendation that was suggested: the first, the second …. */
	log: (suggested?: number) => void;
};

/** The keys of the inbox. */
export function triageKeys({ triage, list, row, toggle, log }: Page): Key[] {
	const step = (by: 1 | -1) => void triage.open(list().step(triage.reading, by));
	const mark = (how: 'mark' | 'markTo') => {
		const { id } = row() ?? {};
		if (id !== undefined) list()[how](id);
	};
	const openSource = () => {
		const url = row()?.url;
		if (url) window.open(url, '_blank', 'noopener,noreferrer');
	};
	return [
		{ key: 'j', label: 'Next', run: () => step(1) },
		{ key: 'k', label: 'Previous', run: () => step(-1) },
		{ key: 'ArrowDown', label: 'Next', run: () => step(1) },
		{ key: 'ArrowUp', label: 'Previous', run: () => step(-1) },
		{ key: 'l', label: 'Log a development from it', run: () => log() },
		...['first', 'second', 'third'].map((nth, at) => ({
			key: String(at + 1),
			label: `Log it for the ${nth} recommendation suggested`,
			run: () => log(at)
		})),
		{ key: 'a', label: 'Attach to a development; ↵ takes the likeliest', run: () => toggle('attach') },
		{ key: 'd', label: 'Dismiss: then a digit for the reason, ↵ for the last', run: () => toggle('dismiss') },
		{ key: 's', label: 'Snooze: then a digit for the day', run: () => toggle('snooze') },
		{ key: 'u', label: 'Undo', run: () => void triage.undo() },
		{ key: 'x', label: 'Select it', run: () => mark('mark') },
		{ key: 'X', label: 'Select all from the last selected to it', run: () => mark('markTo') },
		{ key: 'o', label: 'Open the source in a new tab', run: openSource },
		{ key: 'n', label: 'Show what arrived', run: () => list().showArrived() },
		{ key: '/', label: 'Search', run: () => document.querySelector<HTMLInputElement>('#search')?.select() }
	];
}
