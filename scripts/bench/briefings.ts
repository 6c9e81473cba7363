import { setTimeout as pause } from 'node:timers/promises';
import { exportFormats, type ExportFormat } from '#lib/briefings/briefing.ts';
import { inTransaction, openDatabase } from '#lib/server/database.ts';
import { createUser } from '#lib/users/account.server.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { sessionCookie, startSession } from '#lib/users/session.server.ts';
import { atMost, printFindings, quantile, step, type Finding } from './report.ts';
import { startServer } from './server.ts';

/** Six years of evidence on every recommendation of the sample. */
const wanted = {
	title: 'All of it, over six years',
	publications: ['romano-2021'],
	periodFrom: '2020-01-01',
	periodTo: '2025-12-31'
};
const most = { open: 1, docx: 3 };
const opened = 15;
const written = 4;

/** Whoever asks: a cookie for pages, a token for the API. */
type Member = { cookie: string; token: string };

/** How long a briefing on everything takes to open and to be written out, over HTTP as people have it. */
export async function measureBriefings(url: string): Promise<Finding[]> {
	// Starting it brings a database that was kept up to date.
	const server = await startServer(url);
	try {
		const ask = asking(server.address, await join(url));
		const briefingId = await begin(ask);
		const [first, ...later] = await step('opening it', () => times(opened + 1, () => open(ask, briefingId)));
		const kilobytes = ((await ask(`/briefings/${briefingId}`)).body.byteLength / 1000).toFixed(0);
		const findings: Finding[] = [
			plain('the first time that the server opens it', first!),
			atMost('opens, median', quantile(later, 0.5), most.open, ' s', 2),
			atMost('opens, 95th percentile', quantile(later, 0.95), most.open, ' s', 2),
			{ what: 'its page', measured: `${kilobytes} KB`, target: '', isMet: undefined },
			plain('its document through the API', (await times(1, () => read(ask, briefingId)))[0]!)
		];
		for (const format of exportFormats) {
			const taken = await step(format, () => times(written, () => writeOut(ask, briefingId, format)));
			const what = `${format}, from asking for it until it is there: median of ${written}`;
			findings.push(
				format === 'docx'
					? atMost(what, quantile(taken, 0.5), most.docx, ' s', 2)
					: plain(what, quantile(taken, 0.5)),
				plain(`${format}, the longest`, Math.max(...taken))
			);
		}
		printFindings('A briefing on all items with six years of evidence', findings);
		return findings;
	} finally {
		await server.stop();
	}
}

/** An analyst who is signed in and holds a token. */
async function join(url: string): Promise<Member> {
	const { db, close } = openDatabase(url, { max: 2 });
	try {
		const name = `Measurer ${Date.now()}`;
		const email = `${name.replace(' ', '-')}@stocktake.example`;
		const person = { name, email, role: 'analyst', password: null } as const;
		const { id } = await inTransaction(db, (tx) => createUser(tx, person));
		const actor = { id, name, email, role: 'analyst', scope: 'write' } as const;
		const session = await startSession(db, id, 'bench');
		const { token } = await inTransaction(db, (tx) =>
			createToken(tx, actor, { name: 'bench', scope: 'write' })
		);
		return { cookie: `${sessionCookie}=${session.id}`, token };
	} finally {
		await close();
	}
}

type Ask = (path: string, json?: unknown) => Promise<{ headers: Headers; body: Uint8Array }>;

function asking(address: string, { cookie, token }: Member): Ask {
	return async (path, json) => {
		const isApi = path.startsWith('/api/');
		const response = await fetch(address + path, {
			headers: {
				// A server that writes a PDF answers late; a connection kept meanwhile may be closed under the next question.
				connection: 'close',
				...(isApi ? { authorization: `Bearer ${token}` } : { cookie, accept: 'text/html' }),
				...(json === undefined ? {} : { 'content-type': 'application/json' })
			},
			...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) })
		});
		if (!response.ok || response.redirected) throw new Error(`${path} answered ${response.status}.`);
		return { headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) };
	};
}

async function begin(ask: Ask): Promise<number> {
	const { body } = await ask('/api/v1/briefings', wanted);
	return (parsed(body) as { id: number }).id;
}

const parsed = (body: Uint8Array): unknown => JSON.parse(Buffer.from(body).toString());
const open = (ask: Ask, id: number) => ask(`/briefings/${id}`);
const read = (ask: Ask, id: number) => ask(`/api/v1/briefings/${id}`);

type Made = { state: string; fault: string | null; file: string | null };

async function writeOut(ask: Ask, id: number, format: ExportFormat): Promise<void> {
	const asked = await ask(`/api/v1/briefings/${id}/documents`, { format });
	const location = asked.headers.get('location')!;
	for (;;) {
		const { state, fault, file } = parsed((await ask(location)).body) as Made;
		if (state === 'failed') throw new Error(`${format}: ${fault}`);
		if (file) return void (await ask(file));
		await pause(20);
	}
}

/** Seconds that each of `count` goes takes. */
async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
	const taken: number[] = [];
	for (let at = 0; at < count; at++) {
		const start = performance.now();
		await work();
		taken.push((performance.now() - start) / 1000);
	}
	return taken;
}

const plain = (what: string, seconds: number): Finding => ({
	what,
	measured: `${seconds.toFixed(2)} s`,
	target: '',
	isMet: undefined
});
