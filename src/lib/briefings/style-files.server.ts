import type { ShippedStyle } from './citation-style.ts';

type RawFile = Promise<{ default: string }>;

const styles: Record<ShippedStyle, () => RawFile> = {
	'chicago-notes': () => import('./styles/chicago-notes.csl?raw'),
	apa: () => import('./styles/apa.csl?raw'),
	oscola: () => import('./styles/oscola.csl?raw')
};

const locales: Record<string, () => RawFile> = {
	'de-DE': () => import('./styles/locales-de-DE.xml?raw'),
	'en-GB': () => import('./styles/locales-en-GB.xml?raw'),
	'en-US': () => import('./styles/locales-en-US.xml?raw'),
	'es-ES': () => import('./styles/locales-es-ES.xml?raw'),
	'fr-FR': () => import('./styles/locales-fr-FR.xml?raw'),
	'it-IT': () => import('./styles/locales-it-IT.xml?raw'),
	'nl-NL': () => import('./styles/locales-nl-NL.xml?raw'),
	'pl-PL': () => import('./styles/locales-pl-PL.xml?raw'),
	'ru-RU': () => import('./styles/locales-ru-RU.xml?raw'),
	'uk-UA': () => import('./styles/locales-uk-UA.xml?raw')
};

/** The .csl file of a style that comes with the product. */
export const readShippedStyle = async (key: ShippedStyle) => (await styles[key]()).default;

/** CSL's terms and forms of dates, by BCP 47 tag. */
export async function readCslLocales(): Promise<Map<string, string>> {
	const read = Object.entries(locales).map(async ([tag, file]) => [tag, (await file()).default] as const);
	return new Map(await Promise.all(read));
}
