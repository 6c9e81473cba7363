import { cancelImport } from '#lib/exchange/file-import-commands.server.ts';
import { accepted, importKey } from '../../../../imports.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('importDevelopments', async ({ tx, actor, event }) => {
	const id = importKey(event.params.import);
	await cancelImport(tx, actor, id);
	return { ...(await accepted(tx, id)), status: 200 };
});
export const fallback = onlyAllows('POST');
