/** Labels of encodings that stand in the first bytes of a page, where they must be, by the HTML standard. */
const declaredWithin = 4_096;

/** Encodings of pages that declare none and are not UTF-8, by where they come from. */
const habits: Readonly<Record<string, string>> = {
	ru: 'windows-1251',
	su: 'windows-1251',
	by: 'windows-1251',
	ua: 'windows-1251',
	bg: 'windows-1251',
	'xn--p1ai': 'windows-1251',
	gr: 'windows-1253',
	pl: 'iso-8859-2',
	hu: 'iso-8859-2',
	tr: 'windows-1254'
};

/**
 * The text of a page: by its byte order mark, what the server says, what the page says, or as UTF-8. What is not UTF-8
 * and says nothing is read as pages of its country are.
 */
export function decodePage(bytes: Uint8Array, contentType: string, host = ''): string {
	const mark = byteOrderMark(bytes);
	if (mark) return new TextDecoder(mark).decode(bytes);
	const said = /charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType)?.[1];
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, declaredWithin));
	const written =
		/<meta[^>]{0,200}?charset\s*=\s*["']?\s*([^\s;"'/>]+)/i.exec(head)?.[1] ??
		/^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']+)/i.exec(head)?.[1];
	for (const label of [said, written]) {
		const decoder = label && decoderOf(label);
		if (decoder) return decoder.decode(bytes);
	}
	const text = new TextDecoder().decode(bytes);
	if (!text.includes('\uFFFD')) return text;
	return new TextDecoder(habits[host.split('.').at(-1) ?? ''] ?? 'windows-1252').decode(bytes);
}

function byteOrderMark([a, b, c]: Uint8Array): string | undefined {
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
	if (a === 0xfe && b === 0xff) return 'utf-16be';
	if (a === 0xff && b === 0xfe) return 'utf-16le';
	return undefined;
}

/** A page that can be read far enough to say that it is UTF-16 is not. */
function decoderOf(label: string): TextDecoder | undefined {
	try {
		const { encoding } = new TextDecoder(label);
		return new TextDecoder(encoding.startsWith('utf-16') ? 'utf-8' : encoding);
	} catch (error) {
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}
