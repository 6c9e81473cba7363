import { NotFound } from '#lib/errors.ts';
import { problem } from '../../problem.ts';
import type { RequestHandler } from '@sveltejs/kit';

/** Every address under /api that is none. */
export const fallback: RequestHandler = ({ url }) =>
	problem(new NotFound('There is no such address. What there is stands in /api/v1/openapi.json.'), {
		instance: url.pathname
	});
