import type { Selectors } from './selector.ts';
import type { annotations } from './table.server.ts';

type Columns = Pick<typeof annotations.$inferSelect, 'exact' | 'prefix' | 'suffix' | 'startAt' | 'endAt'>;

/** The selectors that a row keeps. */
export function selectorsOf({ exact, prefix, suffix, startAt, endAt }: Columns): Selectors {
	return {
		quote: { type: 'TextQuoteSelector', exact, prefix, suffix },
		position: { type: 'TextPositionSelector', start: startAt, end: endAt }
	};
}
