import { runImport } from '#lib/exchange/file-import-commands.server.ts';
import { importRunInput } from '../../../../import-shapes.ts';
import { accepted, importKey } from '../../../../imports.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const POST = writes('importDevelopments', importRunInput, async ({ tx, actor, input, event }) => {
	const id = importKey(event.params.import);
	await runImport(tx, actor, id, input);
	return accepted(tx, id);
});
export const fallback = onlyAllows('POST');
