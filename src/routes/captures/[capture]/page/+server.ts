import { getCapture } from '#lib/feeds/captures.server.ts';
import { member } from '../../../member.server.ts';
import type { RequestHandler } from './$types';

const escape = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The cleaned HTML of a captured page, in a sandbox of its own: nothing in it runs, loads or belongs to this site. */
export const GET: RequestHandler = async (event) => {
	const viewer = member(event);
	const { title, html, language } = await getCapture(event.locals.db, Number(event.params.capture), viewer);
	const lang = language ? ` lang="${escape(language)}"` : '';
	const page = `<!doctype html><html${lang}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>:root{color-scheme:light dark}body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.6 serif;overflow-wrap:anywhere}</style>
</head><body dir="auto">${html}</body></html>`;
	return new Response(page, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy':
				"sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
			'referrer-policy': 'no-referrer'
		}
	});
};
