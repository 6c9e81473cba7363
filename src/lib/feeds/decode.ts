/** A document as text, and how it was found out which encoding it is in where that was not as it says. */
export type Decoded = { text: string; fault?: string };

/**
 * Bytes to text: by their byte order mark, else by what the answer says, else by what the document says, else UTF-8; where
 * the bytes are no such text, by what they look like. Never throws: what cannot be read becomes U+FFFD.
 * @param contentType header of the answer, for its charset
 */
export function decode(bytes: Uint8Array, contentType?: string | null): Decoded {
	const marked = byMark(bytes);
	if (marked) return { text: read(bytes, marked)! };
	const charset = /charset\s*=\s*["']?\s*([\w.:+-]+)/i.exec(contentType ?? '')?.[1];
	const declared = declaredIn(bytes);
	const wide = wideOf(bytes);
	if (wide) return { text: read(bytes, wide)! };
	const claims = [charset, declared].filter((claim) => claim !== undefined);
	const known = preferred(claims.map(labelOf).filter((label) => label !== undefined));
	if (known.length > 0 && !isManyBytes(known[0]!) && hasUtf8(bytes)) {
		const text = read(bytes, 'utf-8');
		if (text !== undefined)
			return { text, fault: `It says that it is in ${claims[0]}, but it is in UTF-8; it was read so.` };
	}
	for (const label of [...known, 'utf-8']) {
		const text = read(bytes, label);
		if (text === undefined) continue;
		const asSaid = claims.length === 0 || labelOf(claims[0]!) === label;
		return asSaid
			? { text }
			: { text, fault: `It is not in ${claims[0]} as it says; it was read as ${label}.` };
	}
	const guess = guessOf(bytes);
	const text = new TextDecoder(guess).decode(bytes);
	const said = claims[0] ?? 'UTF-8';
	return { text, fault: `It is not in ${said} throughout; it was read as ${guess}.` };
}

/** The text in that encoding, without its mark; undefined where the bytes are no such text. */
function read(bytes: Uint8Array, label: string): string | undefined {
	if (label.startsWith('utf-32')) return readWide(bytes, label === 'utf-32be');
	try {
		// Undefined places of the Windows code pages are read as controls, which are taken out later.
		return new TextDecoder(label, { fatal: !label.startsWith('utf-16') }).decode(bytes);
	} catch (error) {
		if (error instanceof TypeError) return undefined;
		throw error;
	}
}

const starts = (bytes: Uint8Array, ...wanted: number[]) => wanted.every((byte, at) => bytes[at] === byte);

function byMark(bytes: Uint8Array): string | undefined {
	if (starts(bytes, 0, 0, 0xfe, 0xff)) return 'utf-32be';
	if (starts(bytes, 0xff, 0xfe, 0, 0)) return 'utf-32le';
	if (starts(bytes, 0xff, 0xfe)) return 'utf-16le';
	if (starts(bytes, 0xfe, 0xff)) return 'utf-16be';
	// A mark before bytes that are not UTF-8 says nothing.
	if (starts(bytes, 0xef, 0xbb, 0xbf) && read(bytes, 'utf-8') !== undefined) return 'utf-8';
	return undefined;
}

/** Text of two or four bytes a letter without a mark shows itself by the zeros about its first `<`. */
function wideOf(bytes: Uint8Array): string | undefined {
	if (starts(bytes, 0, 0, 0, 0x3c)) return 'utf-32be';
	if (starts(bytes, 0x3c, 0, 0, 0)) return 'utf-32le';
	if (starts(bytes, 0, 0x3c)) return 'utf-16be';
	if (starts(bytes, 0x3c, 0)) return 'utf-16le';
	return undefined;
}

function readWide(bytes: Uint8Array, isBig: boolean): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const letters: string[] = [];
	for (let at = 0; at + 4 <= bytes.length; at += 4) {
		const point = view.getUint32(at, !isBig);
		letters.push(
			point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\uFFFD' : String.fromCodePoint(point)
		);
	}
	return letters.join('').replace(/^\uFEFF/, '');
}

/** What the XML declaration says, read as if each byte were a letter. */
function declaredIn(bytes: Uint8Array): string | undefined {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1_000));
	return /^[^<]{0,200}<\?xml\s[^>]*?encoding\s*=\s*["']\s*([\w.:+-]+)/i.exec(head)?.[1];
}

/** Names that are in use beside those that browsers know. */
const otherNames: Record<string, string> = {
	cp936: 'gbk',
	cp949: 'euc-kr',
	cp950: 'big5',
	cp932: 'shift_jis',
	'windows-31j': 'shift_jis',
	'koi8-ru': 'koi8-u',
	utf8mb4: 'utf-8',
	unicode: 'utf-8',
	'iso-10646-ucs-2': 'utf-16be',
	ucs2: 'utf-16le',
	'utf-32': 'utf-32be',
	'latin-1': 'latin1',
	'mac-cyrillic': 'x-mac-cyrillic',
	maccyrillic: 'x-mac-cyrillic',
	macroman: 'macintosh'
};

/** The encoding that a name means; undefined for one that nobody here knows. */
function labelOf(name: string): string | undefined {
	const low = name.toLowerCase().replaceAll('_', '-');
	const label = otherNames[low] ?? low.replace(/^(?:cp|win(?:dows)?)[-_]?(125\d|874)$/, 'windows-$1');
	try {
		return new TextDecoder(label).encoding;
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/**
 * The order in which claims are tried. A server that stamps every answer Latin knows less than a document that names another
 * alphabet; bytes that were read as a declaration are not in UTF-16, whatever it says.
 */
function preferred(labels: string[]): string[] {
	const possible = labels.filter((label) => !label.startsWith('utf-16') && !label.startsWith('utf-32'));
	const [first, second] = possible;
	return first === 'windows-1252' && second && second !== first ? [second, first] : possible;
}

const isManyBytes = (label: string) => /^(gb|big5|euc|shift|iso-2022|utf)/.test(label);

/** Whether anything beyond ASCII is in it: then a text that is UTF-8 throughout is no other, save by a freak. */
const hasUtf8 = (bytes: Uint8Array) => bytes.some((byte) => byte >= 0xc2);

/** For bytes that are not what they are said to be: UTF-8 with a flaw, else Russian, else Western. */
function guessOf(bytes: Uint8Array): string {
	const flaws = new TextDecoder().decode(bytes).split('\uFFFD').length - 1;
	let high = 0;
	let letters = 0;
	let lowOfWindows = 0;
	let lowOfKoi = 0;
	for (const byte of bytes) {
		if (byte >= 0x80) high++;
		if (byte >= 0xc0) letters++;
		if (byte >= 0xe0) lowOfWindows++;
		if (byte >= 0xc0 && byte < 0xe0) lowOfKoi++;
	}
	if (flaws * 10 <= high) return 'utf-8';
	const runs =
		new TextDecoder('latin1')
			.decode(bytes)
			.match(/[\u00C0-\u00FF]{3,}/g)
			?.join('').length ?? 0;
	// Quotes and dashes alone stand in both, but what stands in one of them only is likelier the euro.
	if (letters === 0 || runs * 2 < letters) return 'windows-1252';
	return lowOfWindows >= lowOfKoi ? 'windows-1251' : 'koi8-r';
}
