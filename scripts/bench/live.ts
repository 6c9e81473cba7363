// `npm run bench:live`: how soon what one person saves stands on the pages of all the others who have it open.
//
//	npm run bench:live                                  fifty readers, ten writers, each saving every two seconds
//	npm run bench:live -- --readers 100 --every 1000    others
//	npm run bench:live -- --profile                     what the server's processor time goes into
import { parseArgs } from 'node:util';
import { startBenchCluster } from './cluster.ts';
import { measureDeliveries, type Deliveries } from './live/deliveries.ts';
import { printFindings, quantile, type Finding } from './report.ts';

const { values } = parseArgs({
	options: {
		readers: { type: 'string', default: '50' },
		writers: { type: 'string', default: '10' },
		/** How often each writer saves, in milliseconds. */
		every: { type: 'string', default: '2000' },
		seconds: { type: 'string', default: '20' },
		profile: { type: 'boolean', default: false }
	}
});
const [readers, writers, every, seconds] = [values.readers, values.writers, values.every, values.seconds].map(
	Number
) as [number, number, number, number];
if (![readers, writers, every, seconds].every((number) => Number.isInteger(number) && number > 0)) {
	console.error('Readers, writers, every and seconds are whole numbers above 0.');
	process.exit(1);
}

const cluster = await startBenchCluster(undefined);
const interrupted = () => void cluster.stop().finally(() => process.exit(130));
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);
try {
	const url = cluster.urlOf('stocktake');
	const deliveries = await measureDeliveries(url, {
		readers,
		writers,
		every,
		seconds,
		profile: values.profile
	});
	const findings = report(deliveries);
	printFindings(
		`${readers} readers of one development, ${writers} writers, each every ${every} ms`,
		findings
	);
	process.exitCode = findings.some(({ isMet }) => isMet === false) ? 1 : 0;
} finally {
	await cluster.stop();
}

function report({ fromSending, fromAnswer, missing, changes, reloads, busy }: Deliveries): Finding[] {
	const within = fromAnswer.filter((time) => time <= 1_000).length;
	const all = fromAnswer.length + missing;
	const share = (within / all) * 100;
	const plain = (what: string, measured: string): Finding => ({
		what,
		measured,
		target: '',
		isMet: undefined
	});
	const spread = (times: readonly number[]) =>
		[0.5, 0.95, 0.99, 1].map((part) => `${quantile(times, part).toFixed(0)} ms`).join('  ');
	return [
		plain('changes saved', String(changes)),
		plain('deliveries, and those that never came', `${all}, ${missing}`),
		plain('from the save’s answer to the reader’s page: p50, p95, p99, longest', spread(fromAnswer)),
		plain('the same from the moment at which it was sent', spread(fromSending)),
		plain('pages loaded again a second', (reloads / seconds).toFixed(0)),
		plain(
			'processor time of the server',
			busy === undefined ? 'not known here' : `${(busy * 100).toFixed(0)} % of one core`
		),
		{
			what: 'there within a second',
			measured: `${share.toFixed(2)} %`,
			target: '100 %',
			isMet: within === all
		}
	];
}
