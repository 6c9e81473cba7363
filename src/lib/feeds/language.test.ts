import { expect, test } from 'vitest';
import { detectLanguage } from './language.server.ts';

test.each([
	['Россия предложила созвать совещание ОБСЕ в Вене', 'ru'],
	['Україна вимагає скликання засідання ОБСЄ у Відні', 'uk'],
	['Le Conseil de l’Europe suspend la Russie de ses droits', 'fr'],
	['Der Europarat setzt die Mitgliedschaft Russlands aus', 'de'],
	['The Council of the EU adopted a decision on Monday', 'en'],
	['OSCE', null],
	['12345 67890 12345 67890', null]
])('the language of “%s” is %s', async (text, language) => {
	expect(await detectLanguage(text)).toBe(language);
});
