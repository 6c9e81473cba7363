import { redoImport } from '#lib/exchange/file-import-commands.server.ts';
import { accepted, importKey } from '../../../../imports.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('importDevelopments', async ({ tx, actor, event }) => {
	const id = importKey(event.params.import);
	await redoImport(tx, actor, id);
	return accepted(tx, id);
});
export const fallback = onlyAllows('POST');
