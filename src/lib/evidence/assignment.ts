import * as v from 'valibot';
import type { CalendarDate } from '../calendar.ts';
import { slug } from '../publications/publication.ts';

/** At most so many developments are handed out at a time. */
export const mostDevelopments = 200;
/** At most so many people are asked for one development. */
export const mostCodersEach = 5;

const key = v.pipe(v.number('This is no id.'), v.integer('This is no id.'), v.minValue(1, 'This is no id.'));
const distinct = (ids: number[]) => [...new Set(ids)];

/** Who is asked to code which developments for a publication. Where nobody is named, the places wait in the pool. */
export const assigningSchema = v.object({
	publication: slug,
	developmentIds: v.pipe(
		v.array(key, 'Choose the developments.'),
		v.minLength(1, 'Choose at least one development.'),
		v.maxLength(mostDevelopments, `At most ${mostDevelopments} developments at a time.`),
		v.transform(distinct)
	),
	coderIds: v.pipe(
		v.array(key, 'Choose the coders.'),
		v.maxLength(100, 'At most 100 coders at a time.'),
		v.transform(distinct)
	),
	/** How many different people code each development, those already asked included. */
	each: v.pipe(
		v.number('Say how many coders each development gets.'),
		v.integer('A whole number of coders.'),
		v.minValue(1, 'At least one coder each.'),
		v.maxValue(mostCodersEach, `At most ${mostCodersEach} coders each.`)
	)
});
export type Assigning = v.InferOutput<typeof assigningSchema>;

/** A development, with those who have a place at it already. */
export type Asked = { id: number; taken: readonly number[] };
/** A coder, with the number of developments that wait for them already. */
export type Coder = { id: number; load: number };
export type Place = { developmentId: number; coderId: number };

/**
 * Gives every development `each` different coders, those who have a place already included; fewer where too few people
 * are there. What each has in the end differs by at most one, as far as what they had allows. Among equals those work
 * together who have done so least, so that agreement can be told of every pair.
 */
export function spread(developments: readonly Asked[], coders: readonly Coder[], each: number): Place[] {
	const loads = new Map(coders.map(({ id, load }) => [id, load]));
	const together = new Map<string, number>();
	const pair = (a: number, b: number) => (a < b ? `${a} ${b}` : `${b} ${a}`);
	const rows = developments.map(({ id, taken }) => ({ id, taken: new Set(taken), given: new Set<number>() }));
	for (const { taken, given } of rows) {
		while (taken.size + given.size < each) {
			const team = [...taken, ...given];
			const met = (coder: number) =>
				team.reduce((sum, other) => sum + (together.get(pair(coder, other)) ?? 0), 0);
			const [next] = coders
				.map(({ id }) => id)
				.filter((id) => !team.includes(id))
				.sort((a, b) => loads.get(a)! - loads.get(b)! || met(a) - met(b));
			if (next === undefined) break;
			for (const other of team) together.set(pair(next, other), (together.get(pair(next, other)) ?? 0) + 1);
			given.add(next);
			loads.set(next, loads.get(next)! + 1);
		}
	}
	while (passOn(rows, loads));
	return rows.flatMap(({ id, given }) => [...given].map((coderId) => ({ developmentId: id, coderId })));
}

type Row = { taken: ReadonlySet<number>; given: Set<number> };

/**
 * Takes a development from somebody who has two more than somebody else could have, if need be along a chain of people;
 * false when there is nobody like that, and the loads are as even as they can be.
 */
function passOn(rows: readonly Row[], loads: Map<number, number>): boolean {
	for (const [from, load] of [...loads].sort(([, a], [, b]) => b - a)) {
		const reached = new Map<number, { by: number; row: Row } | undefined>([[from, undefined]]);
		for (const by of reached.keys()) {
			if (loads.get(by)! <= load - 2) return moveAlong(by, reached, loads);
			for (const row of rows.filter(({ given }) => given.has(by)))
				for (const to of loads.keys())
					if (!reached.has(to) && !row.given.has(to) && !row.taken.has(to)) reached.set(to, { by, row });
		}
	}
	return false;
}

function moveAlong(
	to: number,
	reached: ReadonlyMap<number, { by: number; row: Row } | undefined>,
	loads: Map<number, number>
): true {
	loads.set(to, loads.get(to)! + 1);
	for (let step = reached.get(to); step; step = reached.get(to)) {
		step.row.given.delete(step.by);
		step.row.given.add(to);
		to = step.by;
	}
	loads.set(to, loads.get(to)! - 1);
	return true;
}

/** The last whole day before work returns to the pool. */
export const dueOn = (lapsesAt: Date): CalendarDate =>
	new Date(lapsesAt.getTime() - 1).toISOString().slice(0, 10);

/** How long there is until the end of that day, as people say it. */
export function dueInWords(due: CalendarDate, today: CalendarDate): string {
	const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
	if (days < 0) return 'overdue';
	if (days === 0) return 'due today';
	return days === 1 ? 'due tomorrow' : `due in ${days} days`;
}
