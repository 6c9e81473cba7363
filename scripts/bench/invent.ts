// Made-up developments for measuring: the same ones each time, shaped like real ones. Words, forums and actors are
// as unevenly spread as in the sample, most of what is logged is recent news, and some of it is a backlog.
import { addDays } from '#lib/calendar.ts';
import { effects, type Effect } from '#lib/evidence/evidence.ts';
import { kinds, type Kind } from '#lib/developments/development.ts';

/** What the inventing draws from, the most usual first. */
export type Stock = {
	words: readonly string[];
	forums: readonly string[];
	actors: readonly string[];
	sources: readonly string[];
	/** Codes of the recommendations. */
	codes: readonly string[];
};

export type Invented = {
	externalId: string;
	occurredOn: string;
	kind: Kind;
	title: string;
	summary: string;
	source: string;
	sourceUrl: string;
	credibility: number;
	actors: string[];
	forums: string[];
	codings: { code: string; effect: Effect; rationale: string }[];
};

const firstDay = '2015-01-01';
const days = 4_200;
/** Codings of five developments in a row: 1.6 each. */
const codingsOf = [1, 2, 2, 1, 2] as const;
export const codingsEach = 1.6;

/** Words to search for, and in how many developments each stands. */
export const probes = {
	rare: { word: 'ostpolitik', share: '20 of them' },
	middling: { word: 'rapprochement', share: '2 in 100' },
	common: { word: 'negotiation', share: '1 in 3' }
} as const;

/** The development number `at` (from 0) of `count`. */
export function invent(at: number, count: number, stock: Stock): Invented {
	const random = randomFrom(at + 1);
	const usual = <T>(list: readonly T[]) => list[Math.floor(list.length ** random()) - 1]!;
	const several = <T>(list: readonly T[], most: number) => [
		...new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => usual(list)))
	];
	const words = (length: number) => Array.from({ length }, () => usual(stock.words)).join(' ');
	const codings = differentCodes(codingsOf[at % codingsOf.length]!, () => usual(stock.codes));
	return {
		externalId: `B${at}`,
		occurredOn: addDays(firstDay, dayOf(at, count, random)),
		kind: kinds[Math.floor(random() ** 2 * kinds.length)]!,
		title: capitalised(words(5 + Math.floor(random() * 4))),
		summary: `${capitalised(words(14 + Math.floor(random() * 10)))}${marks(at, count)}.`,
		source: usual(stock.sources),
		sourceUrl: `https://news.example/${at}`,
		credibility: 1 + Math.floor(random() * 6),
		actors: several(stock.actors, 3),
		forums: several(stock.forums, 2),
		codings: codings.map((code) => ({
			code,
			effect: effects[Math.floor(random() * effects.length)]!,
			rationale: capitalised(words(8))
		}))
	};
}

/** How many codings the developments before number `at` have together. */
export function codingsBefore(at: number): number {
	const round = codingsOf.reduce<number>((sum, one) => sum + one, 0);
	const rest = codingsOf.slice(0, at % codingsOf.length).reduce<number>((sum, one) => sum + one, 0);
	return Math.floor(at / codingsOf.length) * round + rest;
}

function differentCodes(count: number, draw: () => string): string[] {
	const codes = new Set<string>();
	while (codes.size < count) codes.add(draw());
	return [...codes];
}

/** Nine in ten are logged as they happen, give or take a month. */
function dayOf(at: number, count: number, random: () => number): number {
	const onTime = (at / count) * days + (random() - 0.5) * 60;
	const day = random() < 0.9 ? onTime : random() * days;
	return Math.min(days, Math.max(0, Math.floor(day)));
}

function marks(at: number, count: number): string {
	const found = [
		at % Math.floor(count / 20) === 7 ? probes.rare.word : '',
		at % 50 === 11 ? probes.middling.word : '',
		at % 3 === 0 ? probes.common.word : ''
	];
	return found.map((word) => word && ` ${word}`).join('');
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = Math.imul(seed, 0x9e3779b1);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}
