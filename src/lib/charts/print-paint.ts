import type { Paint } from './chart.ts';

/** The tokens of app.css as they are on white paper; a test holds the two together. */
export const printColours: Record<string, string> = {
	'--paper': '#ffffff',
	'--ink': '#1c1b19',
	'--ink-2': '#4d4a44',
	'--ink-3': '#68645c',
	'--rule': '#e3dfd5',
	'--rule-strong': '#b5afa2',
	'--edge': '#8a8478',
	'--accent': '#7b2a5e',
	'--level-0': '#dcd5c3',
	'--level-1': '#a6cdbb',
	'--level-2': '#4f9683',
	'--level-3': '#12504a',
	'--level-none': '#ffffff',
	'--level-none-edge': '#a8a294',
	'--stale': '#a8a294',
	'--effect-minus-2': '#7d3206',
	'--effect-minus-1': '#dc8c4a',
	'--effect-zero': '#d3cfc5',
	'--effect-plus-1': '#86b8e4',
	'--effect-plus-2': '#1f5fa6',
	'--series-1': '#1f5fa6',
	'--series-2': '#9c4a0c',
	'--series-3': '#12705f',
	'--series-4': '#7b2a5e',
	'--series-5': '#6b6213',
	'--series-6': '#55575a',
	'--index': '#12504a',
	'--coverage': '#68645c'
};

/** Colours that never change with a theme, for charts that leave on paper. `hatch` draws as the canvas at hand can. */
export function printPaint(font: string, hatch: (stroke: string) => CanvasPattern | string): Paint {
	const colour = (token: string) => {
		const value = printColours[token];
		if (!value) throw new Error(`${token} has no colour for print. Add it to print-paint.ts.`);
		return value;
	};
	const parts = (token: string) =>
		[1, 3, 5].map((at) => Number.parseInt(colour(token).slice(at, at + 2), 16));
	const faded = (token: string, opacity: number) => `rgba(${parts(token).join(', ')}, ${opacity})`;
	const mixed = (token: string, share: number) => {
		const paper = parts('--paper');
		const mix = parts(token).map((part, index) => Math.round(part * share + paper[index]! * (1 - share)));
		return `rgb(${mix.join(', ')})`;
	};
	return { colour, faded, mixed, hatch: (token) => hatch(faded(token, 0.75)), font };
}
