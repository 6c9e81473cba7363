import { type ChartSpec, seriesOf } from './chart.ts';
import { chartCsv, csvOf } from './csv.ts';
import { readPaint } from './theme.ts';

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
	const place = drawn.parentElement ?? document.body;
	const paint = readPaint(place);
	const scale = drawn.width / drawn.clientWidth;
	const [width, edge] = [drawn.clientWidth, 20];
	const picture = document.createElement('canvas');
	const context = picture.getContext('2d');
	if (!context) return;

	const serif = getComputedStyle(place).getPropertyValue('--serif') || 'serif';
	const lines = (text: string, font: string): string[] => {
		context.font = font;
		return wrap(text, width, (part) => context.measureText(part).width);
	};
	const title = lines(spec.title, `600 20px ${serif}`);
	const sources = lines(
		`Sources: ${spec.sources.map((source) => source.label).join('; ')}. ${address}`,
		`12px ${paint.font}`
	);
	const keys = seriesOf(spec);
	context.font = `13px ${paint.font}`;
	const keyRows: { x: number; row: number }[] = [];
	let [x, row] = [0, 0];
	for (const key of keys) {
		const wide = context.measureText(key.label).width + 36;
		if (x + wide > width && x > 0) [x, row] = [0, row + 1];
		keyRows.push({ x, row });
		x += wide;
	}
	const titleHeight = title.length * 26;
	const keysTop = edge + titleHeight + 6;
	const chartTop = keysTop + (row + 1) * 20 + 8;
	const sourcesTop = chartTop + drawn.clientHeight + 14;

	picture.width = (width + 2 * edge) * scale;
	picture.height = (sourcesTop + sources.length * 17 + edge) * scale;
	context.scale(scale, scale);
	context.fillStyle = paint.colour('--paper');
	context.fillRect(0, 0, picture.width, picture.height);
	context.textBaseline = 'top';
	context.fillStyle = paint.colour('--ink');
	context.font = `600 20px ${serif}`;
	title.forEach((text, index) => context.fillText(text, edge, edge + index * 26));
	context.font = `13px ${paint.font}`;
	keys.forEach((key, index) => {
		const [left, top] = [edge + keyRows[index]!.x, keysTop + keyRows[index]!.row * 20];
		const isHatched = key.type === 'stretches' || ('fill' in key && key.fill === 'hatched');
		context.fillStyle = isHatched ? paint.hatch(key.colour) : paint.colour(key.colour);
		context.fillRect(left, top + 2, 12, 12);
		context.fillStyle = paint.colour('--ink-2');
		context.fillText(key.label, left + 18, top);
	});
	context.drawImage(drawn, edge, chartTop, width, drawn.clientHeight);
	context.font = `12px ${paint.font}`;
	context.fillStyle = paint.colour('--ink-3');
	sources.forEach((text, index) => context.fillText(text, edge, sourcesTop + index * 17));
	picture.toBlob((blob) => blob && save(blob, `${spec.id}.png`), 'image/png');
}

/** Parts a text into lines no wider than `width`. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && measure(longer) > width) {
			lines.push(line);
			line = word;
		} else line = longer;
	}
	return line === '' ? lines : [...lines, line];
}
