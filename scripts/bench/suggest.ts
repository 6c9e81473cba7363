// `npm run bench:suggest`: how often what is suggested for a piece of news is what the team coded it for.
//
//	npm run bench:suggest                    the sample, held out part by part
//	npm run bench:suggest -- --speed         also how long it takes beside 100,000 developments
//	npm run bench:suggest -- --folder DIR    keeps the databases for the next run
import { parseArgs } from 'node:util';
import { startBenchCluster } from './cluster.ts';
import { printFindings, type Finding } from './report.ts';
import { measureSuggestions } from './suggest-precision.ts';
import { measureSuggestionSpeed } from './suggest-speed.ts';

const { values } = parseArgs({
	options: { speed: { type: 'boolean', default: false }, folder: { type: 'string' } }
});
const cluster = await startBenchCluster(values.folder);
const interrupted = () => void cluster.stop().finally(() => process.exit(130));
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);
const findings: Finding[] = [];
try {
	findings.push(...(await measureSuggestions(await cluster.copySample('suggest'))));
	if (values.speed) findings.push(...(await measureSuggestionSpeed(cluster)));
} finally {
	await cluster.stop();
}
printFindings('Suggestions, against their targets', findings);
process.exitCode = findings.some(({ isMet }) => isMet === false) ? 1 : 0;
