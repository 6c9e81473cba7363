import { loadImage, createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import type { ChartSpec } from './chart.ts';
import { drawChart } from './draw.server.ts';

const quarter = (number: number, from: string, to: string) => ({
	key: `2022-Q${number}`,
	label: `Q${number} 2022`,
	from,
	to
});
const spec: ChartSpec = {
	id: 'example',
	title: 'Two bars',
	summary: 'Two bars.',
	periods: [quarter(1, '2022-01-01', '2022-03-31'), quarter(2, '2022-04-01', '2022-06-30')],
	panels: [
		{
			label: 'Developments',
			series: [
				{ type: 'bars', key: 'plus', label: 'Поступ, πρόοδος', colour: '--effect-plus-2', values: [2, 4] },
				{
					type: 'bars',
					key: 'none',
					label: 'Not assessed',
					colour: '--level-none-edge',
					fill: 'hatched',
					values: [1, null]
				}
			]
		}
	],
	sources: []
};

test('a chart is drawn for print: sharp, opaque, and the same each time', async () => {
	const { png, width, height } = await drawChart(spec, null);
	const view = Buffer.from(png);
	expect(view.subarray(1, 4).toString()).toBe('PNG');
	expect([view.readUInt32BE(16), view.readUInt32BE(20)]).toEqual([width, height]);
	// Wide enough for 200 dots per inch in a column of 16 cm; three channels of eight bits.
	expect(width).toBeGreaterThanOrEqual((16 / 2.54) * 200);
	expect([...view.subarray(24, 26)]).toEqual([8, 2]);
	// Dots per metre.
	expect(view.readUInt32BE(view.indexOf('pHYs') + 4)).toBe(8504);
	expect((await drawChart(spec, null)).png).toEqual(png);
});

test('its bars have the colours of the page on white paper', async () => {
	const { png, width, height } = await drawChart(spec, null);
	const canvas = createCanvas(width, height);
	const context = canvas.getContext('2d');
	context.drawImage(await loadImage(Buffer.from(png)), 0, 0);
	const { data } = context.getImageData(0, 0, width, height);
	const counted = new Map<string, number>();
	for (let at = 0; at < data.length; at += 4) {
		const colour = [...data.subarray(at, at + 3)].join(' ');
		counted.set(colour, (counted.get(colour) ?? 0) + 1);
	}
	const share = (colour: string) => (counted.get(colour) ?? 0) / (width * height);
	expect(share('255 255 255')).toBeGreaterThan(0.5);
	expect(share('31 95 166')).toBeGreaterThan(0.02);
});
