import { expect, test } from 'vitest';
import { follower, type Marked } from './following.ts';
import { describe } from './selector.ts';

const first =
	'Ministers met in Vienna. The Council adopted the unified budget after years of delay. Nobody objected.';
const passage = 'adopted the unified budget';

function marked(text: string, words: string): Marked {
	const start = text.indexOf(words);
	return {
		selectors: describe(text, start, start + words.length),
		place: { start, end: start + words.length }
	};
}

/** What the passage becomes through these versions, in words. */
function through(words: string, ...versions: string[]): string[] {
	const one = marked(first, words);
	let before = first;
	return versions.map((after) => {
		const placement = follower(before, after)(one);
		before = after;
		one.place = placement;
		return placement ? `${placement.quality}: ${after.slice(placement.start, placement.end)}` : 'orphaned';
	});
}

test('a passage stands before the change where it stood, and behind it moves along', () => {
	expect(through(passage, first.replace('Nobody', 'Hardly anybody'))).toEqual([`exact: ${passage}`]);
	expect(through(passage, `VIENNA. ${first}`, first)).toEqual([`moved: ${passage}`, `exact: ${passage}`]);
});

test('of two passages alike, each follows its own place', () => {
	const twice = 'no change, then no change, and the end';
	const after = `oddly ${twice}`;
	const second = describe(twice, 16, 25);
	expect(follower(twice, after)({ selectors: second, place: { start: 16, end: 25 } })).toEqual({
		start: 22,
		end: 31,
		quality: 'moved'
	});
});

test('many small edits are survived, though together they leave little of the words', () => {
	const edits = [
		['adopted the unified', 'has adopted the unified'],
		['unified budget', 'unified spending plan'],
		['has adopted the', 'has at last approved a']
	] as const;
	let text = first;
	const versions = edits.map(([from, to]) => (text = text.replace(from, to)));
	expect(through(passage, ...versions)).toEqual([
		`moved: ${passage}`,
		'edited: adopted the unified spending plan',
		'edited: at last approved a unified spending plan'
	]);
});

test('what was taken out is an orphan, and is found again when it comes back', () => {
	const without = first.replace(`The Council ${passage} after years of delay. `, '');
	expect(through(passage, without, first, `Again: ${first}`)).toEqual([
		'orphaned',
		`exact: ${passage}`,
		`moved: ${passage}`
	]);
});

test('a text that is written anew orphans it, and the old text brings it back', () => {
	expect(through(passage, 'Wheat prices rose in Chicago.', first)).toEqual(['orphaned', `exact: ${passage}`]);
});

test('a letter that gains an accent is not cut', () => {
	const placement = follower(
		'one two',
		'one two\u0301 and three'
	)({
		selectors: describe('one two', 4, 7),
		place: { start: 4, end: 7 }
	});
	expect(placement).toEqual({ start: 4, end: 8, quality: 'edited' });
});
