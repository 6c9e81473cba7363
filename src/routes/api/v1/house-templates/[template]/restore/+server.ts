import { restoreHouseTemplate } from '#lib/briefings/house-templates.server.ts';
import { houseTemplateIdOf, readHouseTemplate } from '../../../../composing.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('keepTemplates', async ({ tx, actor, event }) => {
	const id = houseTemplateIdOf(event.params);
	await restoreHouseTemplate(tx, actor, id);
	return { body: await readHouseTemplate(tx, id) };
});
export const fallback = onlyAllows('POST');
