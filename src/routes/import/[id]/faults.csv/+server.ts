import { csvLine } from '#lib/exchange/csv.ts';
import { getImport } from '#lib/exchange/file-imports.server.ts';
import { authorise } from '#lib/users/user.ts';
import { importId } from '../record-id.ts';
import type { RequestHandler } from './$types';

/** What is wrong in the file, row by row, in the words of the page. */
export const GET: RequestHandler = async ({ params, locals }) => {
	authorise(locals.user, 'importDevelopments');
	const { id, faults, mapping } = await getImport(locals.db, importId(params));
	const lines = faults.map(({ line, column, given, message, isDifference }) =>
		csvLine([
			line ?? null,
			(column && mapping?.[column]?.column) ?? column ?? null,
			given ?? null,
			message,
			isDifference ? 'differs' : 'bad'
		])
	);
	return new Response(`\uFEFF${csvLine(['line', 'column', 'given', 'problem', 'kind'])}${lines.join('')}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="import-${id}-problems.csv"`
		}
	});
};
