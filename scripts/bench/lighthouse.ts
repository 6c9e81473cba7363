import { execFile } from 'node:child_process';
import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureChromium, launchArguments } from '../../tests/chromium.ts';
import { atLeast, printFindings, step, type Finding } from './report.ts';
import { startServer } from './server.ts';
import { measuredPages } from './weight.ts';

/** Fetched when it is wanted: with what it needs it is larger than everything else here together. */
const lighthouse = 'lighthouse@13.5.0';
const least = 95;
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

type Report = {
	categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
	audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
};

/** Lighthouse as it comes, for a phone, on the overview and on a recommendation. */
export async function measureLighthouse(url: string): Promise<Finding[]> {
	const server = await startServer(url);
	const folder = mkdtempSync(join(tmpdir(), 'stocktake-lighthouse-'));
	try {
		const findings: Finding[] = [];
		for (const [name, path] of Object.entries(measuredPages)) {
			const file = join(folder, `${name}.json`);
			await step(`Lighthouse on the ${name}`, () => run(server.address + path, file));
			const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
			for (const category of categories)
				findings.push(
					atLeast(`${name}: ${category}`, (report.categories[category]?.score ?? 0) * 100, least)
				);
			complain(report);
		}
		printFindings('Lighthouse', findings);
		return findings;
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await server.stop();
	}
}

async function run(address: string, file: string): Promise<void> {
	const chrome = ['--headless=new', ...launchArguments].join(' ');
	const options = [address, '--quiet', '--output=json', `--output-path=${file}`, `--chrome-flags=${chrome}`];
	const env = { ...process.env, CHROME_PATH: ensureChromium(console.log) };
	await promisify(execFile)('npx', ['--yes', lighthouse, ...options], { env, timeout: 180_000 });
}

/** Names what cost points. */
function complain({ categories: scored, audits }: Report): void {
	for (const { auditRefs } of Object.values(scored))
		for (const { id, weight } of auditRefs) {
			const audit = audits[id];
			if (weight === 0 || !audit || audit.score === null || audit.score >= 0.9) continue;
			console.log(`    ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}`);
		}
}
