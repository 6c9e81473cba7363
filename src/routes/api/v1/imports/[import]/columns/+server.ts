import { nameColumns, WrongMapping } from '#lib/exchange/file-import-commands.server.ts';
import { getImport } from '#lib/exchange/file-imports.server.ts';
import type { Mapping } from '#lib/exchange/mapping.ts';
import { findPublication } from '#lib/publications/queries.server.ts';
import { pointerTo } from '../../../../../problem.ts';
import { bodyFault } from '../../../../body.server.ts';
import { importColumnsInput } from '../../../../import-shapes.ts';
import { accepted, importKey } from '../../../../imports.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const POST = writes('importDevelopments', importColumnsInput, async ({ tx, actor, input, event }) => {
	const id = importKey(event.params.import);
	const { mapping, publicationId } = await getImport(tx, id);
	const publication = input.publication === null ? undefined : await findPublication(tx, input.publication);
	if (input.publication !== null && !publication)
		throw bodyFault([{ pointer: '/publication', detail: `There is no publication “${input.publication}”.` }]);
	const said = {
		mapping: (input.mapping as Mapping | undefined) ?? mapping ?? {},
		publicationId: publication?.id ?? publicationId
	};
	await nameColumns(tx, actor, id, said).catch((error: unknown) => {
		if (!(error instanceof WrongMapping)) throw error;
		throw bodyFault(
			Object.entries(error.faults).map(([field, messages]) => ({
				pointer: pointerTo('mapping', field),
				detail: messages.join(' ')
			}))
		);
	});
	return accepted(tx, id);
});
export const fallback = onlyAllows('POST');
