import { expect, test } from 'vitest';
import { formatCitations } from './citations.server.ts';
import { plainText } from './document.ts';

const source = {
	id: 'development-1',
	type: 'article-newspaper',
	title: 'Titre',
	author: [
		{ family: 'Bell', given: 'Ann' },
		{ family: 'Roe', given: 'Jo' }
	]
};
const styleIn = (language: string) =>
	`<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="${language}"><citation><layout><group delimiter=" "><names variable="author"><name and="text" form="short"/></names><text variable="title" quotes="true"/></group></layout></citation></style>`;

test.each([
	['fr-FR', 'Bell et Roe «\u00a0Titre\u00a0»'],
	['de-DE', 'Bell und Roe „Titre“'],
	['es-ES', 'Bell y Roe «Titre»'],
	['it-IT', 'Bell e Roe «Titre»'],
	['nl-NL', 'Bell en Roe ‘Titre’'],
	['pl-PL', 'Bell i Roe „Titre”'],
	['ru-RU', 'Bell и Roe «Titre»'],
	['uk-UA', 'Bell і Roe «Titre»'],
	['uk', 'Bell і Roe «Titre»'],
	['ar', 'Bell and Roe “Titre”']
])(
	'a style in %s has its words and marks in it, and in English where that is none of ours',
	async (tag, expected) => {
		const cited = { notes: [{ cites: [{ source: source.id }] }], sources: [source] };
		const { notes } = await formatCitations(cited, { style: styleIn(tag), locale: 'en-GB' });
		expect(plainText(notes[0]!)).toBe(expected);
	}
);
