const browsers: [sign: RegExp, name: string][] = [
	[/\bEdg(e|A|iOS)?\//, 'Edge'],
	[/\bOPR\//, 'Opera'],
	[/\b(Firefox|FxiOS)\//, 'Firefox'],
	[/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
	[/\bSafari\//, 'Safari']
];
const systems: [sign: RegExp, name: string][] = [
	[/\b(iPhone|iPad)\b/, 'iOS'],
	[/\bAndroid\b/, 'Android'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b/, 'macOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bLinux\b/, 'Linux']
];

/** "Firefox on Linux", from how a browser describes itself; enough for a person to recognise a session. */
export function browserName(userAgent: string | null): string {
	const find = (list: typeof browsers) => list.find(([sign]) => sign.test(userAgent ?? ''))?.[1];
	const [browser, system] = [find(browsers), find(systems)];
	if (!browser) return system ? `A browser on ${system}` : 'An unknown browser';
	return system ? `${browser} on ${system}` : browser;
}
