import * as v from 'valibot';
import { keepHouseTemplate, listHouseTemplates } from '#lib/briefings/house-templates.server.ts';
import { nameOfFile, newHouseTemplateSchema } from '#lib/briefings/house-template.ts';
import { filePieces } from '../../body.server.ts';
import { houseTemplateParameters } from '../../composing-operations.ts';
import { houseTemplateOf, readHouseTemplate } from '../../composing.server.ts';
import { memberOf } from '../../discussion.server.ts';
import { checkNames, none } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { parameterFault, RequestFault } from '../../request-fault.ts';
import { created, takes } from '../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals }) => {
	memberOf(locals);
	return { houseTemplates: (await listHouseTemplates(locals.db)).map(houseTemplateOf) };
});

export const POST = takes(
	'keepTemplates',
	async ({ url, request }) => {
		checkNames(houseTemplateParameters, url.searchParams);
		// Without a type the server does not read the body at all.
		if (!request.headers.has('content-type'))
			throw new RequestFault(415, 'Say what you send with a Content-Type, such as application/octet-stream.');
		const named = v.safeParse(newHouseTemplateSchema, { name: url.searchParams.get('name') ?? '' });
		if (!named.success) throw parameterFault('name', named.issues[0].message);
		const file = Buffer.concat(await Array.fromAsync(filePieces(request)));
		return { name: nameOfFile(named.output.name), file: new Uint8Array(file) };
	},
	async ({ tx, actor, input }) => {
		const { id } = await keepHouseTemplate(tx, actor, input);
		return created('/api/v1/house-templates', await readHouseTemplate(tx, id));
	}
);
export const fallback = onlyAllows('GET', 'POST');
