/** The sign-in page, leading back to `url` afterwards. */
export function signInHref(url: URL): string {
	const next = url.pathname + url.search;
	return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

/**
 * Where to go after signing in: `next` when it is a path of this site, else the overview. Other sites are refused in
 * every spelling that a browser would follow: `//evil`, `/\evil`, `https:evil`, control characters.
 */
export function safeNext(next: string | null | undefined): string {
	if (!next?.startsWith('/')) return '/';
	const here = 'http://here.invalid';
	if (!URL.canParse(next, here)) return '/';
	const { origin, pathname, search, hash } = new URL(next, here);
	if (origin !== here || pathname.startsWith('//') || /^\/sign-(in|out)$/.test(pathname)) return '/';
	return pathname + search + hash;
}
