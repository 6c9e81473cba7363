// Results as plain tables with their targets beside them.

/** A measured value with what it should be; `isMet` is undefined where no target is set. */
export type Finding = { what: string; measured: string; target: string; isMet: boolean | undefined };

/** What `measured` must not exceed. */
export function atMost(what: string, measured: number, most: number, unit: string, digits = 1): Finding {
	const text = `${measured.toFixed(digits)}${unit}`;
	return { what, measured: text, target: `≤ ${most}${unit}`, isMet: measured <= most };
}

/** What `measured` must reach. */
export function atLeast(what: string, measured: number, least: number, unit = ''): Finding {
	const text = `${Math.round(measured)}${unit}`;
	return { what, measured: text, target: `≥ ${least}${unit}`, isMet: measured >= least };
}

export function printFindings(title: string, findings: readonly Finding[]): void {
	const verdict = ({ isMet }: Finding) => (isMet === undefined ? '' : isMet ? 'MET' : 'NOT MET');
	printTable(
		title,
		['what', 'measured', 'target', ''],
		findings.map((one) => [one.what, one.measured, one.target, verdict(one)])
	);
}

/** Prints rows under heads; the first column stands left, the others right. */
export function printTable(
	title: string,
	heads: readonly string[],
	rows: readonly (readonly string[])[]
): void {
	const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
	const line = (cells: readonly string[]) =>
		cells
			.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
			.join('  ')
			.trimEnd();
	console.log(`\n${title}`);
	console.log(line(heads));
	console.log(widths.map((width) => '-'.repeat(width)).join('  '));
	for (const row of rows) console.log(line(row));
}

/** Runs one step, saying what it is and how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
	const begun = Date.now();
	const result = await work();
	console.log(`  ${what}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
	return result;
}

/** The value under which `share` of the values lie. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
