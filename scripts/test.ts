// `npm test`, or a part of it: `npm test -- lint types unit rooms journeys`. Every step runs, whatever the one before
// said; the last line counts, and is what other programs read.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../tests/chromium.ts';
import { add, countPlaywright, countVitest, nothing, summary, type Count } from './test-count.ts';

type Step = {
	part: string;
	label: string;
	command: string[];
	/** Reads the runner's own report. A step without one counts as a single check. */
	count?: (report: unknown) => Count;
	env?: NodeJS.ProcessEnv;
	/** Whatever has to be there first. */
	prepare?: () => NodeJS.ProcessEnv;
};

const folder = mkdtempSync(join(tmpdir(), 'stocktake-test-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const reportOf = (part: string) => join(folder, `${part}.json`);

// Entry points rather than node_modules/.bin: those are not executable on every system.
const vitest = (part: string): Step => ({
	part,
	label: `${part} tests`,
	command: [
		'node_modules/vitest/vitest.mjs',
		'run',
		`--project=${part}`,
		'--passWithNoTests',
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${reportOf(part)}`
	],
	count: countVitest
});

const steps: Step[] = [
	{ part: 'types', label: 'generating types', command: ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'] },
	{ part: 'lint', label: 'oxlint', command: ['node_modules/oxlint/bin/oxlint'] },
	{ part: 'lint', label: 'eslint', command: ['node_modules/eslint/bin/eslint.js', 'src/**/*.svelte'] },
	{ part: 'lint', label: 'prettier', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
	{
		part: 'types',
		label: 'svelte-check',
		command: ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human']
	},
	vitest('unit'),
	vitest('rooms'),
	{
		part: 'journeys',
		label: 'journeys and accessibility in Chromium',
		command: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json', '--pass-with-no-tests'],
		count: countPlaywright,
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: reportOf('journeys') },
		prepare: () => ({ CHROMIUM_PATH: ensureChromium((line) => console.log(`  ${line} ...`)) })
	}
];

process.exitCode = await runAll(process.argv.slice(2));

async function runAll(parts: string[]): Promise<number> {
	const unknown = parts.filter((part) => !steps.some((step) => step.part === part));
	if (unknown.length > 0) {
		const known = [...new Set(steps.map(({ part }) => part))].join(', ');
		console.error(`There is no part "${unknown.join('", "')}". The parts are: ${known}.`);
		return 1;
	}
	const chosen = steps.filter(({ part }) => parts.length === 0 || parts.includes(part));
	let total = nothing;
	const broken: string[] = [];
	for (const step of chosen) {
		const count = await run(step);
		if (count.failed > 0) broken.push(step.label);
		total = add(total, count);
	}
	if (broken.length > 0) console.log(`\nFailed: ${broken.join(', ')}`);
	console.log(`\n${summary(total)}`);
	return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

async function run(step: Step): Promise<Count> {
	console.log(`\n> ${step.label}`);
	const begun = Date.now();
	const isRight = await succeeds(step);
	const count = read(step, isRight);
	const seconds = ((Date.now() - begun) / 1000).toFixed(1);
	console.log(`  ${step.label}: ${summary(count)} in ${seconds} s`);
	return count;
}

/** A runner that failed without naming a failed test (it never began, say) is one failure all the same. */
function read(step: Step, isRight: boolean): Count {
	if (!step.count)
		return isRight ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
	const count = readReport(step);
	return isRight || count.failed > 0 ? count : { ...count, failed: 1 };
}

function readReport(step: Step): Count {
	try {
		return step.count?.(JSON.parse(readFileSync(reportOf(step.part), 'utf8'))) ?? nothing;
	} catch (error) {
		console.error(`  ${step.label} left no report (${(error as Error).message}).`);
		return nothing;
	}
}

/** Quiet checks show what they said only when they fail; the test runners show their progress. */
async function succeeds(step: Step): Promise<boolean> {
	try {
		const env = { ...process.env, ...step.env, ...step.prepare?.() };
		const stdio = step.count ? 'inherit' : 'pipe';
		const child = spawn(process.execPath, step.command, { env, stdio: ['ignore', stdio, stdio] });
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += String(chunk)));
		const code = await new Promise((done, fail) => child.once('error', fail).once('close', done));
		if (code !== 0 && said) console.error(said.trimEnd());
		return code === 0;
	} catch (error) {
		console.error((error as Error).message);
		return false;
	}
}
