import { Refused } from '../errors.ts';
import { longestKept } from './comment.ts';
import { fitting, mentionedIds, mentions, withIds, type Mentionable } from './mention.ts';

/** Somebody of the team, or who once was. */
export type Teammate = Mentionable & { isActive: boolean };

export type Addressed = {
	/** The body as it is kept. */
	body: string;
	/** Who is mentioned in it. */
	ids: number[];
	/** Names after an @ that are nobody's here: left as they are, perhaps an account elsewhere. */
	unknown: string[];
};

/**
 * Finds out whom a typed body mentions. `before` are those whom the version before mentioned already: they may stay,
 * whatever became of them since.
 * @throws Refused with the field `body` where it cannot be told who is meant, or nobody would be reached.
 */
export function addressed(
	body: string,
	people: readonly Teammate[],
	before: readonly number[] = []
): Addressed {
	const known = people.filter(({ id }) => before.includes(id));
	const active = people.filter(({ isActive }) => isActive);
	const [meant, unknown] = [new Map<string, number>(), new Set<string>()];
	for (const { name, isBracketed } of mentions(body)) {
		if (unknown.has(name) && !isBracketed) continue;
		const id = meant.get(name) ?? idOf(name, known, active, people);
		if (id !== undefined) meant.set(name, id);
		else if (isBracketed) throw nobody(`Nobody here is called “${name}”.`);
		else unknown.add(name);
	}
	const kept = withIds(body, (name) => meant.get(name));
	if (kept.length > longestKept) throw new Refused('These are too many mentions for one comment.', 'body');
	const ids = mentionedIds(kept);
	for (const id of ids) check(id, people, before);
	return { body: kept, ids, unknown: [...unknown] };
}

function idOf(
	name: string,
	known: readonly Teammate[],
	active: readonly Teammate[],
	everybody: readonly Teammate[]
): number | undefined {
	for (const people of [known, active]) {
		const found = fitting(name, people);
		if (found.length > 1 && people === active) throw several(name, found);
		if (found.length === 1) return found[0]!.id;
	}
	const [gone] = fitting(name, everybody);
	if (gone) throw left(gone);
	return undefined;
}

function check(id: number, people: readonly Teammate[], before: readonly number[]): void {
	if (before.includes(id)) return;
	const person = people.find((one) => one.id === id);
	if (!person) throw nobody(`Nobody here has the number ${id}, as @{${id}} says.`);
	if (!person.isActive) throw left(person);
}

function several(name: string, people: readonly Teammate[]): Refused {
	const isNamesakes = new Set(people.map((person) => person.name)).size < people.length;
	const ways = people.slice(0, 5).map((person) => (isNamesakes ? `@{${person.id}}` : `@[${person.name}]`));
	return new Refused(
		`“${name}” may be more than one person. Choose from the list that opens after @, or write ${ways.join(' or ')}.`,
		'body'
	);
}

const left = ({ name }: Teammate) =>
	new Refused(
		`${name} has no open account here, so the mention would reach nobody. Take the @ away.`,
		'body'
	);

const nobody = (sentence: string) =>
	new Refused(`${sentence} Choose from the list that opens after @, or take the @ away.`, 'body');
