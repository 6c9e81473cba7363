/**
 * How far each piece of `text` is from `pattern`: entry j is the fewest insertions, deletions and substitutions (of
 * UTF-16 code units) that turn some piece ending at offset j into the pattern.
 *
 * Bit-parallel: G. Myers, “A fast bit-vector algorithm for approximate string matching based on dynamic programming”,
 * JACM 46(3), 1999, in blocks of 32 rows as H. Hyyrö, “A bit-vector algorithm for computing Levenshtein and Damerau
 * edit distances”, Nordic Journal of Computing 10, 2003, puts it. Time: length of text × ⌈length of pattern ÷ 32⌉.
 */
export function distances(pattern: string, text: string): Int32Array {
	const found = new Int32Array(text.length + 1);
	if (pattern === '') return found;
	const blocks = Math.ceil(pattern.length / 32);
	const places = placesOf(pattern, blocks);
	const nowhere = new Int32Array(blocks);
	// Per block and row: whether the cell is one more, or one less, than the cell above it.
	const more = new Int32Array(blocks).fill(-1);
	const less = new Int32Array(blocks);
	const lastRow = 1 << ((pattern.length - 1) & 31);
	let errors = pattern.length;
	found[0] = errors;
	for (let j = 0; j < text.length; j++) {
		const here = places.get(text.charCodeAt(j)) ?? nowhere;
		// What the row above the block gained or lost in this column; a match may begin anywhere, so 0 at the top.
		let carry = 0;
		for (let b = 0; b < blocks; b++) {
			const up = more[b]!;
			const down = less[b]!;
			let equal = here[b]!;
			const vertical = equal | down;
			if (carry < 0) equal |= 1;
			const horizontal = (((equal & up) + up) ^ up) | equal;
			let gained = down | ~(horizontal | up);
			let lost = up & horizontal;
			const bottom = b === blocks - 1 ? lastRow : -2147483648;
			const below = (gained & bottom) !== 0 ? 1 : (lost & bottom) !== 0 ? -1 : 0;
			gained = (gained << 1) | (carry > 0 ? 1 : 0);
			lost = (lost << 1) | (carry < 0 ? 1 : 0);
			more[b] = lost | ~(vertical | gained);
			less[b] = gained & vertical;
			carry = below;
		}
		errors += carry;
		found[j + 1] = errors;
	}
	return found;
}

/** For each code unit of the pattern, the rows that it stands in, as bits. */
function placesOf(pattern: string, blocks: number): Map<number, Int32Array> {
	const places = new Map<number, Int32Array>();
	for (let i = 0; i < pattern.length; i++) {
		const code = pattern.charCodeAt(i);
		const rows = places.get(code) ?? new Int32Array(blocks);
		rows[i >> 5]! |= 1 << (i & 31);
		places.set(code, rows);
	}
	return places;
}

/** The same code units from last to first; for matching from the right. */
export function backwards(text: string): string {
	return text.split('').reverse().join('');
}
