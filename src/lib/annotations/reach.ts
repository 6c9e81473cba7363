import type { Passage } from './passage.ts';

/** What is chosen by keyboard: from the piece where it was begun to the piece where it was left. */
export type Reach = { anchor: Passage; focus: Passage };

export const steps = ['nextWord', 'previousWord', 'nextSentence', 'previousSentence'] as const;
export type Step = (typeof steps)[number];

/** Code units that are cut into words or sentences at once: longer ones are taken in parts. */
const stretch = 2000;

/** From the beginning of the first piece to the end of the last. */
export const whole = ({ anchor, focus }: Reach): Passage => ({
	start: Math.min(anchor.start, focus.start),
	end: Math.max(anchor.end, focus.end)
});

/** What a passage that was chosen otherwise, as with a mouse, is to the keyboard. */
export const reachOf = (passage: Passage): Reach => ({ anchor: passage, focus: passage });

/**
 * A word or sentence further: the next one alone, or with `isExtending` everything from where it was begun. Without
 * anything chosen yet, the first of the text. Undefined where there is nothing further.
 */
export function stepped(
	text: string,
	reach: Reach | undefined,
	step: Step,
	isExtending: boolean
): Reach | undefined {
	if (!reach) {
		const first = step.endsWith('Sentence') ? nextSentence(text, 0) : nextWord(text, 0);
		return first && reachOf(first);
	}
	const { focus } = reach;
	const found = {
		nextWord: () => nextWord(text, focus.end),
		previousWord: () => previousWord(text, focus.start),
		nextSentence: () => nextSentence(text, focus.end),
		previousSentence: () => previousSentence(text, focus.start)
	}[step]();
	if (!found) return undefined;
	if (!isExtending) return reachOf(found);
	// From a word within a sentence, to that sentence's end; not to its beginning as well.
	const start = step.startsWith('next') ? Math.max(found.start, focus.start) : found.start;
	const end = step.startsWith('previous') ? Math.min(found.end, focus.end) : found.end;
	return { anchor: reach.anchor, focus: { start, end } };
}

/** Longer passages are announced by their beginning and their end. */
const mostAnnounced = 160;

/** What somebody who does not see the text should hear: the word that was stepped to, and what is chosen altogether. */
export function announced(text: string, reach: Reach): string {
	const { start, end } = whole(reach);
	const passage = text.slice(start, end);
	const step = text.slice(reach.focus.start, reach.focus.end);
	if (step === passage) return step;
	const count = piecesOf(text, start, end, 'word').length;
	const quoted =
		passage.length <= mostAnnounced ? passage : `${passage.slice(0, 60)} … ${passage.slice(-60)}`;
	return `${step}. ${count} words selected: ${quoted}`;
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

function piecesOf(text: string, from: number, to: number, by: 'word' | 'sentence'): Passage[] {
	const part = text.slice(from, to);
	const cut =
		by === 'word' ? [...words.segment(part)].filter((one) => one.isWordLike) : [...sentences.segment(part)];
	return cut.flatMap(({ segment, index }) => {
		const start = from + index + (segment.length - segment.trimStart().length);
		const length = segment.trim().length;
		return length > 0 ? [{ start, end: start + length }] : [];
	});
}

function nextWord(text: string, from: number): Passage | undefined {
	for (let at = from; at < text.length; at += stretch) {
		const [first] = piecesOf(text, at, at + stretch, 'word');
		if (first) return first;
	}
	return undefined;
}

function previousWord(text: string, before: number): Passage | undefined {
	for (let to = before; to > 0; to -= stretch) {
		const last = piecesOf(text, Math.max(0, to - stretch), to, 'word').at(-1);
		if (last) return last;
	}
	return undefined;
}

/** The first sentence that ends behind `from`: the one that it stands in, or the next. */
function nextSentence(text: string, from: number): Passage | undefined {
	const begin = Math.max(0, text.lastIndexOf('\n', from), from - stretch);
	for (let at = begin; at < text.length; at += stretch) {
		const found = piecesOf(text, at, at + stretch, 'sentence').find(({ end }) => end > from);
		if (found) return found;
	}
	return undefined;
}

/** The last sentence that begins ahead of `before`. */
function previousSentence(text: string, before: number): Passage | undefined {
	for (let to = before; to > 0; to -= stretch) {
		const found = piecesOf(text, Math.max(0, to - stretch), to, 'sentence').at(-1);
		if (found) return found;
	}
	return undefined;
}
