import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('README.md', root), 'utf8');

test('every picture and page that the README names is there, and no picture is heavy', () => {
	const named = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path!);
	expect(named).toContain('docs/screenshots/overview.png');
	for (const path of named) {
		expect(existsSync(new URL(path, root)), path).toBe(true);
		if (path.endsWith('.png')) expect(statSync(new URL(path, root)).size, path).toBeLessThan(400_000);
	}
});

test('a decision is told in thirty lines at most', () => {
	for (const name of readdirSync(new URL('docs/decisions/', root))) {
		const lines = readFileSync(new URL(`docs/decisions/${name}`, root), 'utf8')
			.trimEnd()
			.split('\n');
		expect(lines.length, name).toBeLessThanOrEqual(30);
	}
});
