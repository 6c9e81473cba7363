import { Browser } from './browser.ts';

/** Names one change. */
export type Mark = { writer: number; number: number };
export type Saved = Mark & { sentAt: number; answeredAt: number };

/** Somebody who codes the development again and again, through the form of its page. */
export type Writer = { save(): Promise<Saved>; close(): void };

export function openWriter(
	port: number,
	page: string,
	cookie: string,
	{ writer, recommendation }: { writer: number; recommendation: string }
): Writer {
	const browser = new Browser(port, cookie);
	let number = 0;
	return {
		async save() {
			number++;
			const rationale = `As writer ${writer}, save ${number} has it.`;
			const form = new URLSearchParams({ recommendation, effect: String(number % 3), rationale });
			const sentAt = performance.now();
			const { text } = await browser.ask(
				`${page}?/code`,
				{ 'x-sveltekit-action': 'true', accept: 'application/json' },
				form
			);
			const answeredAt = performance.now();
			if (!text.includes('"type":"success"')) throw new Error(`A save was refused: ${text}`);
			// The form shows what it did.
			await browser.ask(`${page}/__data.json?x-sveltekit-invalidated=111`);
			return { writer, number, sentAt, answeredAt };
		},
		close: () => browser.close()
	};
}
