import { expect, test } from 'vitest';
import { isRightToLeft, runsOf } from './script.ts';

const told = (text: string) => runsOf(text).map((run) => (run.isRightToLeft ? `<${run.text}>` : run.text));

test('a paragraph runs as its first letter does', () => {
	expect(isRightToLeft('2022: بيان مشترك')).toBe(true);
	expect(isRightToLeft('«שלום» in Jerusalem')).toBe(true);
	expect(isRightToLeft('Україна і «بيان»')).toBe(false);
	expect(isRightToLeft('1975–1990')).toBe(false);
});

test('words of the other direction are set apart with what stands between them', () => {
	expect(told('The paper «بيان مشترك 2022، الأمن», p. 3')).toEqual([
		'The paper «',
		'<بيان مشترك 2022، الأمن>',
		'», p. 3'
	]);
	expect(told('Ґрунт, ΑΘΗΝΑ')).toEqual(['Ґрунт, ΑΘΗΝΑ']);
});

test('what closes a bracket stays with what opened it', () => {
	expect(told('עברית (שלום) is')).toEqual(['<עברית (שלום)>', ' is']);
});
