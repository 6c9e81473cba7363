import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What pages share goes into few files: a phone asks for six at a time, and each round takes as long as the way there
 * and back. Chart.js and what draws with it stay by themselves, since they are fetched when a chart comes near; so does
 * what reads Markdown, which is as large as all else and wanted where one writes.
 */
const shared = [
	{
		name: 'markdown',
		test: /(node_modules[\\/](markdown-it|entities|linkify-it|mdurl|uc\.micro|punycode)|src[\\/]lib[\\/]markdown)/
	},
	{ name: 'framework', test: /node_modules[\\/](svelte|@sveltejs|devalue|clsx|esm-env)/ },
	{ name: 'rooms', test: /src[\\/](lib[\\/](?!charts|briefings)|routes[\\/][^\\/]*\.ts)/ },
	{ name: 'charts', test: /src[\\/]lib[\\/]charts[\\/](?!mount|config|drawings|theme)/ }
].map((group) => ({ ...group, minShareCount: 2 }));

export default defineConfig({
	plugins: [sveltekit()],
	environments: {
		client: { build: { rolldownOptions: { output: { advancedChunks: { groups: shared } } } } }
	}
});
