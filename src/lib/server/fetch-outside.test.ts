import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import zlib from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { FetchRefused, fetchOutside, type Outlook, type OutsideRequest } from './fetch-outside.ts';
import { mayReach } from './outside-address.ts';

const running: Server[] = [];
afterEach(async () => {
	for (const server of running.splice(0)) {
		server.closeAllConnections();
		await new Promise((done) => server.close(done));
	}
});

async function serve(answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	running.push(server);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As with FETCH_PRIVATE: what is on this machine may be reached. */
const inside: Outlook = {
	resolve: async () => [{ address: '127.0.0.1', family: 4 }],
	mayReach: (address) => mayReach(address, true),
	allowsInside: true
};

const get = (url: string, options: Partial<OutsideRequest> = {}, outlook = inside) =>
	fetchOutside(url, { maxBytes: 1_000_000, timeoutMs: 10_000, ...options }, outlook);
const refusal = async (...asked: Parameters<typeof get>) => {
	const error = await get(...asked).catch((thrown: unknown) => thrown);
	if (!(error instanceof FetchRefused)) throw new Error('It was not refused', { cause: error });
	return error;
};
const textOf = ({ body }: { body: Uint8Array }) => new TextDecoder().decode(body);

test('a page comes with its status, its headers and where the redirects ended', async () => {
	const address = await serve(({ url, headers }, response) => {
		if (url === '/old') return response.writeHead(301, { location: '/new' }).end();
		response.writeHead(404, { 'content-type': 'text/plain', 'set-cookie': ['a=1', 'b=2'] });
		response.end(`${headers.accept} ${headers['if-none-match']} ${headers['user-agent']}`);
	});
	const answer = await get(`${address}/old#top`, {
		accept: 'text/html',
		headers: { 'if-none-match': '"x"' }
	});
	expect(answer).toMatchObject({ status: 404, url: `${address}/new` });
	expect(answer.headers.get('content-type')).toBe('text/plain');
	expect(textOf(answer)).toMatch(/^text\/html "x" Stocktake\/\d+\.\d+\.\d+$/);
});

test('headers meant for one host go to no other', async () => {
	const other = await serve(({ headers }, response) => void response.end(headers['if-none-match'] ?? 'none'));
	const address = await serve((_, response) => void response.writeHead(302, { location: other }).end());
	expect(textOf(await get(address, { headers: { 'if-none-match': '"x"' } }))).toBe('none');
});

describe('private networks', () => {
	const outside: Outlook = { ...inside, mayReach, allowsInside: false };

	test('a name that resolves to one is refused', async () => {
		const error = await refusal('http://inside.example/', {}, outside);
		expect(error.code).toBe('private');
		expect(error.message).toBe(
			'inside.example leads to a private or local network. Only pages on the public internet are fetched.'
		);
		expect(error.field).toBe('url');
	});

	test.each([
		'http://127.0.0.1/',
		'http://[::1]/',
		'http://[::]/',
		'http://0.0.0.0/',
		'http://2130706433/',
		'http://0177.1/',
		'http://0x7f.0.0.1/',
		'http://[::ffff:7f00:1]/',
		'http://[::ffff:127.0.0.1]:8080/',
		'http://[64:ff9b::7f00:1]/',
		'http://[64:ff9b:1::a00:1]/',
		'http://[2002:7f00:1::]/',
		'http://127.0.0.1./'
	])('%s is refused before any connection', async (url) =>
		expect((await refusal(url, {}, outside)).code).toBe('private')
	);

	test('by default nothing on this machine is reached', async () => {
		const address = await serve((_, response) => void response.end('secret'));
		const asked = fetchOutside(address, { maxBytes: 1_000, timeoutMs: 5_000 });
		await expect(asked).rejects.toMatchObject({ code: 'private' });
		const byName = fetchOutside(address.replace('127.0.0.1', 'localhost'), {
			maxBytes: 1_000,
			timeoutMs: 5_000
		});
		await expect(byName).rejects.toMatchObject({ code: 'private' });
	});

	test('the address that is connected to is the one that was checked, however the name resolves next', async () => {
		const address = await serve((_, response) => void response.end('from the checked address'));
		const answers = ['127.0.0.1', '127.0.0.2', '127.0.0.2'];
		const asked: string[] = [];
		const rebinding: Outlook = {
			resolve: async (hostname) => {
				asked.push(hostname);
				return [{ address: answers.shift()!, family: 4 }];
			},
			mayReach: (ip) => ip === '127.0.0.1',
			allowsInside: true
		};
		const { port } = new URL(address);
		const answer = await get(`http://rebinding.example:${port}/`, {}, rebinding);
		expect(textOf(answer)).toBe('from the checked address');
		expect(asked).toEqual(['rebinding.example']);
		expect((await refusal(`http://rebinding.example:${port}/`, {}, rebinding)).code).toBe('private');
	});

	test('of many addresses of a name only those that may be reached are tried', async () => {
		const address = await serve((_, response) => void response.end('public'));
		const mixed: Outlook = {
			...inside,
			resolve: async () =>
				['10.0.0.1', '169.254.169.254', '127.0.0.1'].map((ip) => ({ address: ip, family: 4 })),
			mayReach: (ip) => ip === '127.0.0.1'
		};
		expect(textOf(await get(`http://mixed.example:${new URL(address).port}/`, {}, mixed))).toBe('public');
	});

	test.each([
		'http://169.254.169.254/latest/meta-data/',
		'http://2852039166/latest/meta-data/',
		'//0xa9fea9fe/latest/meta-data/',
		'http://[::ffff:169.254.169.254]/',
		'http://[64:ff9b::a9fe:a9fe]/',
		'http://0/',
		'file:///etc/passwd',
		'gopher://example.org/',
		'http://u:p@example.org/',
		'http://example.org:22/'
	])('a redirect to %s is refused', async (location) => {
		const address = await serve((_, response) => void response.writeHead(302, { location }).end());
		expect((await refusal(address)).code).toMatch(/^(private|scheme|credentials|port)$/);
	});

	test('a redirect to a name inside is refused at that hop', async () => {
		const address = await serve(
			(_, response) => void response.writeHead(302, { location: 'http://inside.example/' }).end()
		);
		const outlook: Outlook = {
			...inside,
			resolve: async () => [{ address: '10.0.0.1', family: 4 }],
			mayReach: (ip) => mayReach(ip)
		};
		expect((await refusal(address, {}, outlook)).message).toContain('inside.example');
	});
});

describe('servers that misbehave', () => {
	test('a circle of redirects ends', async () => {
		const address = await serve(
			({ url }, response) => void response.writeHead(302, { location: url === '/a' ? '/b' : '/a' }).end()
		);
		expect((await refusal(address)).message).toMatch(/round in a circle/);
	});

	test('redirects without end stop after five', async () => {
		let asked = 0;
		const address = await serve(
			(_, response) => void response.writeHead(302, { location: `/${++asked}` }).end()
		);
		expect((await refusal(address)).message).toMatch(/more than 5 times/);
		expect(asked).toBe(6);
	});

	test('50 MB are not read, said or not', async () => {
		let written = 0;
		const said = await serve((_, response) => {
			response.writeHead(200, { 'content-length': 50_000_000 });
			response.end(Buffer.alloc(50_000_000));
		});
		const unsaid = await serve((_, response) => {
			const more = () => {
				while (written < 50_000_000 && !response.destroyed) {
					written += 65_536;
					if (!response.write(Buffer.alloc(65_536))) return void response.once('drain', more);
				}
				response.end();
			};
			more();
		});
		expect((await refusal(said)).message).toBe('It is larger than 1 MB, the most that is read.');
		expect((await refusal(unsaid)).code).toBe('too_large');
		expect(written).toBeLessThan(50_000_000);
	});

	test('a bomb is cut off as it unfolds', async () => {
		const bomb = zlib.gzipSync(Buffer.alloc(50_000_000));
		const address = await serve((_, response) => {
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
		});
		expect((await refusal(address)).code).toBe('too_large');
	});

	test('what is no HTTP is refused', async () => {
		const tcp = createTcpServer((socket) => socket.on('data', () => socket.end('SSH-2.0-OpenSSH_9.9\r\n')));
		await new Promise<void>((ready) => tcp.listen(0, '127.0.0.1', ready));
		const { port } = tcp.address() as AddressInfo;
		expect(await refusal(`http://127.0.0.1:${port}/`)).toMatchObject({ code: 'broken' });
		await new Promise((done) => tcp.close(done));
		expect((await refusal(`http://127.0.0.1:${port}/`)).code).toBe('unreachable');
	});

	test('a name that nobody has is said so', async () => {
		const nobody: Outlook = {
			...inside,
			resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
		};
		const error = await refusal('http://nobody.example/', {}, nobody);
		expect(error).toMatchObject({
			code: 'unresolved',
			message: 'There is no host by the name of nobody.example.'
		});
	});

	test('a name that cannot be looked up for the moment is no name that nobody has', async () => {
		const busy: Outlook = {
			...inside,
			resolve: () => Promise.reject(Object.assign(new Error('again'), { code: 'EAI_AGAIN' }))
		};
		expect(await refusal('http://busy.example/', {}, busy)).toMatchObject({
			code: 'unreachable',
			message:
				'The name busy.example could not be looked up just now (EAI_AGAIN); it may be there a little later.'
		});
	});

	test('it can be called off', async () => {
		const address = await serve(() => {});
		const ending = new AbortController();
		const asked = refusal(address, { signal: ending.signal });
		ending.abort();
		expect((await asked).code).toBe('cancelled');
	});
});
