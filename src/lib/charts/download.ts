import type { ChartSpec } from './chart.ts';
import { chartCsv, csvOf } from './csv.ts';
import { heatPictureOf, type HeatPicture } from './heat-picture.ts';
import { pictureOf } from './picture.ts';

function save(content: Blob, name: string) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(content);
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** With a byte order mark, so that spreadsheets read it as UTF-8. */
function saveText(name: string, csv: string) {
	save(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
}

export function saveCsv(spec: ChartSpec): void {
	saveText(spec.id, chartCsv(spec));
}

export function saveRows(name: string, rows: readonly (readonly (string | number | null)[])[]): void {
	saveText(name, csvOf(rows));
}

function savePicture(name: string, picture: HTMLCanvasElement) {
	picture.toBlob((blob) => blob && save(blob, `${name}.png`), 'image/png');
}

/** The chart as it stands, with its title, its keys and its sources, on paper of its own. */
export function savePng(spec: ChartSpec, drawn: HTMLCanvasElement, address: string): void {
	savePicture(spec.id, pictureOf(spec, drawn, address));
}

/** The same of a heat map. `place`: where it stands on the page. */
export function saveHeatPng(name: string, map: HeatPicture, place: HTMLElement, address: string): void {
	savePicture(name, heatPictureOf(map, place, address));
}
