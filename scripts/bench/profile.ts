import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printTable } from './report.ts';

/** Prints what the processor time of the last `milliseconds` went into, from the profile that a server left in `folder`. */
export function printProfile(folder: string, milliseconds: number): void {
	const [file] = readdirSync(folder);
	const profile = JSON.parse(readFileSync(join(folder, file!), 'utf8')) as Profile;
	printTable('Where the server’s time goes under that load', ['', 'share'], sharesOf(profile, milliseconds));
}

type Profile = {
	nodes: { id: number; callFrame: { functionName: string; url: string } }[];
	samples: number[];
	timeDeltas: number[];
};

/** Time by where the code lies, the most first, over the last `milliseconds` of the profile. */
function sharesOf({ nodes, samples, timeDeltas }: Profile, milliseconds: number): string[][] {
	const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
	const spent = new Map<string, number>();
	let left = milliseconds * 1000;
	for (let at = samples.length - 1; at >= 0 && left > 0; at--) {
		const [place, time] = [places.get(samples[at]!)!, timeDeltas[at] ?? 0];
		spent.set(place, (spent.get(place) ?? 0) + time);
		left -= time;
	}
	const idle = spent.get('idle') ?? 0;
	spent.delete('idle');
	const busy = [...spent.values()].reduce((sum, one) => sum + one, 0);
	const shares = [...spent].toSorted((a, b) => b[1] - a[1]).slice(0, 14);
	const percent = (time: number, of: number) => `${((time / of) * 100).toFixed(1)} %`;
	return [
		['busy', percent(busy, busy + idle)],
		...shares.map(([place, time]) => [`  ${place}`, percent(time, busy)])
	];
}

function placeOf({ functionName, url }: { functionName: string; url: string }): string {
	if (functionName === '(idle)') return 'idle';
	if (functionName.startsWith('(')) return functionName.slice(1, -1);
	const library = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
	if (library) return library;
	if (url.startsWith('node:'))
		return url.startsWith('node:internal/process')
			? 'node'
			: (/^node:(?:internal\/)?[^/]+/.exec(url)?.[0] ?? 'node');
	return /build\/.*?([\w.-]+)$/.exec(url)?.[1] ?? (url === '' ? `native: ${functionName}` : url);
}
