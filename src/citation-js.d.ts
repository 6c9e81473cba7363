declare module '@citation-js/core' {
	export const plugins: {
		config: { get(plugin: '@bibtex'): { format: { useIdAsLabel: boolean; asciiOnly: boolean } } };
		output: {
			format(name: 'biblatex' | 'ris', items: readonly object[], options: { format: 'text' }): string;
		};
		input: {
			/** @throws Error where the text is not of that form. */
			chain(text: string, options: { generateGraph: false; forceType: string }): Record<string, unknown>[];
		};
	};
}
declare module '@citation-js/plugin-bibtex';
declare module '@citation-js/plugin-ris';
