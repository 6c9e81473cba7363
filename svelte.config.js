import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter({ precompress: true }),
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				// Components and Chart.js set style attributes; no style is ever built from user text.
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'connect-src': ['self'],
				'font-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		// src/hooks.server.ts checks where forms come from, so that the API can answer in its own words.
		csrf: { trustedOrigins: ['*'] },
		// In bytes: all styles of a page come with it, so that nothing is waited for before the first paint.
		inlineStyleThreshold: 20_000,
		// A page that fails to load after a deployment reloads instead of showing a broken import.
		version: { pollInterval: 0 }
	},
	compilerOptions: { runes: true }
};
