/** Opening a notification is reading it. The page that opens does not wait for that to be noted. */
export function opened(id: number): void {
	void fetch('/notifications?/read', {
		method: 'POST',
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		body: new URLSearchParams({ id: String(id) }),
		keepalive: true
	});
}
