import { invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';

/** How long to wait for more changes before the page is loaded again, in milliseconds. */
const settle = 150;

/**
 * Runs the page's load again whenever something changed elsewhere. Open only while the page can be seen, since a
 * browser allows few connections to one site; what was missed meanwhile is made good by one load.
 * @returns the way to stop
 */
export function followChanges(): () => void {
	let source: EventSource | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let missed = false;
	// Loading again would call off a navigation under way, such as the one that follows one's own save.
	const reload = () => {
		clearTimeout(timer);
		timer = setTimeout(() => (navigating.to ? reload() : void invalidateAll()), settle);
	};
	const open = () => {
		source = new EventSource('/live');
		source.addEventListener('message', reload);
		source.addEventListener('open', () => {
			if (missed) reload();
			missed = true;
		});
	};
	const follow = () => {
		if (document.visibilityState === 'visible') {
			if (!source) open();
			return;
		}
		source?.close();
		source = undefined;
	};
	document.addEventListener('visibilitychange', follow);
	follow();
	return () => {
		document.removeEventListener('visibilitychange', follow);
		clearTimeout(timer);
		source?.close();
	};
}
