import { NotFound } from '#lib/errors.ts';
import { importKinds } from '#lib/exchange/file-import.ts';
import { templateOf } from '#lib/exchange/template.ts';
import { templateWorkbook } from '#lib/exchange/template-workbook.server.ts';
import type { RequestHandler } from './$types';

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `developments.csv` or `.xlsx`: all columns and an example. The CSV has a byte-order mark, by which spreadsheets know UTF-8. */
export const GET: RequestHandler = async ({ params: { file } }) => {
	const [name, ending] = file.split('.', 2);
	const kind = importKinds.find((known) => known === name);
	if (!kind || (file !== `${kind}.csv` && file !== `${kind}.xlsx`))
		throw new NotFound('There is no such template.');
	const [body, type] =
		ending === 'xlsx'
			? [await templateWorkbook(kind), workbookType]
			: [`\uFEFF${templateOf(kind)}`, 'text/csv; charset=utf-8'];
	return new Response(body, {
		headers: { 'content-type': type, 'content-disposition': `attachment; filename="${file}"` }
	});
};
