/**
 * What a chart is, said in data: periods along the bottom, one or two panels that share them, series in each panel.
 * A spec is plain JSON (a load may return it) and knows no canvas; config.ts turns it into a Chart.js configuration,
 * table.ts into tables and CSV.
 */

/** One step of the time axis. Periods are in order, without holes, and of one length. */
export type Period = {
	/** Stable name, used in URLs and given to `onselect`: '2022-Q1', '2022-03', '2022'. */
	key: string;
	/** As people write it: 'Q1 2022', 'March 2022', '2022'. */
	label: string;
	/** First day, 'YYYY-MM-DD'. */
	from: string;
	/** Last day, 'YYYY-MM-DD'. */
	to: string;
};

/** A colour by its token, such as '--level-2' or '--series-1': resolved from the page's CSS when the chart is drawn. */
export type Colour = `--${string}`;

/** How exactly a date is known. Month and year are drawn at the middle of their span and named as such. */
export type Precision = 'day' | 'month' | 'quarter' | 'year';

/** 1 low, 2 moderate, 3 high: drawn as smaller and paler, or larger and fuller. */
export type Strength = 1 | 2 | 3;

/** Something at a date rather than in a period. */
export type DatedPoint = {
	/** 'YYYY-MM-DD'; for a month or a year any day within it. */
	on: string;
	precision?: Precision;
	/** null ends a step line: from here on nothing is known. */
	value: number | null;
	strength?: Strength;
	/** In words, for the table and the readout: who or what ('analyst-1', 'Moved back from intermediate'). */
	note?: string;
	href?: string;
};

type Common = {
	/** Stable name within the chart. */
	key: string;
	label: string;
	colour: Colour;
};

/** One value per period, in the order of `periods`. null: unknown (a gap, never zero). */
type PerPeriod = Common & { values: readonly (number | null)[] };

export type Series =
	/** Bars. Bars of one panel are stacked; negative values go down. `fill: 'hatched'` for what is not assessed. */
	| (PerPeriod & { type: 'bars'; fill?: 'solid' | 'hatched' })
	/** Counts that pull neither way: a thin mark on the zero line where there are any, never stacked. */
	| (PerPeriod & { type: 'neutral' })
	/** Stacked areas (shares over many periods). */
	| (PerPeriod & { type: 'areas'; fill?: 'solid' | 'hatched' })
	/** A line with gaps, labelled at its end. */
	| (PerPeriod & { type: 'line'; dash?: boolean })
	/** A value that holds until the next point: the assessed level. `valueColours`: one colour per whole value 0, 1, 2, 3. */
	| (Common & { type: 'steps'; points: readonly DatedPoint[]; valueColours?: readonly Colour[] })
	/** Single judgements: one mark each, by strength. */
	| (Common & { type: 'points'; points: readonly DatedPoint[] })
	/** The range between them: holds until the next. */
	| (Common & { type: 'band'; points: readonly { on: string; low: number; high: number }[] })
	/** Marks along the top of the panel: reversals (▼). */
	| (Common & { type: 'marks'; points: readonly DatedPoint[]; symbol?: '▼' | '▲' | '◆' })
	/** Hatched stretches of time over the whole panel: out of date. */
	| (Common & { type: 'stretches'; spans: readonly { from: string; to: string; note?: string }[] });

export type Panel = {
	/** Name of the vertical axis: 'Level', 'Developments'. */
	label: string;
	/** Height relative to the other panel (1). */
	weight?: number;
	min?: number;
	max?: number;
	/** Ticks by name, for scales of words: `[{ value: 0, label: 'Not initiated' }, …]`. */
	ticks?: readonly { value: number; label: string }[];
	/** Written after numbers: '%'. */
	unit?: string;
	/** Decimals of its numbers; 1 unless said. */
	digits?: number;
	/** Negative numbers are a direction, not a lack: written without their sign on the axis. */
	mirrored?: boolean;
	series: readonly Series[];
};

export type Source = { label: string; href?: string | undefined };

export type ChartSpec = {
	/** Stable: the chart's anchor on its page is `#chart-{id}`, its files are named after it. */
	id: string;
	/** The finding, as a sentence. */
	title: string;
	/** One sentence on what is drawn: read to those who do not see it. */
	summary: string;
	periods: readonly Period[];
	/** Top to bottom. */
	panels: readonly [Panel] | readonly [Panel, Panel];
	sources: readonly Source[];
	/** How to read it, or a caveat; below the chart. */
	note?: string | undefined;
};

/** Resolved colours and type, so that a configuration can be made in a browser or on a server alike. */
export type Paint = {
	colour: (token: Colour) => string;
	/** The colour with that opacity. */
	faded: (token: Colour, opacity: number) => string;
	/** The colour laid on paper with that share: opaque. */
	mixed: (token: Colour, share: number) => string;
	/** A hatch in that colour: a canvas pattern in a browser. */
	hatch: (token: Colour) => CanvasPattern | string;
	font: string;
};

export type SeriesOf<Type extends Series['type']> = Extract<Series, { type: Type }>;

export function isPerPeriod(series: Series): series is SeriesOf<'bars' | 'areas' | 'line' | 'neutral'> {
	return 'values' in series;
}

export function seriesOf(spec: ChartSpec): readonly Series[] {
	return spec.panels.flatMap((panel) => panel.series);
}
