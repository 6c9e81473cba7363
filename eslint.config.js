import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// oxlint reads the TypeScript modules; ESLint, slower, only what oxlint cannot: the markup of the components.
export default defineConfig(
	{ ignores: ['build/', '.svelte-kit/', 'static/', 'drizzle/'] },
	...svelte.configs.recommended.map((config) => ({ ...config, files: config.files ?? ['**/*.svelte'] })),
	{
		files: ['**/*.svelte'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			// Stocktake is served from the root of its host, so a link is what it says.
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error'
		}
	}
);
