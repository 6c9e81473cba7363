import { NotFound } from '#lib/errors.ts';
import { importKinds } from '#lib/exchange/file-import.ts';
import { templateOf } from '#lib/exchange/template.ts';
import type { RequestHandler } from './$types';

/** `developments.csv`: all columns and an example. With a byte-order mark, by which spreadsheets know UTF-8. */
export const GET: RequestHandler = ({ params }) => {
	const kind = importKinds.find((known) => params.file === `${known}.csv`);
	if (!kind) throw new NotFound('There is no such template.');
	return new Response(`\uFEFF${templateOf(kind)}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${kind}.csv"`
		}
	});
};
