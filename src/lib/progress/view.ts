import * as v from 'valibot';
import { addDays, optionalCalendarDate, today, type CalendarDate } from '../calendar.ts';
import { intervals } from './period.ts';

export const bases = ['occurred', 'recorded'] as const;
/** What "by then" means: what had happened by that date as we know it now, or what had been entered by then. */
export type Basis = (typeof bases)[number];

export const basisMeanings: Record<Basis, string> = {
	occurred: 'what had happened by then, as known today',
	recorded: 'what had been entered here by then'
};

/** A day to look back from. Where it is tomorrow already, today's date may be ahead of ours. */
const pastDay = v.pipe(
	optionalCalendarDate,
	v.check((day) => !day || day <= addDays(today(), 1), 'This day lies ahead. Give today or a day before it.')
);

/** How a series is looked at. `from` and `to` are widened to whole periods; `asOf` is exact. */
export const viewSchema = v.object({
	from: optionalCalendarDate,
	to: optionalCalendarDate,
	interval: v.optional(v.picklist(intervals, `Choose an interval: ${intervals.join(', ')}.`), 'quarter'),
	asOf: pastDay,
	basis: v.optional(v.picklist(bases, `Choose a basis: ${bases.join(', ')}.`), 'occurred')
});
export type View = v.InferOutput<typeof viewSchema>;

/** Everything, by quarter, as of today. */
export const wholeView: View = { from: null, to: null, interval: 'quarter', asOf: null, basis: 'occurred' };

/** The last day that counts for a level: the as-of date, or today. */
export function untilOf(view: Pick<View, 'asOf'>): CalendarDate {
	return view.asOf ?? today();
}

/** Reads a view from the parameters of an address. What cannot be read is left out and named in `faults`. */
export function readView(parameters: URLSearchParams): { view: View; faults: string[] } {
	const view: View = { ...wholeView };
	const faults: string[] = [];
	for (const name of Object.keys(viewSchema.entries) as (keyof View)[]) {
		const text = parameters.get(name);
		if (text === null || text === '') continue;
		const parsed = v.safeParse(viewSchema.entries[name], text);
		if (parsed.success) Object.assign(view, { [name]: parsed.output });
		else faults.push(`“${text.slice(0, 40)}” is left out: ${parsed.issues[0].message}`);
	}
	return { view, faults };
}
