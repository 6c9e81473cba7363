/** An element that is moved within the page loses the focus: gives it back, unless somebody put it elsewhere meanwhile. */
export function focusAgain(focused: Element | null): void {
	const isLost = !document.activeElement || document.activeElement === document.body;
	if (isLost && focused instanceof HTMLElement && focused.isConnected) focused.focus();
}
