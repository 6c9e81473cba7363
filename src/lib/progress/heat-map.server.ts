import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import { inSlice, type Slice } from '../recommendations/queries.server.ts';
import type { Kind } from '../recommendations/recommendation.ts';
import type { Reader } from '../server/database.ts';
import { counted, startOf } from './evidence-counts.server.ts';
import { idsOf, placed } from './members.server.ts';
import { wholeView, type View } from './view.ts';

export type HeatCell = {
	recommendationId: number;
	/** First day of the period. */
	start: CalendarDate;
	developments: number;
	/** Sum of the effects. */
	net: number;
};

/** A recommendation with its cells in the order of time; empty ones are left out. */
export type HeatMapRow = {
	id: number;
	code: string;
	title: string;
	kind: Kind;
	theme: string;
	cells: HeatCell[];
};

const totals = sql`sum(strongly_sets_back + sets_back + context + advances + strongly_advances)::int as developments,
	sum(2 * strongly_advances + advances - sets_back - 2 * strongly_sets_back)::int as net`;

/**
 * Evidence of each recommendation of a slice by period, in the order of the publication; no rows for an unknown one.
 * One statement, in which the cells of a row come as one text: a row for each of hundreds takes the driver as long as it
 * takes PostgreSQL to count them.
 */
export async function heatMap(db: Reader, slice: Slice, given: Partial<View> = {}): Promise<HeatMapRow[]> {
	const view = { ...wholeView, ...given };
	const rows = await db.execute<Omit<HeatMapRow, 'id' | 'cells'> & { id: string; cells: string | null }>(sql`
		select recommendations.id, recommendations.code, w.title, recommendations.kind, themes.code as theme, heat.cells
		from ${placed}
			join recommendation_versions w on w.recommendation_id = recommendations.id and w.version = recommendations.version
			left join (
				select recommendation_id, string_agg(start || ' ' || developments || ' ' || net, ',' order by start) as cells from (
					select recommendation_id, ${startOf(view)}, ${totals} from (${counted(idsOf(db, slice), view)}) as counted group by 1, 2
				) as cell where developments > 0 group by 1
			) as heat on heat.recommendation_id = recommendations.id
		where ${inSlice(db, slice)}
		order by themes.position, recommendations.position`);
	return rows.map(({ id, code, title, kind, theme, cells }) => ({
		id: Number(id),
		code,
		title,
		kind,
		theme,
		cells: cells === null ? [] : cells.split(',').map((cell) => toCell(Number(id), cell))
	}));
}

function toCell(recommendationId: number, cell: string): HeatCell {
	const [start = '', developments, net] = cell.split(' ');
	return { recommendationId, start, developments: Number(developments), net: Number(net) };
}
