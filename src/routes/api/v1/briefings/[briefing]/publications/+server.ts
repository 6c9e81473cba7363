import { choosePublications } from '#lib/briefings/commands.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { choiceInput } from '../../../../composing-shapes.ts';
import { briefingIdOf } from '../../../../parameters.ts';
import { versionRead } from '../../../../precondition.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const PUT = writes('composeBriefing', choiceInput, async ({ tx, actor, input, event }) => {
	const id = briefingIdOf(event.params);
	const { version: inBody, ...chosen } = input;
	const current = await getBriefing(tx, id);
	const { version } = versionRead(event.request, inBody, current.version, 'this briefing');
	return { body: await choosePublications(tx, actor, id, version, chosen) };
});
export const fallback = onlyAllows('PUT');
