import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

export type Mail = { from: string; to: string[]; data: string };

/** A mail server of the test's own, which speaks SMTP (RFC 5321) on a real socket and keeps what it is given. */
export type SmtpServer = {
	url: string;
	taken: Mail[];
	/** What it answers to a recipient, or to a message, instead of taking it: `550 5.1.1 Unknown`. */
	answers: { recipient?: (address: string) => string | undefined; message?: () => string | undefined };
	close(): Promise<void>;
};

export async function smtpServer(): Promise<SmtpServer> {
	const [taken, answers, sockets]: [Mail[], SmtpServer['answers'], Set<Socket>] = [[], {}, new Set()];
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', () => socket.destroy());
		void converse(socket, taken, answers);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `smtp://me:secret@127.0.0.1:${port}`,
		taken,
		answers,
		close: () =>
			new Promise((resolve) => {
				for (const socket of sockets) socket.destroy();
				server.close(() => resolve());
			})
	};
}

async function converse(socket: Socket, taken: Mail[], answers: SmtpServer['answers']): Promise<void> {
	const say = (line: string) => socket.write(`${line}\r\n`);
	let mail: Mail = { from: '', to: [], data: '' };
	let isData = false;
	say('220 test');
	for await (const line of createInterface({ input: socket, crlfDelay: Infinity })) {
		const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
		if (isData && line === '.') {
			isData = false;
			const refused = answers.message?.();
			if (!refused) taken.push(mail);
			say(refused ?? '250 taken');
		} else if (isData) mail.data += `${line.replace(/^\./, '')}\n`;
		else if (/^EHLO/i.test(line)) socket.write('250-test\r\n250 AUTH PLAIN\r\n');
		else if (/^AUTH/i.test(line)) say('235 welcome');
		else if (/^MAIL/i.test(line)) {
			mail = { from: address, to: [], data: '' };
			say('250 yes');
		} else if (/^RCPT/i.test(line)) {
			const refused = answers.recipient?.(address);
			if (!refused) mail.to.push(address);
			say(refused ?? '250 yes');
		} else if (/^DATA/i.test(line)) {
			isData = true;
			say('354 go on');
		} else if (/^QUIT/i.test(line)) {
			say('221 bye');
			socket.end();
		} else say('250 yes');
	}
}
