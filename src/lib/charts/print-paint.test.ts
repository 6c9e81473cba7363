import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { printColours, printPaint } from './print-paint.ts';

const tokens = readFileSync(new URL('../../app.css', import.meta.url), 'utf8');
/** As app.css has it on light paper. */
const light = (token: string) => new RegExp(`\\t${token}: light-dark\\((#[0-9a-f]{6}),`).exec(tokens)?.[1];

test('charts on paper have the colours of the light theme, on white', () => {
	const { '--paper': paper, '--level-none': none, ...others } = printColours;
	expect([paper, none]).toEqual(['#ffffff', '#ffffff']);
	expect(others).toEqual(Object.fromEntries(Object.keys(others).map((token) => [token, light(token)])));
});

test('colours fade and mix with the paper; one that is not known is a fault', () => {
	const paint = printPaint('serif', (stroke) => stroke);
	expect(paint.faded('--ink', 0.5)).toBe('rgba(28, 27, 25, 0.5)');
	expect(paint.mixed('--ink', 0)).toBe('rgb(255, 255, 255)');
	expect(paint.mixed('--level-3', 0.5)).toBe('rgb(137, 168, 165)');
	expect(() => paint.colour('--nothing')).toThrow('--nothing has no colour for print.');
});
