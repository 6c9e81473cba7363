import type { ChartSpec } from './chart.ts';
import { chartCsv, csvOf } from './csv.ts';
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

/** The chart as it stands, with its title, its keys and its sources, on paper of its own. */
export function savePng(spec: ChartSpec, drawn: HTMLCanvasElement, address: string): void {
	pictureOf(spec, drawn, address).toBlob((blob) => blob && save(blob, `${spec.id}.png`), 'image/png');
}
